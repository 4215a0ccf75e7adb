// What events announce; the subject is `event:ID`. Who it concerns and what exactly changed is asked of the tables.
export interface EventFacts {
  /** It is there for everybody, for the first time or again. */
  'events.published': { id: string }
  /** Sessions at another time (`moved`), or put off with no new day (`postponed`): their ids. */
  'events.moved': { id: string; moved: string[]; postponed: string[] }
  /** Sessions that will not be; `whole` when none is left. */
  'events.cancelled': { id: string; sessions: string[]; whole: boolean }
  /** Names of fields that changed otherwise, and sessions that came or were restored. */
  'events.changed': { id: string; fields: string[]; sessions: string[] }
  /** An editor wants a source to be read now; the subject is `source:ID`. */
  'events.sourceAsked': { id: string }
  /** It is no longer shown to anybody. */
  'events.hidden': { id: string }
  /** Once a week: what is on from this day on, for whoever follows something. */
  'events.week': { from: string }
  /** An editor said what becomes of an organiser's event. */
  'events.reviewed': { id: string; verdict: 'published' | 'returned' | 'hidden' }
  /** A seat is somebody's, at once or from the line; subject `seat:ID` here and below. */
  'events.seat-taken': { seat: string }
  /** A freed place waits for whoever is next in the line. */
  'events.seat-offered': { seat: string }
  /** The time to press the link or to say yes ran out. */
  'events.seat-lapsed': { seat: string }
  /** The organiser took a seat back, with a reason. */
  'events.seat-withdrawn': { seat: string }
  /** A session begins in a day or in two hours. */
  'events.seat-reminded': { seat: string; before: 'day' | 'hours' }
}
