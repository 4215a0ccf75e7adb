// Both statuses are always said; a contradiction and a silence only where they are.
import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Status, type StatusProps } from './status.tsx'

const both: StatusProps = {
  official: { label: 'Команда говорит', says: 'по плану', kind: 'kept' },
  computed: { label: 'Расчёт', says: 'к сроку 61 %', kind: 'late' },
}
const words = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

test('says what the team says and what is computed, each by its name', () => {
  const html = render(<Status {...both} />)
  expect(html).toMatch(/<dt>Команда говорит<\/dt><dd>.*по плану.*<dt>Расчёт<\/dt><dd>.*к сроку 61 %/)
  expect(html).not.toMatch(/apart|silent|<svg/)
})

test('a contradiction comes first, in words beside its sign', () => {
  const html = render(<Status {...both} apart="Слова и расчёт расходятся" />)
  expect(words(html)).toMatch(/^Слова и расчёт расходятся Команда говорит/)
  expect(html).toMatch(/<svg[^>]*aria-hidden="true"/)
})

test('silence has its dashed outline', () => {
  expect(render(<Status {...both} silence="молчание 41 день" />)).toContain('<span class="tag silent">молчание 41 день')
})
