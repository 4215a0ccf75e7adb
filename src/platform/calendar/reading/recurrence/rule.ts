// A recurrence rule as written (RFC 5545, 3.3.10, and RFC 7529), read part by part, with everything that is wrong in it.
import { type Moment, momentOf } from '../values.ts'
import { weekdays } from './days.ts'

export const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'] as const
export type Frequency = (typeof frequencies)[number]
export type Skip = 'OMIT' | 'BACKWARD' | 'FORWARD'

/** A weekday (Monday is 0), and which one of the month or year: 1 the first, -1 the last, 0 each. */
export interface ByDay {
  which: number
  weekday: number
}

export interface Rule {
  frequency: Frequency
  interval: number
  count: number | null
  until: Moment | null
  seconds: readonly number[]
  minutes: readonly number[]
  hours: readonly number[]
  days: readonly ByDay[]
  monthDays: readonly number[]
  yearDays: readonly number[]
  weeks: readonly number[]
  /** A leap month after month 5 is 5.5. */
  months: readonly number[]
  positions: readonly number[]
  weekStart: number
  /** The calendar that the rule counts in, in capitals; null is the Gregorian one. */
  scale: string | null
  skip: Skip
}

export interface RuleFault {
  /** A rule with such a fault says nothing that one could follow. */
  fatal: boolean
  kind: 'ruleFrequency' | 'rulePart' | 'ruleRange' | 'ruleTwice' | 'ruleCombination' | 'ruleUntil'
  part: string
}

export interface ReadRule {
  /** Null when a fault is fatal. */
  rule: Rule | null
  faults: RuleFault[]
}

/** Reads a rule; what is merely against the RFC is told and followed as far as it makes sense. */
export function readRule(text: string): ReadRule {
  const faults: RuleFault[] = []
  const parts = new Map<string, string>()
  for (const written of text.trim().split(';')) {
    const [, name = '', value = ''] = /^([A-Za-z-]+)=(.*)$/.exec(written.trim()) ?? []
    const part = name.toUpperCase()
    if (name === '' || value === '') faults.push({ fatal: false, kind: 'rulePart', part: written })
    else if (!known.has(part) && !part.startsWith('X-')) faults.push({ fatal: false, kind: 'rulePart', part })
    else if (parts.has(part)) faults.push({ fatal: false, kind: 'ruleTwice', part })
    else parts.set(part, value.trim().toUpperCase())
  }
  const list = (part: string, from: number, to: number): number[] => {
    const given = parts.get(part)
    if (given === undefined) return []
    const values = given.split(',').map((value) => (/^[+-]?\d{1,3}$/.test(value) ? Number(value) : Number.NaN))
    const signed = from < 0
    const fits = values.every((value) => value >= from && value <= to && !(signed && value === 0))
    if (fits) return sorted(values)
    faults.push({ fatal: true, kind: 'ruleRange', part: `${part}=${given}` })
    return []
  }
  const whole = (part: string): number | null => {
    const given = parts.get(part)
    if (given === undefined) return null
    if (/^\d{1,15}$/.test(given) && Number(given) > 0) return Number(given)
    faults.push({ fatal: true, kind: 'ruleRange', part: `${part}=${given}` })
    return null
  }
  const frequency = frequencies.find((name) => name === parts.get('FREQ'))
  if (frequency === undefined)
    faults.push({ fatal: true, kind: 'ruleFrequency', part: parts.has('FREQ') ? `FREQ=${parts.get('FREQ')}` : 'FREQ' })
  const scale = parts.get('RSCALE') ?? null
  const rule: Rule = {
    frequency: frequency ?? 'DAILY',
    interval: whole('INTERVAL') ?? 1,
    count: whole('COUNT'),
    until: untilOf(parts.get('UNTIL'), faults),
    // A clock without leap seconds shows 59 for them (3.3.12).
    seconds: sorted(list('BYSECOND', 0, 60).map((second) => Math.min(second, 59))),
    minutes: list('BYMINUTE', 0, 59),
    hours: list('BYHOUR', 0, 23),
    days: daysOf(parts.get('BYDAY'), faults),
    monthDays: list('BYMONTHDAY', -31, 31),
    yearDays: list('BYYEARDAY', -366, 366),
    weeks: list('BYWEEKNO', -53, 53),
    months: monthsOf(parts.get('BYMONTH'), scale, faults),
    positions: list('BYSETPOS', -366, 366),
    weekStart: weekStartOf(parts.get('WKST'), faults),
    scale: scale === 'GREGORIAN' ? null : scale,
    skip: skipOf(parts.get('SKIP'), faults),
  }
  faults.push(...combinationsOf(rule, parts))
  return { rule: faults.some(({ fatal }) => fatal) ? null : rule, faults }
}

const known = new Set([
  ...['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'RSCALE', 'SKIP', 'BYSECOND', 'BYMINUTE', 'BYHOUR', 'BYDAY'],
  ...['BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYMONTH', 'BYSETPOS'],
])

function sorted(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}

function untilOf(given: string | undefined, faults: RuleFault[]): Moment | null {
  if (given === undefined) return null
  const moment = momentOf(given)
  if (moment === null) faults.push({ fatal: true, kind: 'ruleUntil', part: `UNTIL=${given}` })
  return moment
}

function daysOf(given: string | undefined, faults: RuleFault[]): ByDay[] {
  if (given === undefined) return []
  const days = given.split(',').map((value) => {
    const [, which = '0', name = ''] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(value) ?? []
    return { which: Number(which), weekday: weekdays.indexOf(name), value }
  })
  const fits = days.every(
    ({ which, weekday, value }) => weekday >= 0 && Math.abs(which) <= 53 && (which !== 0 || value.length === 2),
  )
  if (fits) return days.map(({ which, weekday }) => ({ which, weekday }))
  faults.push({ fatal: true, kind: 'ruleRange', part: `BYDAY=${given}` })
  return []
}

function monthsOf(given: string | undefined, scale: string | null, faults: RuleFault[]): number[] {
  if (given === undefined) return []
  const most = scale === null || scale === 'GREGORIAN' ? 12 : 13
  const months = given.split(',').map((value) => {
    const [, number = '', leap = ''] = /^(\d{1,2})(L?)$/.exec(value) ?? []
    return Number(number || Number.NaN) + (leap === '' ? 0 : 0.5)
  })
  if (months.every((month) => month >= 1 && month < most + 1 && (scale !== null || Number.isInteger(month))))
    return sorted(months)
  faults.push({ fatal: true, kind: 'ruleRange', part: `BYMONTH=${given}` })
  return []
}

function weekStartOf(given: string | undefined, faults: RuleFault[]): number {
  if (given === undefined) return 0
  const at = weekdays.indexOf(given)
  if (at < 0) faults.push({ fatal: true, kind: 'ruleRange', part: `WKST=${given}` })
  return Math.max(at, 0)
}

function skipOf(given: string | undefined, faults: RuleFault[]): Skip {
  const skip = (['OMIT', 'BACKWARD', 'FORWARD'] as const).find((name) => name === (given ?? 'OMIT'))
  if (skip === undefined) faults.push({ fatal: true, kind: 'ruleRange', part: `SKIP=${given}` })
  return skip ?? 'OMIT'
}

/** Parts that the RFC forbids beside each other. */
function combinationsOf(rule: Rule, parts: ReadonlyMap<string, string>): RuleFault[] {
  const { frequency } = rule
  const wrong: [boolean, string][] = [
    [rule.count !== null && parts.has('UNTIL'), 'COUNT, UNTIL'],
    [rule.weeks.length > 0 && frequency !== 'YEARLY', `BYWEEKNO, FREQ=${frequency}`],
    [rule.yearDays.length > 0 && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency), `BYYEARDAY, FREQ=${frequency}`],
    [rule.monthDays.length > 0 && frequency === 'WEEKLY', 'BYMONTHDAY, FREQ=WEEKLY'],
    [
      rule.days.some(({ which }) => which !== 0) && !['MONTHLY', 'YEARLY'].includes(frequency),
      `BYDAY=${parts.get('BYDAY')}, FREQ=${frequency}`,
    ],
    [rule.days.some(({ which }) => which !== 0) && rule.weeks.length > 0, `BYDAY=${parts.get('BYDAY')}, BYWEEKNO`],
    [rule.positions.length > 0 && ![...parts.keys()].some((part) => /^BY(?!SETPOS)/.test(part)), 'BYSETPOS'],
    [parts.has('SKIP') && !parts.has('RSCALE'), 'SKIP'],
  ]
  return wrong.filter(([is]) => is).map(([, part]) => ({ fatal: false, kind: 'ruleCombination', part }))
}
