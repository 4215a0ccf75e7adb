// What a calendar tells of some days as plain data, so that it can be read in a thread of its own and handed over.
import type { Aside } from './aside.ts'
import type { EventPart, EventStatus } from './event.ts'
import { type Days, type Occurrence, occurrencesIn } from './occurrences.ts'
import { readCalendar } from './read.ts'
import type { EventTexts } from './texts.ts'

export interface ToldTime extends Pick<Occurrence, 'key' | 'start' | 'end' | 'allDay' | 'status' | 'previousStart'> {
  /** What this one says otherwise than the series; null when it says the same. */
  texts: EventTexts | null
}

/** An event, or a series of them, with its times in order; at least one. */
export interface ToldEvent {
  uid: string
  line: number
  status: EventStatus
  sequence: number
  changed: string
  texts: EventTexts
  times: ToldTime[]
}

export interface Told {
  events: ToldEvent[]
  aside: Aside[]
  isCalendar: boolean
}

/** Reads a calendar and expands it over some days, on this thread. Events that do not happen in them are left out. */
export function toldIn(bytes: Uint8Array, days: Days): Told {
  const { series, aside, isCalendar } = readCalendar(bytes, days)
  const { occurrences, aside: more } = occurrencesIn(series, days)
  const byUid = Map.groupBy(occurrences, ({ uid }) => uid)
  const events = series.flatMap(({ uid, master, overrides }): ToldEvent[] => {
    const times = byUid.get(uid)
    const part = master ?? overrides[0]
    return times && part ? [eventOf(part, times)] : []
  })
  return { events, aside: [...aside, ...more], isCalendar }
}

function eventOf(event: EventPart, times: readonly Occurrence[]): ToldEvent {
  const { uid, line, status, sequence, changed, texts } = event
  return {
    ...{ uid, line, status, sequence, changed, texts },
    times: times.map(({ key, start, end, allDay, status: own, previousStart, part }) => ({
      ...{ key, start, end, allDay, status: own, previousStart },
      texts: part === event ? null : part.texts,
    })),
  }
}
