import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { momentOf } from '../values.ts'
import { dateOf, day, firstWeekOf, modulo, monthLength, numberOf, startOfWeek, weekdayOf, weekdays } from './days.ts'
import { expand, isNever } from './expand.ts'
import { type Rule, readRule } from './rule.ts'
import { timesOfRule } from './times.ts'

const wall = (text: string): number => momentOf(text)?.wall ?? Number.NaN
const forever = { from: wall('00010101'), to: wall('99991231') }

function ruleOf(text: string): Rule {
  const { rule, faults } = readRule(text)
  if (!rule) throw new Error(JSON.stringify(faults))
  return rule
}

function textOf(at: number, whole: boolean, ending: string): string {
  const text = new Date(at * 1000).toISOString().replaceAll(/[-:]/g, '')
  return whole ? text.slice(0, 8) : text.slice(0, 15) + ending
}

function times(rule: string, start: string, span = forever, most = 100_000): string[] {
  const read = ruleOf(rule)
  const whole = start.length === 8
  const until = read.until?.wall ?? null
  const { walls } = expand(read, { start: wall(start), wholeDay: whole }, span, { until, most })
  return walls.map((at) => textOf(at, whole, start.endsWith('Z') ? 'Z' : ''))
}

interface Case {
  comment: string
  RRULE: string
  DTSTART: string
  INSTANCES: string[]
}
const cases: Case[] = JSON.parse(
  readFileSync(join(projectRoot, 'tests/vectors/events/rrule-expansion-cases-a.json'), 'utf8'),
)

describe('a recurrence rule', () => {
  it.each(cases.map((one) => [`${one.comment}: ${one.RRULE} from ${one.DTSTART}`, one] as const))('%s', (_, one) => {
    expect(times(one.RRULE, one.DTSTART, forever, one.INSTANCES.length + 1)).toEqual(one.INSTANCES)
  })

  it('gives what RFC 7529 shows for days that a year or month lacks', () => {
    expect(times('RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;COUNT=4', '20120229')).toEqual([
      '20120229',
      '20130301',
      '20140301',
      '20150301',
    ])
    expect(times('RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4', '20140131')).toEqual([
      '20140131',
      '20140228',
      '20140331',
      '20140430',
    ])
  })

  it('gives each time once, though two parts name it', () => {
    expect(times('FREQ=MONTHLY;BYMONTHDAY=1,31,-1;SKIP=FORWARD;COUNT=5', '20260401')).toEqual([
      '20260401',
      '20260430',
      '20260501',
      '20260531',
      '20260601',
    ])
  })

  it('is told to whoever has no calendar, too', () => {
    expect(timesOfRule('FREQ=WEEKLY;BYDAY=WE;UNTIL=20261209', '20261128T190000', 10)).toEqual([
      '2026-12-02T19:00:00',
      '2026-12-09T19:00:00',
    ])
    expect(timesOfRule('FREQ=DAILY', '20261128', 2)).toEqual(['2026-11-28', '2026-11-29'])
    expect([timesOfRule('FREQ=NEVER', '20261128', 2), timesOfRule('FREQ=DAILY', 'soon', 2)]).toEqual([null, null])
  })

  it('ends soon, however it was made to tire its reader', () => {
    const days = { from: wall('20261126'), to: wall('20261127') }
    const cut = (text: string, start: string) =>
      expand(ruleOf(text), { start: wall(start), wholeDay: false }, days, { most: 1000 })
    expect(cut('FREQ=SECONDLY', '19000101T000000')).toMatchObject({ cut: 'many', walls: { length: 1000 } })
    expect(cut('FREQ=SECONDLY;COUNT=999999999', '19000101T000000')).toEqual({ cut: null, walls: [] })
    expect(cut('FREQ=SECONDLY;COUNT=9999999999', '19000101T000000').walls[0]).toBe(days.from)
    expect(cut('FREQ=SECONDLY;BYSECOND=1;COUNT=999999999', '00010101T000000')).toEqual({ cut: 'far', walls: [] })
    expect(cut('FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2;COUNT=9', '00010101T000000')).toEqual({ cut: null, walls: [] })
    expect(isNever(ruleOf('FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2,4'))).toBe(true)
    expect(isNever(ruleOf('FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2'))).toBe(false)
  })

  it('says what in it cannot be followed, and follows the rest', () => {
    const kinds = (text: string) => readRule(text).faults.map(({ kind, fatal }) => `${kind}${fatal ? '!' : ''}`)
    expect(kinds('INTERVAL=2')).toEqual(['ruleFrequency!'])
    expect(kinds('FREQ=DAILY;INTERVAL=0')).toEqual(['ruleRange!'])
    expect(kinds('FREQ=DAILY;COUNT=-1;BYHOUR=24')).toEqual(['ruleRange!', 'ruleRange!'])
    expect(kinds('FREQ=DAILY;COUNT=2;UNTIL=20260101')).toEqual(['ruleCombination'])
    expect(kinds('FREQ=WEEKLY;BYDAY=1MO')).toEqual(['ruleCombination'])
    expect(kinds('FREQ=DAILY;BYEASTER=1;FREQ=DAILY')).toEqual(['rulePart', 'ruleTwice'])
    expect(kinds('FREQ=YEARLY;BYMONTHDAY=0')).toEqual(['ruleRange!'])
    expect(kinds('FREQ=YEARLY;X-OTHER=1;BYDAY=-53SU,+1MO')).toEqual([])
  })
})

const numbers = (from: number, to: number) =>
  fc.uniqueArray(fc.integer({ min: from, max: to }).filter(Boolean), { maxLength: 3 })
const part = (name: string, values: readonly (string | number)[]) =>
  values.length > 0 ? `;${name}=${values.join(',')}` : ''
const daysOnly = fc
  .record({
    frequency: fc.constantFrom('YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'),
    interval: fc.integer({ min: 1, max: 5 }),
    months: numbers(1, 12),
    monthDays: numbers(-31, 31),
    yearDays: numbers(-366, 366),
    weeks: numbers(-53, 53),
    weekdays: fc.uniqueArray(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.constantFrom(...weekdays)), { maxLength: 3 }),
    positions: numbers(-3, 3),
    weekStart: fc.constantFrom(...weekdays),
    pick: fc.integer({ min: 0, max: 63 }),
  })
  .map(({ frequency, interval, pick, ...given }) => {
    const yearly = frequency === 'YEARLY'
    const take = <T>(bit: number, values: readonly T[]) => (pick & bit ? values : [])
    const weeks = yearly ? take(1, given.weeks) : []
    const numbered = (yearly || frequency === 'MONTHLY') && weeks.length === 0
    const byDay = take(2, given.weekdays).map(([which, name]) => `${numbered && which !== 0 ? which : ''}${name}`)
    return (
      `FREQ=${frequency};INTERVAL=${interval};WKST=${given.weekStart}` +
      part('BYMONTH', take(4, given.months)) +
      part('BYMONTHDAY', frequency === 'WEEKLY' ? [] : take(8, given.monthDays)) +
      part('BYYEARDAY', yearly ? take(16, given.yearDays) : []) +
      part('BYWEEKNO', weeks) +
      part('BYDAY', [...new Set(byDay)]) +
      part('BYSETPOS', take(32, given.positions))
    )
  })
const startDay = fc.integer({ min: numberOf(1990, 1, 1), max: numberOf(2035, 1, 1) })

describe('any rule of days', () => {
  it('picks just the days that fit all its parts, as a walk over all days finds them', () => {
    fc.assert(
      fc.property(daysOnly, startDay, (text, start) => {
        const rule = ruleOf(text)
        const span = { from: start * day, to: (start + 3000) * day }
        const { walls } = expand(rule, { start: start * day, wholeDay: true }, span, { most: 10_000 })
        expect(walls.map((at) => at / day)).toEqual(walked(rule, start, 3000))
      }),
      { numRuns: 500 },
    )
  })

  it('gives the same over two spans as over both at once, with a count as without, in order and each once', () => {
    const clock = fc.constantFrom(
      '',
      ';BYHOUR=9,18',
      ';BYMINUTE=0,30',
      ';BYHOUR=9,18;BYSETPOS=-1',
      ';BYSECOND=7;BYMINUTE=1',
    )
    const frequent = fc
      .tuple(fc.constantFrom('HOURLY', 'MINUTELY', 'SECONDLY'), fc.integer({ min: 1, max: 100_000 }), clock)
      .map(([frequency, interval, more]) => `FREQ=${frequency};INTERVAL=${interval}${more.replace(/;BYSETPOS.*/, '')}`)
    const any = fc.oneof(
      fc.tuple(daysOnly, clock).map(([rule, more]) => (rule.includes('SETPOS') ? rule : rule + more)),
      frequent,
    )
    const count = fc.option(fc.integer({ min: 1, max: 3000 }), { nil: null })
    const offset = fc.integer({ min: -400 * day, max: 1200 * day })
    fc.assert(
      fc.property(any, count, startDay, fc.tuple(offset, offset, offset), (text, number, start, offsets) => {
        const rule = ruleOf(number === null ? text : `${text};COUNT=${number}`)
        const begin = start * day + 34_200
        const [a = 0, b = 0, c = 0] = offsets.map((at) => begin + at).toSorted((x, y) => x - y)
        const over = (from: number, to: number) =>
          expand(rule, { start: begin, wholeDay: false }, { from, to }, { most: 1e9 }).walls
        const whole = over(a, c)
        expect([...over(a, b), ...over(b, c)]).toEqual(whole)
        expect(whole).toEqual([...new Set(whole)].sort((x, y) => x - y))
        expect(whole.every((at) => at >= Math.max(a, begin) && at < c)).toBe(true)
        if (number !== null) expect(whole.length).toBeLessThanOrEqual(number)
      }),
      { numRuns: 500 },
    )
  })
})

/** The days of a rule found the slow way: each day is asked whether its period counts and whether it fits every part. */
function walked(rule: Rule, start: number, length: number): number[] {
  const began = dateOf(start)
  const weekOf = (number: number) => startOfWeek(number, rule.weekStart)
  const weekYear = (number: number): number => {
    const { year } = dateOf(weekOf(number) + 3)
    return year
  }
  const ofWeeks = rule.weeks.length > 0
  const fits = (number: number): boolean => {
    const { year, month, day: date } = dateOf(number)
    const length = monthLength(year, month)
    const yearLength = numberOf(year + 1, 1, 1) - numberOf(year, 1, 1)
    const ofYear = number - numberOf(year, 1, 1) + 1
    const owner = weekYear(number)
    const first = firstWeekOf(numberOf(owner, 1, 1), rule.weekStart)
    const week = Math.floor((number - first) / 7) + 1
    const weeks = (firstWeekOf(numberOf(owner + 1, 1, 1), rule.weekStart) - first) / 7
    const yearly = rule.frequency === 'YEARLY'
    const months =
      rule.months.length > 0
        ? rule.months
        : yearly && !ofWeeks && rule.yearDays.length === 0 && (rule.monthDays.length > 0 || rule.days.length === 0)
          ? [began.month]
          : []
    const monthDays =
      rule.monthDays.length > 0
        ? rule.monthDays
        : rule.days.length === 0 && ((yearly && !ofWeeks && rule.yearDays.length === 0) || rule.frequency === 'MONTHLY')
          ? [began.day]
          : []
    const freeWeekday =
      rule.days.length === 0 &&
      (rule.frequency === 'WEEKLY' || (ofWeeks && rule.monthDays.length + rule.yearDays.length === 0))
    return (
      (months.length === 0 || months.includes(month)) &&
      (monthDays.length === 0 || monthDays.some((at) => at === date || at === date - length - 1)) &&
      (rule.yearDays.length === 0 || rule.yearDays.some((at) => at === ofYear || at === ofYear - yearLength - 1)) &&
      (!ofWeeks || rule.weeks.some((at) => at === week || at === week - weeks - 1)) &&
      (!freeWeekday || weekdayOf(number) === weekdayOf(start)) &&
      (rule.days.length === 0 || rule.days.some(({ which, weekday }) => isWeekday(rule, number, which, weekday)))
    )
  }
  const periodOf = (number: number): number => {
    const { year, month } = dateOf(number)
    if (rule.frequency === 'YEARLY') return ofWeeks ? weekYear(number) : year
    if (rule.frequency === 'MONTHLY') return year * 12 + month
    return rule.frequency === 'WEEKLY' ? (weekOf(number) - weekOf(start)) / 7 : number
  }
  const byPeriod = new Map<number, number[]>()
  for (let number = start - 400; number < start + length + 400; number++)
    if (fits(number)) byPeriod.set(periodOf(number), [...(byPeriod.get(periodOf(number)) ?? []), number])
  const own = byPeriod.get(periodOf(start))?.some((number) => number >= start) ?? false
  const base = ofWeeks && !own ? began.year : periodOf(start)
  const chosen = [...byPeriod]
    .filter(([period]) => modulo(period - base, rule.interval) === 0 && period >= base)
    .flatMap(([, all]) => (rule.positions.length === 0 ? all : positioned(all, rule.positions)))
  return chosen.filter((number) => number >= start && number < start + length).sort((a, b) => a - b)
}

function positioned(all: readonly number[], positions: readonly number[]): number[] {
  return all.filter((_, at) => positions.includes(at + 1) || positions.includes(at - all.length))
}

function isWeekday(rule: Rule, number: number, which: number, weekday: number): boolean {
  if (weekdayOf(number) !== weekday) return false
  if (which === 0 || (rule.frequency !== 'YEARLY' && rule.frequency !== 'MONTHLY')) return true
  const { year, month, day: date } = dateOf(number)
  const inMonth = rule.frequency === 'MONTHLY' || rule.months.length > 0
  const at = inMonth ? date - 1 : number - numberOf(year, 1, 1)
  const length = inMonth ? monthLength(year, month) : numberOf(year + 1, 1, 1) - numberOf(year, 1, 1)
  return which > 0 ? Math.floor(at / 7) === which - 1 : Math.floor((length - 1 - at) / 7) === -which - 1
}
