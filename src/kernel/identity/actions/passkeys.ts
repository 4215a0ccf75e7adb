// Passkeys of a person: kept with a name of hers, used, removed; each change is told to her.
import { action } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { type KnownPasskey, type NewPasskey, wrongPasskey } from '../passkeys.ts'
import { identityDb } from '../tables.ts'
import { noteSecured } from './secured.ts'

/** One person needs few; more would be somebody's mischief. */
export const mostPasskeys = 20

/** Keeps a new passkey. Throws `conflict` when somebody has it already, or when she has twenty. */
export const addPasskey = action(
  'identity',
  async (city, input: { person: string; name: string; passkey: NewPasskey }): Promise<void> => {
    const db = identityDb(city)
    const { person, name, passkey } = input
    await db.selectFrom('identity.people').select('id').where('id', '=', person).forUpdate().executeTakeFirstOrThrow()
    const { n } = await db
      .selectFrom('identity.passkeys')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('person', '=', person)
      .executeTakeFirstOrThrow()
    if (n >= mostPasskeys) throw refuse.conflict('identity.refusal.passkeys', { most: mostPasskeys })
    const { credential, publicKey, counter, transports, synced } = passkey
    const kept = await db
      .insertInto('identity.passkeys')
      .values({
        id: newId(city.now),
        person,
        credential,
        public_key: publicKey,
        counter,
        transports,
        name,
        synced,
        made_at: city.now,
      })
      .onConflict((conflict) => conflict.column('credential').doNothing())
      .executeTakeFirst()
    if (kept.numInsertedOrUpdatedRows !== 1n) throw refuse.conflict('identity.refusal.passkeyTaken')
    await noteSecured(city, { person, kind: 'passkeyAdded', about: name })
  },
)

/** Notes that a passkey was used. Throws `invalid` when another answer was faster: its counter is not the one that was checked. */
export const usePasskey = action(
  'identity',
  async (city, input: { passkey: KnownPasskey; counter: number }): Promise<void> => {
    const used = await identityDb(city)
      .updateTable('identity.passkeys')
      .set({ counter: input.counter, used_on: city.now.toISOString().slice(0, 10) })
      .where('credential', '=', input.passkey.credential)
      .where('counter', '=', input.passkey.counter)
      .executeTakeFirst()
    if (used.numUpdatedRows !== 1n) throw wrongPasskey()
  },
)

/** Removes a passkey of hers. Throws `missing` when she has no such one. */
export const removePasskey = action(
  'identity',
  async (city, input: { person: string; passkey: string }): Promise<void> => {
    const removed = await identityDb(city)
      .deleteFrom('identity.passkeys')
      .where('id', '=', input.passkey)
      .where('person', '=', input.person)
      .returning('name')
      .executeTakeFirst()
    if (!removed) throw refuse.missing('platform.refusal.missing')
    await noteSecured(city, { person: input.person, kind: 'passkeyRemoved', about: removed.name })
  },
)

/** The passkey of a credential, with whose it is; null when nobody here has it. */
export const passkeyOf = action(
  'identity',
  async (city, credential: string): Promise<(KnownPasskey & { person: string }) | null> => {
    const row = await identityDb(city)
      .selectFrom('identity.passkeys')
      .select(['credential', 'public_key as publicKey', 'counter', 'person'])
      .where('credential', '=', credential)
      .executeTakeFirst()
    return row ?? null
  },
)
