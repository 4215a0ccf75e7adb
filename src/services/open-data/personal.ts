// The personal data of open data: what is held of a handle. Keys and secrets themselves are held nowhere.
import type { City } from '#platform/city.ts'
import { openDataDb } from './tables.ts'

/** The keys of a handle and where they subscribed; null when there are none. */
export async function exportHandle(city: City, handle: string): Promise<unknown> {
  const db = openDataDb(city)
  const keys = await db
    .selectFrom('open_data.keys')
    .select(['prefix', 'name', 'purpose', 'scopes', 'made_at as madeAt', 'revoked_at as revokedAt'])
    .where('handle', '=', handle)
    .orderBy('made_at')
    .execute()
  const webhooks = await db
    .selectFrom('open_data.webhooks as w')
    .innerJoin('open_data.keys as k', 'k.id', 'w.key')
    .select(['w.url', 'w.facts', 'w.made_at as madeAt'])
    .where('k.handle', '=', handle)
    .orderBy('w.made_at')
    .execute()
  return keys.length === 0 ? null : { keys, webhooks }
}
