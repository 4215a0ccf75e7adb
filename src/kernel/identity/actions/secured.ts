// What changed in how a person signs in: kept as a row, announced without her, so that she is told of it once.
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import type { IdentityFacts, SecuredKind } from '../facts.ts'
import { identityDb } from '../tables.ts'

const announce = announcer<IdentityFacts>()

export interface Secured {
  person: string
  kind: SecuredKind
  /** The name of a passkey, a device, a number with its middle hidden. */
  about?: string
  /** Where the letter goes when the address has changed. */
  letterTo?: string | null
  /** An operator who did it for her, and why. */
  by?: { person: string | null; reason: string }
}

/** Notes a change of what opens the account. Called within the action that made the change. */
export async function noteSecured(
  city: City,
  { person, kind, about = '', letterTo = null, by }: Secured,
): Promise<void> {
  const id = newId(city.now)
  await identityDb(city)
    .insertInto('identity.secured')
    .values({
      id,
      person,
      kind,
      about,
      letter_to: letterTo,
      by_person: by?.person ?? null,
      reason: by?.reason ?? null,
      at: city.now,
    })
    .execute()
  await announce(city, 'identity.secured', `secured:${id}`, { secured: id })
}

/** After the letter went: the address that is not hers any more is not kept. */
export const forgetLetterTo = action('identity', async (city, input: { secured: string }): Promise<void> => {
  await identityDb(city)
    .updateTable('identity.secured')
    .set({ letter_to: null })
    .where('id', '=', input.secured)
    .execute()
})

/** Notes the device of a sign-in; one that is new to somebody who has signed in before is told of. */
export const noteDevice = action(
  'identity',
  async (city, { person, device }: { person: string; device: string | null }): Promise<void> => {
    const db = identityDb(city)
    const known = device ?? ''
    const others = await db.selectFrom('identity.devices').select('device').where('person', '=', person).execute()
    if (others.some((each) => each.device === known)) return
    const added = await db
      .insertInto('identity.devices')
      .values({ person, device: known, since: city.now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (others.length > 0 && added.numInsertedOrUpdatedRows === 1n)
      await noteSecured(city, { person, kind: 'deviceNew', about: known })
  },
)
