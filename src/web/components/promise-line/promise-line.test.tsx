// The promise line draws what is known and nothing else.
import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { PromiseLine } from './promise-line.tsx'

const target = { value: 36, label: '36 к 2036' }

test('is one picture with its sentence, and the numbers stand in a table beside it', () => {
  const html = render(
    <PromiseLine
      better="more"
      sentence="Обещано 36"
      target={target}
      table={{ summary: 'Как посчитано', rows: [{ name: 'Обещано', value: '36 м²' }] }}
    />,
  )
  expect(html).toContain('role="img" aria-label="Обещано 36"')
  expect(html).toMatch(/<details><summary>Как посчитано<\/summary><table>.*36 м²/)
})

test('what is not known is not drawn', () => {
  const html = render(<PromiseLine better="more" sentence="Обещано 36" target={target} />)
  expect(html).not.toMatch(/<circle|class="way"|class="moved"|class="forecast"|NaN|undefined/)
})

test('progress is drawn only from a known beginning', () => {
  const current = { value: 30, label: '30' }
  expect(render(<PromiseLine better="more" sentence="s" target={target} current={current} />)).not.toContain('"way"')
  const begun = render(
    <PromiseLine better="more" sentence="s" target={target} current={current} baseline={{ value: 25, label: '25' }} />,
  )
  expect(begun).toContain('class="way"')
})
