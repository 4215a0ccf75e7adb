// How the number of an indicator arises, by kind.
import { describe, expect, test } from 'vitest'
import { betterOf, latestOf, type Observed, ratioValue, standing, summedValue } from './value.ts'

const seen = (id: string, value: string, period: string | null, revises: string | null = null): Observed => ({
  id,
  value,
  period,
  part: 'current',
  revises,
})

describe('summedValue', () => {
  test('is what the measurements add up to', () =>
    expect(summedValue([{ value: '1' }, { value: '-1' }, { value: '0.5' }], true)).toBe('0.5'))
  test('without any is zero where the city counts itself', () => expect(summedValue([], true)).toBe('0'))
  test('without any is unknown elsewhere: no data is not zero', () => expect(summedValue([], false)).toBeNull())
})

describe('latestOf', () => {
  test.each([
    ['the later year', [seen('a', '1', '2024'), seen('b', '2', '2025')], 'b'],
    ['a whole year over a month of it', [seen('a', '1', '2025-08'), seen('b', '2', '2025')], 'b'],
    ['the later day', [seen('a', '1', '2026-03-10'), seen('b', '2', '2026-03-09')], 'a'],
    ['any named period over none', [seen('a', '1', null), seen('b', '2', '1990')], 'b'],
    ['the revision over what it revises', [seen('a', '1', '2025'), seen('b', '2', '2025', 'a')], 'b'],
    [
      'the earlier period when the later one was revised to it',
      [seen('a', '1', '2026'), seen('b', '2', '2024', 'a'), seen('c', '3', '2025')],
      'c',
    ],
  ])('takes %s', (_what, rows, id) => expect(latestOf(rows)?.id).toBe(id))
  test('is nothing without observations', () => expect(latestOf([])).toBeNull())
})

test('a chain of revisions leaves the last one standing', () => {
  const rows = [seen('a', '1', '2025'), seen('b', '2', '2025', 'a'), seen('c', '3', '2025', 'b')]
  expect(standing(rows).map(({ id }) => id)).toEqual(['c'])
})

test('a ratio is unknown while a part is, or the lower one is zero', () => {
  expect(ratioValue('1', null)).toBeNull()
  expect(ratioValue('1', '0')).toBeNull()
  expect(ratioValue('1', '4')).toBe('0.25')
})

test.each([
  ['up', '10', '5', 'more'],
  ['down', '5', '10', 'less'],
  ['target', '800', '0', 'less'],
  ['target', '1', '6.6', 'more'],
  ['target', null, '6', 'more'],
] as const)('%s from %s to %s runs towards %s', (polarity, baseline, target, better) =>
  expect(betterOf(polarity, baseline, target)).toBe(better),
)
