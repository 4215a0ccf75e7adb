// Which sessions of several sources are one: by their time, by the time before a move, and by being the only ones of a day.

import type { Status } from '../terms.ts'
import type { WhenColumns } from '../when.ts'

/** A session as one source says it. */
export interface Voice {
  source: string
  /** Its name in the source, with the source: unique in the house. */
  ref: string
  trust: number
  /** Written by the organiser or the city itself. */
  own: boolean
  /** The source no longer says so. */
  gone: boolean
  /** Milliseconds: when the source said so, as exactly as it tells. */
  saidAt: number
  when: WhenColumns
  hall: string | null
  status: Status
  previous: WhenColumns | null
}

/** Voices about one session; every voice is in exactly one of the answered lists, whatever the order of the input. */
export function aligned(voices: readonly Voice[]): Voice[][] {
  const byTime = Map.groupBy(inOrder(voices), (voice) => timeKey(voice.when))
  let lists = [...byTime.values()]
  for (const joins of [movedOnes, wholeDays, onlyOnes]) lists = joined(lists, joins(lists))
  return lists.map(inOrder).sort((one, other) => (orderKey(one) < orderKey(other) ? -1 : 1))
}

function inOrder(voices: readonly Voice[]): Voice[] {
  return [...voices].sort((one, other) => (one.ref < other.ref ? -1 : one.ref > other.ref ? 1 : 0))
}

function timeKey({ said, starts_at, first_day, last_day }: WhenColumns): string {
  return starts_at ? String(starts_at.getTime()) : said === 'unknown' ? 'unknown' : `${first_day}..${last_day}`
}

type Joins = [number, number][]

// A source that says «moved from» means the session that others still have at the old time.
function movedOnes(lists: readonly Voice[][]): Joins {
  const byTime = new Map(lists.map(([first], at) => [first ? timeKey(first.when) : '', at]))
  return lists.flatMap((list, at) =>
    list.flatMap(({ previous }): Joins => {
      const before = previous === null ? undefined : byTime.get(timeKey(previous))
      const other = before === undefined ? undefined : lists[before]
      return before === undefined || !other || before === at || shareSource(list, other) ? [] : [[at, before]]
    }),
  )
}

// «5 December» is any hour of that day: the first of it that the source does not name itself.
function wholeDays(lists: readonly Voice[][]): Joins {
  return byDay(lists).flatMap((day): Joins => {
    const hours = day.filter((at) => !isWholeDay(lists[at] ?? []))
    return day
      .filter((at) => isWholeDay(lists[at] ?? []))
      .flatMap((at): Joins => {
        const free = hours.filter((other) => !shareSource(lists[at] ?? [], lists[other] ?? []))
        const first = free.sort((one, other) => startOf(lists[one] ?? []) - startOf(lists[other] ?? []))[0]
        return first === undefined ? [] : [[at, first]]
      })
  })
}

// Where a day has two times in all and nobody says both, it is one session about whose time they differ.
function onlyOnes(lists: readonly Voice[][]): Joins {
  return byDay(lists).flatMap((day): Joins => {
    const [one, other, ...more] = day
    if (one === undefined || other === undefined || more.length > 0) return []
    const [a, b] = [lists[one] ?? [], lists[other] ?? []]
    return isWholeDay(a) || isWholeDay(b) || shareSource(a, b) ? [] : [[one, other]]
  })
}

/** Places of the lists that begin on one day. */
function byDay(lists: readonly Voice[][]): number[][] {
  const places = lists.map((list, at) => ({ at, day: dayOf(list) })).filter(({ day }) => day !== null)
  return [...Map.groupBy(places, ({ day }) => day).values()].map((day) => day.map(({ at }) => at))
}

function joined(lists: readonly Voice[][], joins: Joins): Voice[][] {
  const parent = lists.map((_, at) => at)
  const root = (at: number): number => {
    const up = parent[at] ?? at
    return up === at ? at : root(up)
  }
  for (const [one, other] of joins) {
    const [a, b] = [root(one), root(other)]
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b)
  }
  const all = lists.map((list, at) => ({ list, root: root(at) }))
  return [...Map.groupBy(all, (each) => each.root).values()].map((group) => group.flatMap(({ list }) => list))
}

const isWholeDay = (list: Voice[]): boolean =>
  list.every(({ when }) => when.said !== 'time' && when.first_day === when.last_day)
const dayOf = (list: Voice[]): string | null => list[0]?.when.first_day ?? null
const startOf = (list: Voice[]): number =>
  Math.min(...list.map(({ when }) => when.starts_at?.getTime() ?? Number.POSITIVE_INFINITY))
const shareSource = (one: Voice[], other: Voice[]): boolean =>
  one.some(({ source }) => other.some((each) => each.source === source))
const orderKey = (list: Voice[]): string =>
  `${dayOf(list) ?? '~'} ${String(startOf(list)).padStart(16, '0')} ${list[0]?.ref ?? ''}`
