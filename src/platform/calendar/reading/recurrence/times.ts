// The times of a rule for whoever has no calendar around it: a schedule that is told in other words.
import { momentOf } from '../values.ts'
import { day } from './days.ts'
import { expand } from './expand.ts'
import { readRule } from './rule.ts'

/**
 * The first `most` times of a rule (the value of RRULE) from a start, `20261128T183000` or `20261128`, on the start's own clock:
 * `2026-11-28T18:30:00`, or `2026-11-28` for whole days. Null when the rule or the start cannot be read.
 */
export function timesOfRule(text: string, start: string, most: number): string[] | null {
  const [began, { rule }] = [momentOf(start), readRule(text)]
  if (began === null || rule === null || rule.scale !== null) return null
  const wholeDay = began.kind === 'date'
  // A last day is meant whole.
  const until = rule.until === null ? null : rule.until.wall + (rule.until.kind === 'date' ? day - 1 : 0)
  const { walls } = expand(rule, { start: began.wall, wholeDay }, { from: began.wall, to: endOfTime }, { until, most })
  return walls.map((wall) => new Date(wall * 1000).toISOString().slice(0, wholeDay ? 10 : 19))
}

/** The year 9999 is the last that iCalendar can write. */
const endOfTime = 253_402_300_800
