// Two statuses side by side, and when they contradict each other.
import { describe, expect, test } from 'vitest'
import { type Asked, forecastFor } from './forecast.ts'
import { type Computed, disagreement, type Official, statusFor } from './status.ts'

const asked = (values: readonly string[], more: Partial<Asked> = {}) =>
  forecastFor({
    observations: values.map((value, n) => ({ value, period: String(2023 + n) })),
    baseline: '0',
    target: '100',
    targetYear: 2033,
    polarity: 'up',
    kind: 'observed',
    ...more,
  })

describe('the numbers say', () => {
  test.each<[Computed, ReturnType<typeof asked>]>([
    // By the end of 2033, eight years after the last observation.
    ['on-track', asked(['10', '20', '30'])],
    ['on-track', asked(['12', '20.5', '29'])],
    ['near', asked(['10', '18', '26'])],
    ['behind', asked(['10', '15', '20'])],
    ['behind', asked(['30', '20', '10'])],
    ['reached', asked(['100'])],
    ['unknown', asked(['10', '20'])],
    ['unknown', asked(['10', '20', '30'], { target: null })],
    ['on-track', asked(['10', '20', '30'], { baseline: null })],
    ['behind', asked(['10', '15', '20'], { baseline: null })],
    // A number to hit is missed from above just as from below.
    ['behind', asked(['30', '60', '90'], { polarity: 'target' })],
    ['near', asked(['10', '20', '30'], { polarity: 'target' })],
    ['on-track', asked(['10', '19', '28'], { polarity: 'target' })],
  ])('%s', (computed, forecast) => {
    expect(statusFor(forecast, null)).toEqual({ official: null, computed, disagreement: false })
  })

  test('by the tolerance given', () => {
    const forecast = asked(['10', '15', '20'])
    expect(statusFor(forecast, 'on-track', { keptFrom: 60, nearFrom: 40 })).toMatchObject({ computed: 'on-track' })
    expect(statusFor(forecast, 'on-track')).toEqual({ official: 'on-track', computed: 'behind', disagreement: true })
  })
})

test('a contradiction is one in either direction', () => {
  const table: Record<'on-track' | 'done' | 'behind', Computed[]> = {
    'on-track': ['behind'],
    done: ['on-track', 'near', 'behind'],
    behind: ['reached', 'on-track'],
  }
  const all: Computed[] = ['reached', 'on-track', 'near', 'behind', 'unknown']
  for (const official of ['on-track', 'done', 'behind'] as const satisfies Official[])
    expect(all.filter((computed) => disagreement(official, computed))).toEqual(table[official])
  expect(all.filter((computed) => disagreement(null, computed))).toEqual([])
})
