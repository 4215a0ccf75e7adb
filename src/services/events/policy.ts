// Who may do what in events.
import { holds, policy } from '#platform/policy.ts'

/** Editors of events write any of them; the house writes what feeds and the pack bring. Organisers write their own by their own policy. */
export const mayKeepEvents = policy('events.mayKeep', 'events.policy.keep', (actor) =>
  holds(actor, ['event-editor', 'operator', 'house']),
)

/** The office that decides and edits: people do not stand in public rows. */
export const office = 'event-editor'
