// The times that a recurrence rule gives within a span, on the clock of its start: whole numbers, no zones, no library.
import { dateOf, day, modulo, numberOf, weekdayOf } from './days.ts'
import { daysOfMonth, daysOfYear } from './periods.ts'
import { type Plan, passes, planOf } from './plan.ts'
import type { Rule } from './rule.ts'

export interface Span {
  /** Seconds on the start's own clock; `from` is within, `to` is not. */
  from: number
  to: number
}

export interface Expansion {
  /** In order, each once. */
  walls: number[]
  /** Why there may be more: `many` are all that were asked for; `far` took too long to count up to. */
  cut: null | 'many' | 'far'
}

/** How many steps are walked before a rule is given up: under a second. */
const mostSteps = 3_000_000

/**
 * Expands a rule from its start (RFC 5545, 3.3.10, with SKIP of RFC 7529). `until` is the last second that may be, or null; a start
 * that the rule itself does not give is not given either, as the RFC leaves it open (3.8.5.3) and other readers do.
 */
export function expand(
  rule: Rule,
  { start, wholeDay }: { start: number; wholeDay: boolean },
  span: Span,
  { until = null, most }: { until?: number | null; most: number },
): Expansion {
  const plan = planOf(rule, start, wholeDay)
  const end = until === null ? span.to : Math.min(span.to, until + 1)
  const walls: number[] = []
  const ahead = leap(plan, span.from)
  let seen = ahead.seen
  let last = Number.NEGATIVE_INFINITY
  const budget = { steps: mostSteps }
  if (rule.count !== null && seen >= rule.count) return { walls, cut: null }
  for (const wall of walk(plan, ahead.period, end, budget)) {
    if (wall < start || wall <= last) continue
    if (wall >= end) break
    last = wall
    seen++
    if (wall >= span.from) {
      if (walls.length >= most) return { walls, cut: 'many' }
      walls.push(wall)
    }
    if (rule.count !== null && seen >= rule.count) break
  }
  return { walls, cut: budget.steps <= 0 ? 'far' : null }
}

/** Whether no day can ever fit: 31 February. */
export function isNever({ months, monthDays, frequency, skip, weeks, yearDays }: Rule): boolean {
  if (skip !== 'OMIT' || monthDays.length === 0 || months.length === 0) return false
  if (frequency === 'YEARLY' && weeks.length + yearDays.length > 0) return false
  return months.every((month) =>
    monthDays.every((at) => Math.abs(at) > (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31)),
  )
}

/**
 * From which period on to walk, and how many times lie before it. Without a count all before the span are passed over; with one
 * they can be reckoned only where every period gives as many.
 */
function leap(plan: Plan, from: number): { period: number; seen: number } {
  const period = Math.max(0, periodBefore(plan, from))
  if (plan.rule.count === null) return { period, seen: 0 }
  const each = perPeriod(plan)
  if (each === null || period < 2) return { period: 0, seen: 0 }
  const budget = { steps: mostSteps }
  let first = 0
  for (const wall of walk(plan, 0, startOf(plan, 1), budget)) if (wall >= plan.start && wall < startOf(plan, 1)) first++
  return { period, seen: first + (period - 1) * each }
}

/** How many times each period gives, where that is always the same. */
function perPeriod({ rule, times, weekdays }: Plan): number | null {
  const { frequency, months, monthDays, yearDays, weeks, days, hours, minutes, seconds, positions } = rule
  if (months.length + monthDays.length + yearDays.length + weeks.length > 0) return null
  if (frequency === 'YEARLY' || frequency === 'MONTHLY') return null
  if (days.length > 0 && frequency !== 'WEEKLY') return null
  if (unitOf[frequency] <= 3600 && hours.length > 0) return null
  if (unitOf[frequency] <= 60 && minutes.length > 0) return null
  if (frequency === 'SECONDLY' && seconds.length > 0) return null
  const all = times.length * Math.max(1, weekdays.size)
  return positions.length === 0 ? all : placesOf(positions, all).length
}

const unitOf = {
  YEARLY: 366 * day,
  MONTHLY: 31 * day,
  WEEKLY: 7 * day,
  DAILY: day,
  HOURLY: 3600,
  MINUTELY: 60,
  SECONDLY: 1,
}

/** A period that surely begins before all that lies at `from` or later. */
function periodBefore({ rule, startDate, startDay, baseWeek, baseYear, start }: Plan, from: number): number {
  const { frequency, interval } = rule
  const { year, month } = dateOf(Math.floor(from / day))
  // A day that was moved forward, or lies in a numbered week, may belong to the period before.
  if (frequency === 'YEARLY') return Math.floor((year - 1 - baseYear) / interval)
  if (frequency === 'MONTHLY')
    return Math.floor((year * 12 + month - 1 - (startDate.year * 12 + startDate.month)) / interval)
  const first =
    frequency === 'WEEKLY' ? baseWeek * day : frequency === 'DAILY' ? startDay * day : floorTo(start, unitOf[frequency])
  return Math.floor((from - first) / (unitOf[frequency] * interval))
}

function startOf({ rule, baseWeek, startDay, start }: Plan, period: number): number {
  const { frequency, interval } = rule
  const first =
    frequency === 'WEEKLY' ? baseWeek * day : floorTo(frequency === 'DAILY' ? startDay * day : start, unitOf[frequency])
  return first + period * interval * unitOf[frequency]
}

const floorTo = (value: number, unit: number): number => value - modulo(value, unit)

/** All times of all periods from one on, until a period begins at `end` or later, or the budget is spent. */
function walk(plan: Plan, period: number, end: number, budget: { steps: number }): Generator<number> {
  const short =
    plan.rule.frequency === 'HOURLY' || plan.rule.frequency === 'MINUTELY' || plan.rule.frequency === 'SECONDLY'
  return short ? walkClock(plan, period, end, budget) : walkDays(plan, period, end, budget)
}

function* walkDays(plan: Plan, from: number, end: number, budget: { steps: number }): Generator<number> {
  const { rule, times } = plan
  for (let period = from; ; period++) {
    const { first, days } = daysOf(plan, period)
    // Days of a numbered week may begin some days before the year.
    if ((first - 7) * day >= end) return
    const all = days.length * times.length
    const places = rule.positions.length > 0 ? placesOf(rule.positions, all) : null
    for (let at = 0; at < (places?.length ?? all); at++) {
      const place = places?.[at] ?? at
      const number = days[Math.floor(place / times.length)] ?? 0
      if (--budget.steps <= 0) return
      const wall = number * day + (times[place % times.length] ?? 0)
      if (wall >= end) break
      yield wall
    }
    if (--budget.steps <= 0) return
  }
}

function daysOf(plan: Plan, period: number): { first: number; days: number[] } {
  const { rule, startDate, startDay, baseYear, baseWeek, weekdays } = plan
  const steps = period * rule.interval
  switch (rule.frequency) {
    case 'YEARLY':
      return { first: numberOf(baseYear + steps, 1, 1), days: daysOfYear(plan, baseYear + steps) }
    case 'MONTHLY': {
      const months = startDate.year * 12 + startDate.month - 1 + steps
      const [year, month] = [Math.floor(months / 12), modulo(months, 12) + 1]
      return { first: numberOf(year, month, 1), days: daysOfMonth(plan, year, month) }
    }
    case 'WEEKLY': {
      const first = baseWeek + steps * 7
      const week = Array.from({ length: 7 }, (_, at) => first + at)
      const days = weekdays.size > 0 ? week : week.filter((number) => weekdayOf(number) === weekdayOf(startDay))
      return { first, days: plan.limited ? days.filter((number) => passes(plan, number)) : days }
    }
    default: {
      const first = startDay + steps
      return { first, days: !plan.limited || passes(plan, first) ? [first] : [] }
    }
  }
}

/** Hours, minutes and seconds: where a day, an hour or a minute does not fit, it is jumped over at once. */
function* walkClock(plan: Plan, from: number, end: number, budget: { steps: number }): Generator<number> {
  const { rule, times } = plan
  const unit = unitOf[rule.frequency]
  const step = unit * rule.interval
  const base = floorTo(plan.start, unit)
  const places = rule.positions.length > 0 ? placesOf(rule.positions, times.length) : null
  const given = places ? places.map((place) => times[place] ?? 0) : times
  let fitting = { number: Number.NaN, fits: true }
  for (let period = from; ; ) {
    const begin = base + period * step
    if (begin >= end || --budget.steps <= 0) return
    const number = Math.floor(begin / day)
    if (number !== fitting.number) fitting = { number, fits: !plan.limited || passes(plan, number) }
    const next = fitting.fits ? misfit(rule, begin, unit) : (number + 1) * day
    if (next !== null) {
      period = Math.max(period + 1, Math.ceil((next - base) / step))
      continue
    }
    for (const time of given) {
      if (--budget.steps <= 0) return
      yield begin + time
    }
    period++
  }
}

/** When the hour, minute or second does not fit: the first moment at which the next one begins. */
function misfit({ hours, minutes, seconds }: Rule, begin: number, unit: number): number | null {
  const hour = Math.floor(modulo(begin, day) / 3600)
  if (hours.length > 0 && !hours.includes(hour)) return floorTo(begin, 3600) + 3600
  if (unit > 60) return null
  const minute = Math.floor(modulo(begin, 3600) / 60)
  if (minutes.length > 0 && !minutes.includes(minute)) return floorTo(begin, 60) + 60
  return unit === 1 && seconds.length > 0 && !seconds.includes(modulo(begin, 60)) ? begin + 1 : null
}

/** Numbered places of a set of so many, from its beginning or end, in order. */
function placesOf(positions: readonly number[], all: number): number[] {
  const places = positions.map((position) => (position > 0 ? position - 1 : all + position))
  return [...new Set(places.filter((place) => place >= 0 && place < all))].sort((a, b) => a - b)
}
