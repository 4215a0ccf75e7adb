// What a source no longer names is marked so; nothing is deleted, since what was announced may still take place.
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { mayKeepEvents } from '../../policy.ts'
import { sourcesDb } from '../../tables/sources.ts'
import { recompose } from './recompose.ts'

/** Marks some items of a source as no longer there, and shows their events by what others still say. */
export const markGone = action(
  'events',
  async (city: City, input: { source: string; uids: readonly string[]; zone: string }) => {
    demand(city.actor, mayKeepEvents, undefined)
    const rows = await sourcesDb(city)
      .updateTable('events.items')
      .set({ gone_at: city.now })
      .where('source', '=', input.source)
      .where('uid', 'in', input.uids)
      .where('gone_at', 'is', null)
      .returning('event')
      .execute()
    await recompose(city, { events: [...new Set(rows.map(({ event }) => event))], zone: input.zone })
  },
)
