// Whether a measure holds on a day, which measures fit what somebody narrows by, whose queue takes a request, and when she is asked.
import { describe, expect, it } from 'vitest'
import { askedNow, type FollowUp, plannedFor } from './follow-ups.ts'
import { type MeasureFields, measureShape, pageAddress, standingOf } from './measure.ts'
import { addressOf, fits, narrowingOf } from './narrowing.ts'
import { queueFor } from './routing.ts'

const measure = (more: Partial<MeasureFields> = {}): MeasureFields =>
  measureShape.parse({
    ...{ name: 'Грант на выставку', provider: 'Фонд', levels: ['city'], kind: 'grant', audience: 'creative' },
    ...{
      creative: true,
      notFounded: 'yes',
      topic: 'grant',
      ask: 'Фонд',
      source: 'https://example.org/',
      basis: 'press',
    },
    ...more,
  })

describe('a measure', () => {
  it.each<[string, Partial<MeasureFields>, string, object]>([
    ['holds', {}, '2026-11-26', { state: 'open' }],
    ['holds on its last day', { closes: '2026-11-26' }, '2026-11-26', { state: 'open' }],
    [
      'is over the day after',
      { closes: '2026-11-26' },
      '2026-11-27',
      { state: 'over', since: '2026-11-27', why: 'closed' },
    ],
    [
      'is over with its year',
      { closes: '2025-12-31', ended: 'archive' },
      '2026-01-01',
      { state: 'over', since: '2026-01-01', why: 'archive' },
    ],
    ['is over without a day', { ended: 'archive' }, '2026-11-26', { state: 'over', since: null, why: 'archive' }],
    ['is ahead', { opens: '2026-12-01' }, '2026-11-30', { state: 'ahead', from: '2026-12-01' }],
    [
      'is unsure when its year has passed',
      { speaksOf: '2025-12-31' },
      '2026-01-01',
      { state: 'unsure', since: '2026-01-01' },
    ],
  ])('%s', (_, more, on, standing) => {
    expect(standingOf(measure(more), on)).toEqual(standing)
  })

  it('may lead to pages only', () => {
    expect(pageAddress.safeParse('https://mybusiness18.example/apply').success).toBe(true)
    for (const wrong of ['javascript:alert(1)', 'mybusiness.example', 'ftp://x', 'https://a b', '//x'])
      expect(pageAddress.safeParse(wrong).success).toBe(false)
  })
})

describe('the list', () => {
  const open = { state: 'open' } as const
  const asked = (query: Record<string, string>) => narrowingOf(query)

  it('finds by words in any form and by what is needed', () => {
    expect(fits(asked({ q: 'гранты выставке' }), measure(), open)).toBe(true)
    expect(fits(asked({ q: 'заём' }), measure(), open)).toBe(false)
    expect(
      fits(
        asked({ kind: 'grant', level: 'city', whom: 'creative', creative: 'yes', founded: 'not-yet' }),
        measure(),
        open,
      ),
    ).toBe(true)
    expect(fits(asked({ founded: 'not-yet' }), measure({ notFounded: 'no' }), open)).toBe(false)
  })

  it('holds no measure without a sum for large enough', () => {
    expect(fits(asked({ amount: '100 000' }), measure(), open)).toBe(false)
    expect(fits(asked({ amount: '100 000' }), measure({ amountMax: 500_000 }), open)).toBe(true)
    expect(fits(asked({ amount: '600000' }), measure({ amountMax: 500_000 }), open)).toBe(false)
  })

  it('shows what is over only when asked', () => {
    const over = { state: 'over', since: null, why: 'closed' } as const
    expect(fits(asked({}), measure(), over)).toBe(false)
    expect(fits(asked({ past: 'yes' }), measure(), over)).toBe(true)
    expect(fits(asked({ past: 'yes' }), measure(), open)).toBe(false)
  })

  it('says the same in its address', () => {
    const query = { q: 'грант', kind: 'grant', amount: '5000', creative: 'yes', past: 'yes' }
    const address = new URL(addressOf(narrowingOf(query)), 'http://city.test')
    expect(narrowingOf(Object.fromEntries(address.searchParams))).toEqual(narrowingOf(query))
    expect(addressOf(narrowingOf({ kind: 'nothing', amount: '-3' }))).toBe('/bureau/measures')
  })
})

describe('a request', () => {
  const queue = (code: string, more: object) => ({ code, topics: [], levels: [], measures: [], ...more })
  const queues = [
    queue('rest', {}),
    queue('city', { levels: ['city'] }),
    queue('tax', { topics: ['tax'] }),
    queue('special', { measures: ['sup-004'] }),
  ]
  it.each([
    ['its measure', { topic: 'tax', measure: 'sup-004', levels: ['city' as const] }, 'special'],
    ['its topic', { topic: 'tax', measure: 'sup-001', levels: ['city' as const] }, 'tax'],
    ['its level', { topic: 'home', measure: 'sup-041', levels: ['city' as const] }, 'city'],
    ['the rest', { topic: 'other', measure: null, levels: [] }, 'rest'],
  ])('goes by %s', (_, asked, code) => {
    expect(queueFor(asked, queues)?.code).toBe(code)
  })
})

describe('whether it helped', () => {
  const answered = new Date('2026-11-02T10:00:00Z')
  const all = (more: Partial<Record<number, Partial<FollowUp>>> = {}): FollowUp[] =>
    plannedFor(answered).map(({ day, dueAt }) => ({
      day,
      dueAt,
      askedAt: null,
      droppedAt: null,
      said: null,
      ...more[day],
    }))

  it('is asked on the 7th, 14th and 30th day, never before', () => {
    expect(askedNow(all(), new Date('2026-11-09T09:59:00Z'))).toEqual({ ask: null, drop: [] })
    expect(askedNow(all(), new Date('2026-11-09T10:00:00Z'))).toEqual({ ask: 7, drop: [] })
  })

  it('is asked once where two days have come', () => {
    expect(askedNow(all(), new Date('2026-11-20T00:00:00Z'))).toEqual({ ask: 14, drop: [7] })
  })

  it('is not asked any more once she has said', () => {
    const said = all({ 7: { askedAt: answered, said: 'helped' } })
    expect(askedNow(said, new Date('2027-01-01T00:00:00Z'))).toEqual({ ask: null, drop: [14, 30] })
    const waits = all({ 7: { askedAt: answered, said: 'waiting' } })
    expect(askedNow(waits, new Date('2026-11-16T10:00:00Z'))).toEqual({ ask: 14, drop: [] })
  })
})
