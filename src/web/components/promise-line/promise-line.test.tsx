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

test('what was first promised and where the pace leads stand in the picture, the sentence and the table alike', () => {
  const html = render(
    <PromiseLine
      better="more"
      sentence="Обещано 36"
      target={target}
      first={{ value: 38, label: 'обещали 38', said: 'сначала 38', row: { name: 'Сначала', value: '38 м²' } }}
      forecast={{
        from: 30,
        to: 34,
        label: '30–34',
        said: 'будет от 30 до 34',
        row: { name: 'Прогноз', value: '30–34 м²' },
      }}
      table={{ summary: 'Как посчитано', rows: [{ name: 'Обещано', value: '36 м²' }] }}
    />,
  )
  expect(html).toContain('aria-label="Обещано 36; сначала 38; будет от 30 до 34"')
  expect(html).toMatch(/class="moved".*class="flag"/)
  expect(html).toMatch(/<text class="first"[^>]*>обещали 38<.*<text class="pace"[^>]*>30–34</)
  expect([...html.matchAll(/<th scope="row">([^<]*)/g)].map(([, name]) => name)).toEqual([
    'Обещано',
    'Сначала',
    'Прогноз',
  ])
})

test('a forecast wider than the picture is drawn open at that end, and one inside it is closed', () => {
  const band = (from: number, to: number) =>
    render(
      <PromiseLine
        better="more"
        sentence="s"
        target={target}
        baseline={{ value: 26, label: '26' }}
        forecast={{ from, to }}
      />,
    ).match(/class="arrow"/g)?.length ?? 0
  expect([band(28, 34), band(28, 42), band(-90, 34), band(-90, 90)]).toEqual([0, 1, 1, 2])
})
