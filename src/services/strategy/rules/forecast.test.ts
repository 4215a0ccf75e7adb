// A forecast is exact on a straight line, honest about few observations, and the same however its input is written.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Asked, endInYears, forecastFor, type Known, type Seen } from './forecast.ts'

const housing: Asked = {
  observations: [
    { value: '25.1', period: '2023' },
    { value: '25.9', period: '2024' },
    { value: '26.8', period: '2025' },
  ],
  baseline: '25.9',
  target: '36',
  targetYear: 2036,
  polarity: 'up',
  kind: 'observed',
}

function known(asked: Asked): Known {
  const forecast = forecastFor(asked)
  if (!forecast.known) throw new Error(JSON.stringify(forecast))
  return forecast
}

const yearly = (values: readonly string[], from = 2020): Seen[] =>
  values.map((value, n) => ({ value, period: String(from + n) }))

describe('an example counted by hand', () => {
  // Slope 0.85; mean 25.9333 at the end of 2024; residuals 1/60, −1/30, 1/60, so s² = 1/600; t(0.9; 1) = 3.0777.
  const forecast = known(housing)

  test('the value at the date, and how far it may be off', () => {
    expect(forecast.value.expected).toBeCloseTo(25.9333 + 0.85 * 12, 3)
    const half = 3.0777 * Math.sqrt((1 / 600) * (1 + 1 / 3 + 144 / 2))
    expect(forecast.value.to - forecast.value.expected).toBeCloseTo(half, 3)
    expect(forecast.value.expected - forecast.value.from).toBeCloseTo(half, 3)
    expect(forecast.method).toMatchObject({ n: 3, freedom: 1, first: '2023', last: '2025' })
  })

  test('the share of the way, the pace and the year', () => {
    expect(forecast.share?.expected).toBeCloseTo((10.2333 / 10.1) * 100, 2)
    expect(forecast.pace).toBeCloseTo(0.85, 10)
    expect(forecast.reach).toEqual({ when: 'year', year: 2036 })
    expect(forecast).toMatchObject({ level: 0.8, year: 2036, reached: false, kept: true })
  })
})

describe('what is missing is named, all of it', () => {
  test.each<[string, Partial<Asked>, unknown]>([
    ['no target', { target: null }, [{ what: 'target' }]],
    ['no year', { targetYear: null }, [{ what: 'year' }]],
    [
      'nothing at all',
      { target: null, targetYear: null, observations: [] },
      [{ what: 'target' }, { what: 'year' }, { what: 'observations', have: 0, need: 3 }],
    ],
    ['two observations', { observations: yearly(['1', '2']) }, [{ what: 'observations', have: 2, need: 3 }]],
    [
      'three of two periods',
      { observations: [...yearly(['1', '2']), { value: '3', period: '2021' }] },
      [{ what: 'observations', have: 2, need: 3 }],
    ],
    [
      'three that end on one day',
      { observations: ['2025', '2025-12', '2025-12-31'].map((period) => ({ value: '1', period })) },
      [{ what: 'spread' }],
    ],
  ])('%s', (_, change, missing) => {
    expect(forecastFor({ ...housing, ...change })).toMatchObject({ known: false, missing })
  })

  test('what is reached today is known even so', () => {
    const one = (value: string) => forecastFor({ ...housing, observations: [{ value, period: '2025' }] }).reached
    expect([one('36'), one('35.9')]).toEqual([true, false])
    expect(forecastFor({ ...housing, observations: [] }).reached).toBeNull()
  })
})

describe('when it will be reached', () => {
  test.each<[string, Partial<Asked>, unknown]>([
    ['it goes the other way', { observations: yearly(['28', '27', '26']) }, { when: 'never' }],
    ['it stands still', { observations: yearly(['26.1', '26.1', '26.1']) }, { when: 'never' }],
    ['it came back to where it was', { observations: yearly(['0.1', '0.3', '0.1']) }, { when: 'never' }],
    ['it is there', { observations: yearly(['30', '33', '36']) }, { when: 'already' }],
    [
      'less is better',
      { observations: yearly(['9', '8', '7']), target: '4', polarity: 'down' },
      { when: 'year', year: 2025 },
    ],
    [
      'less was promised and more came',
      { observations: yearly(['7', '8', '9']), target: '4', polarity: 'down' },
      { when: 'never' },
    ],
    [
      'a number to hit is ahead',
      { observations: yearly(['0', '10', '20']), target: '50', polarity: 'target' },
      { when: 'year', year: 2025 },
    ],
    [
      'a number to hit was passed',
      { observations: yearly(['0', '10', '20']), target: '15', polarity: 'target' },
      { when: 'never' },
    ],
    // The line has crossed 10 in 2022, before the last observation, which fell short of it.
    [
      'the last one fell back',
      { observations: yearly(['1', '12', '14', '9.9']), target: '10' },
      { when: 'year', year: 2023 },
    ],
  ])('%s', (_, change, reach) => {
    expect(known({ ...housing, ...change }).reach).toEqual(reach)
  })
})

test('a promise no better than its beginning has no share', () => {
  expect(known({ ...housing, baseline: null }).share).toBeNull()
  expect(known({ ...housing, baseline: '36' }).share).toBeNull()
  expect(known({ ...housing, baseline: '40' }).share).toBeNull()
  expect(known({ ...housing, baseline: '40', polarity: 'target' }).share).not.toBeNull()
})

test.each([
  ['2025', 2026],
  ['2025-12', 2026],
  ['2025-12-31', 2026],
  ['2025-06', 2025.5],
  ['2024-02-29', 2024 + 2 / 12],
  ['2025-02-14', 2025 + 1.5 / 12],
])('%s ends at %d', (period, at) => expect(endInYears(period)).toBeCloseTo(at, 12))

test('a whole year says more than its last month', () => {
  const month = { value: '99', period: '2025-12' }
  expect(forecastFor({ ...housing, observations: [...housing.observations, month] })).toEqual(forecastFor(housing))
})

describe('for any observations', () => {
  const thousandths = fc.integer({ min: -1_000_000, max: 1_000_000 })
  const text = (units: number) =>
    `${units < 0 ? '-' : ''}${Math.trunc(Math.abs(units) / 1000)}.${String(Math.abs(units) % 1000).padStart(3, '0')}`
  const month = fc.tuple(fc.integer({ min: 2000, max: 2035 }), fc.integer({ min: 1, max: 12 }))
  const key = ([year, n]: [number, number]) => `${year}-${String(n).padStart(2, '0')}`
  const seen = fc.uniqueArray(fc.record({ at: month, units: thousandths }), {
    selector: ({ at }) => key(at),
    minLength: 3,
    maxLength: 15,
  })
  const asked = (observations: Seen[], more: Partial<Asked> = {}): Asked => ({ ...housing, observations, ...more })
  const near = (one: number, other: number, size: number) => expect(Math.abs(one - other)).toBeLessThan(1e-8 * size)
  const size = ({ value }: Known) => 1 + Math.max(Math.abs(value.from), Math.abs(value.to))

  test('a straight line is continued exactly, without any interval', () => {
    fc.assert(
      fc.property(
        thousandths,
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: 3, max: 12 }),
        (start, step, n) => {
          const line = Array.from({ length: n }, (_, at) => text(start + step * at))
          const { value, pace } = known(asked(yearly(line), { targetYear: 2036 }))
          const expected = (start + step * 16) / 1000
          for (const one of [value.expected, value.from, value.to])
            near(one, expected, 1 + Math.abs(expected) + Math.abs(start))
          near(pace, step / 1000, 1 + Math.abs(start))
        },
      ),
    )
  })

  test('the order of the input says nothing, and the interval holds the line', () => {
    fc.assert(
      fc.property(seen, (points) => {
        const observations = points.map(({ at, units }) => ({ value: text(units), period: key(at) }))
        const forecast = known(asked(observations))
        expect(known(asked(observations.toReversed()))).toEqual(forecast)
        const { value, share } = forecast
        expect(value.from).toBeLessThanOrEqual(value.expected)
        expect(value.to).toBeGreaterThanOrEqual(value.expected)
        expect(share?.from).toBeLessThanOrEqual(share?.expected ?? Number.NaN)
        expect(share?.to).toBeGreaterThanOrEqual(share?.expected ?? Number.NaN)
      }),
    )
  })

  test('years may be shifted', () => {
    fc.assert(
      fc.property(seen, fc.integer({ min: -50, max: 50 }), (points, shift) => {
        const moved = (by: number) =>
          known(
            asked(
              points.map(({ at: [year, n], units }) => ({ value: text(units), period: key([year + by, n]) })),
              { targetYear: 2036 + by },
            ),
          )
        const [here, there] = [moved(0), moved(shift)]
        near(here.value.expected, there.value.expected, size(here))
        near(here.value.from, there.value.from, size(here))
        near(here.pace, there.pace, size(here))
      }),
    )
  })

  test('units may be scaled: shares stay', () => {
    fc.assert(
      fc.property(seen, (points) => {
        const scaled = (zeros: string) =>
          known(
            asked(
              points.map(({ at, units }) => ({ value: `${units}${zeros}`, period: key(at) })),
              { baseline: `25900${zeros}`, target: `36000${zeros}` },
            ),
          )
        const [plain, thousandfold] = [scaled(''), scaled('000')]
        near(thousandfold.value.expected, plain.value.expected * 1000, size(thousandfold))
        const shares = [plain.share, thousandfold.share].map(
          (share) => share ?? { expected: 0, from: 0, to: Number.NaN },
        )
        near(shares[0]?.to ?? 0, shares[1]?.to ?? 0, 1 + Math.abs(shares[0]?.to ?? 0))
      }),
    )
  })

  test('more noise about the same line never narrows it', () => {
    fc.assert(
      fc.property(seen, fc.integer({ min: 2, max: 9 }), (points, times) => {
        const noisy = (factor: number) => {
          const line = known(asked(points.map(({ at, units }) => ({ value: text(units), period: key(at) }))))
          const middle = (at: number) => line.value.expected + line.pace * (at - 2037)
          return known(
            asked(
              points.map(({ at, units }) => {
                const fit = middle(endInYears(key(at)))
                return { value: (fit + (units / 1000 - fit) * factor).toFixed(9), period: key(at) }
              }),
            ),
          )
        }
        const [calm, wild] = [noisy(1), noisy(times)]
        near(calm.value.expected, wild.value.expected, 1e3 * size(wild))
        expect(wild.value.to - wild.value.from).toBeGreaterThanOrEqual((calm.value.to - calm.value.from) * 0.999_999)
      }),
    )
  })
})

test.each([3, 4, 6, 12])('of %i noisy observations, four intervals of five hold what comes', (n) => {
  // A fixed stream of numbers (Park and Miller's), so that the count is the same on every machine.
  let state = 20_261_125
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const trials = 4000
  let held = 0
  for (let trial = 0; trial < trials; trial += 1) {
    const observations = yearly(Array.from({ length: n }, (_, at) => (50 + 2 * at + normal()).toFixed(9)))
    const { value } = known({ ...housing, observations, targetYear: 2030 })
    const came = 50 + 2 * 10 + normal()
    if (value.from <= came && came <= value.to) held += 1
  }
  // Three standard deviations of the share of 4000 are 1.9 percent.
  expect(Math.abs(held / trials - 0.8)).toBeLessThan(0.019)
})
