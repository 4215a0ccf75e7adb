// Forgetting: every module deletes its rows of a person, then who she was is deleted, and a receipt without her stays.
import { sql } from 'kysely'
import { action, type City, rehearsed } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { handlesOf } from '../queries.ts'
import { identityDb } from '../tables.ts'

/** What forgetting needs of a door. */
export interface Eraser {
  name: string
  personal?: { erase(city: City, handle: string): Promise<number> } | undefined
}

export interface Receipt {
  id: string
  at: Date
  /** Rows erased, by module; 0 of one that held nothing. */
  erased: Record<string, number>
}

/**
 * Forgets a person in all modules or, if one cannot, in none. What others need stays without her: a case keeps its handle, which
 * leads to nobody. Throws `missing` when there is no such person.
 */
export const forgetPerson = action(
  'identity',
  async (city, input: { person: string; doors: readonly Eraser[] }): Promise<Receipt> => {
    const db = identityDb(city)
    const person = await db
      .selectFrom('identity.people')
      .select('email')
      .where('id', '=', input.person)
      .forUpdate()
      .executeTakeFirst()
    if (!person) throw refuse.missing('platform.refusal.missing')
    const handles = (await handlesOf(city, input.person)).map(({ handle }) => handle)
    const erased = await eraseRows(city, handles, input.doors)
    // Links under way and invitations hold her address.
    await db.deleteFrom('identity.invitations').where('email', '=', person.email).execute()
    await db
      .deleteFrom('identity.verifications')
      .where('identifier', 'like', 'magic-link:%')
      .where(sql<boolean>`lower(value::jsonb ->> 'email') = ${person.email}`)
      .execute()
    await db.deleteFrom('identity.people').where('id', '=', input.person).execute()
    return leaveReceipt(city, erased)
  },
)

/**
 * What forgetting her would do, told by doing it and taking everything back: so the dry run is the erasure itself. Throws as
 * `forgetPerson` does.
 */
export function rehearseForgetting(
  city: City,
  input: { person: string; doors: readonly Eraser[] },
): Promise<Record<string, number>> {
  return rehearsed(city, async (inside) => (await forgetPerson(inside, input)).erased)
}

/** Forgets a guest behind one handle. */
export const forgetHandle = action(
  'identity',
  async (city, input: { handle: string; doors: readonly Eraser[] }): Promise<Receipt> =>
    leaveReceipt(city, await eraseRows(city, [input.handle], input.doors)),
)

/**
 * Empties who gave the consents of a handle, and removes its address, its powers and who looked. What was agreed to, and when, stays
 * as evidence.
 */
export const eraseConsents = action('identity', async (city, input: { handle: string }): Promise<number> => {
  const db = identityDb(city)
  const emptied = await db
    .updateTable('identity.consents')
    .set({ ip: null, user_agent: null, channel_msg_id: null })
    .where('handle', '=', input.handle)
    .where((where) =>
      where.or([
        where('ip', 'is not', null),
        where('user_agent', 'is not', null),
        where('channel_msg_id', 'is not', null),
      ]),
    )
    .executeTakeFirst()
  const left = await db.deleteFrom('identity.contacts').where('handle', '=', input.handle).executeTakeFirst()
  const powers = await db.deleteFrom('identity.powers').where('handle', '=', input.handle).executeTakeFirst()
  const looks = await db.deleteFrom('identity.looks').where('handle', '=', input.handle).executeTakeFirst()
  return Number(emptied.numUpdatedRows + left.numDeletedRows + powers.numDeletedRows + looks.numDeletedRows)
})

// Every door is asked about every handle: a module such as notifications holds rows under the handles of others.
async function eraseRows(city: City, handles: string[], doors: readonly Eraser[]): Promise<Record<string, number>> {
  const erased: Record<string, number> = {}
  for (const door of doors) {
    if (!door.personal) continue
    let rows = 0
    for (const handle of handles) rows += await door.personal.erase(city, handle)
    erased[door.name] = rows
  }
  if (handles.length === 0) return erased
  const db = identityDb(city)
  await db
    .insertInto('identity.withdrawals')
    .columns(['consent', 'method', 'at'])
    .expression(
      db
        .selectFrom('identity.consents as c')
        .select((select) => ['c.id', select.val('forgotten').as('method'), select.val(city.now).as('at')])
        .where('c.handle', 'in', handles),
    )
    .onConflict((conflict) => conflict.column('consent').doNothing())
    .execute()
  for (const handle of handles) await eraseConsents(city, { handle })
  await db.deleteFrom('identity.handles').where('id', 'in', handles).execute()
  return erased
}

async function leaveReceipt(city: City, erased: Record<string, number>): Promise<Receipt> {
  const id = newId(city.now)
  await identityDb(city)
    .insertInto('identity.receipts')
    .values({ id, at: city.now, erased: JSON.stringify(erased) })
    .execute()
  return { id, at: city.now, erased }
}
