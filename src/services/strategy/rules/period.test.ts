// The words of real sources, and what time they name.
import { expect, test } from 'vitest'
import { firstDayOf, lastDayOf, spanIn } from './period.ts'

test.each([
  ['2026', '2026', '2026'],
  ['2025–2026', '2025', '2026'],
  ['2021–2030', '2021', '2030'],
  ['с 2025', '2025', null],
  ['начало в 2026', '2026', null],
  ['до 2027', null, '2027'],
  ['до июня 2026', null, '2026-06'],
  ['август 2024 – 2026', '2024-08', '2026'],
  ['август 2025 – апрель 2026', '2025-08', '2026-04'],
  ['май 2026 – март 2027', '2026-05', '2027-03'],
  ['25–27 августа 2025 (мастерская)', null, null],
  ['скоро', null, null],
  ['до 2026 – 2027', null, null],
])('«%s» begins %s and ends %s', (text, start, due) => {
  expect(spanIn(text)).toEqual({ start, due })
})

test('nothing said is nothing known', () => {
  expect(spanIn(null)).toEqual({ start: null, due: null })
})

test.each([
  ['2026', '2026-01-01', '2026-12-31'],
  ['2028-02', '2028-02-01', '2028-02-29'],
  ['2026-06-30', '2026-06-30', '2026-06-30'],
])('%s runs from %s to %s', (period, first, last) => {
  expect([firstDayOf(period), lastDayOf(period)]).toEqual([first, last])
})
