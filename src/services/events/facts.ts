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
}
