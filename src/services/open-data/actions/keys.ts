// Keys of programs: made for a signed-in person, shown once, revoked by her.
import { newHandle } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { keyMark } from '#platform/http/keys.ts'
import { hashSecret, newId, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { keyOf } from '../queries/keys.ts'
import type { Scope } from '../rules/quotas.ts'
import { openDataDb } from '../tables.ts'

/** How many keys in force a person may have. */
export const mostKeys = 10

export interface NewKey {
  person: string
  name: string
  purpose: string
  scopes: readonly Scope[]
}

/** Makes a key. The text is answered here and never again: only its hash is kept. Throws `conflict` when she has enough of them. */
export const makeKey = action('open-data', async (city, input: NewKey): Promise<{ id: string; key: string }> => {
  const db = openDataDb(city)
  const handle = await newHandle(city, { module: 'open-data', person: input.person })
  const held = await db
    .selectFrom('open_data.keys')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('handle', '=', handle)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(held.n) >= mostKeys) throw refuse.conflict('openData.refusal.keys', { most: mostKeys })
  const key = `${keyMark}${newSecret(32)}`
  const id = newId(city.now)
  await db
    .insertInto('open_data.keys')
    .values({
      ...{ id, handle, hash: hashSecret(key), prefix: key.slice(0, keyMark.length + 6), name: input.name },
      ...{ purpose: input.purpose, scopes: [...input.scopes], made_at: city.now, revoked_at: null },
    })
    .execute()
  return { id, key }
})

/** Revokes a key at once and for ever; what it subscribed to is told no more. Throws `missing` for one that is not hers. */
export const revokeKey = action('open-data', async (city, input: { id: string; person: string }): Promise<void> => {
  const key = await keyOf(city, input)
  if (!key) throw refuse.missing('openData.refusal.noKey')
  await openDataDb(city)
    .updateTable('open_data.keys')
    .set({ revoked_at: city.now })
    .where('id', '=', input.id)
    .where('revoked_at', 'is', null)
    .execute()
})

/** Deletes all of a handle: its keys, and with them counts, webhooks and what was told. Answers how many keys went. */
export const eraseHandle = action('open-data', async (city: City, handle: string): Promise<number> => {
  const { numDeletedRows } = await openDataDb(city)
    .deleteFrom('open_data.keys')
    .where('handle', '=', handle)
    .executeTakeFirst()
  return Number(numDeletedRows)
})
