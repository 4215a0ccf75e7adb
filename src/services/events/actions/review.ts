// What an editor of events decides: publish, send back with words, hide with a reason, and whom to trust.

import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { EventFacts } from '../facts.ts'
import { mayKeepEvents } from '../policy.ts'
import { keeperOf } from '../queries/review.ts'
import { fieldsOf } from '../rules/keep.ts'
import type { State } from '../rules/terms.ts'
import { whenOf } from '../rules/when.ts'
import { cabinetDb } from '../tables/cabinet.ts'
import { noteVerdict } from './cabinet.ts'
import { keepEvents, knownEvents } from './keep.ts'

const announce = announcer<EventFacts>()

export interface Reviewing {
  event: string
  verdict: 'published' | 'returned' | 'hidden'
  /** Her words to the organiser; needed for all but publishing. */
  why: string | null
  zone: string
}

const stateAfter: Readonly<Record<Reviewing['verdict'], State>> = {
  published: 'published',
  returned: 'draft',
  hidden: 'hidden',
}

/** Decides about an organiser's event; the organiser is told. What was published at once and is found right is only checked off. */
export const reviewEvent = action('events', async (city: City, input: Reviewing): Promise<void> => {
  demand(city.actor, mayKeepEvents, undefined)
  const { event: id, verdict, why, zone } = input
  const known = (await knownEvents(city, [id])).get(id)
  if (!known) throw refuse.missing('events.refusal.noEvent')
  const { event, sessions } = known
  if (verdict === 'published' && event.state === 'published')
    return noteVerdict(city, { event: id, verdict: 'checked', why })
  await keepEvents(city, {
    zone,
    events: [
      {
        ...{ id, fields: fieldsOf(event), state: stateAfter[verdict], basis: event.basis },
        sessions: sessions.map((session) => ({ uid: session.uid, when: whenOf(session), hall: session.hall })),
      },
    ],
  })
  await noteVerdict(city, { event: id, verdict, why })
  await announce(city, 'events.reviewed', `event:${id}`, { id, verdict })
})

/** Lets whoever keeps an event publish at once from now on, or no longer. */
export const trustKeeper = action(
  'events',
  async (city: City, input: { event: string; trusted: boolean }): Promise<void> => {
    demand(city.actor, mayKeepEvents, undefined)
    const keeper = await keeperOf(city, input.event)
    if (keeper === null) throw refuse.missing('events.refusal.noEvent')
    await cabinetDb(city)
      .insertInto('events.trust')
      .values({ id: newId(city.now), keeper, trusted: input.trusted, at: city.now })
      .execute()
  },
)
