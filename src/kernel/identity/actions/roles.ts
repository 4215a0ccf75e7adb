// Roles: who holds which office, from when to when, in which body.
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { isRoleName } from '../rules.ts'
import { identityDb } from '../tables.ts'

type Whose = { person: string; email?: never } | { person?: never; email: string }
export type GrantRole = Whose & {
  role: string
  /** The body it is held in; null for the whole city. */
  body: string | null
  from?: Date
}

/**
 * Gives a role; whoever is named by an address gets a row, and is that person once she signs in by it. Granting what is held
 * already changes nothing. Throws `invalid` for a role the city does not know.
 */
export const grantRole = action(
  'identity',
  async (city, input: GrantRole): Promise<{ person: string; role: string }> => {
    if (!isRoleName(input.role))
      throw refuse.invalid({ role: { key: 'identity.refusal.role', values: { role: input.role } } })
    const person = input.person ?? (await personOfEmail(city, input.email))
    const db = identityDb(city)
    // Two grants at once would both find none: they take turns on the person.
    await db.selectFrom('identity.people').select('id').where('id', '=', person).forUpdate().executeTakeFirstOrThrow()
    const held = await db
      .selectFrom('identity.roles')
      .select('id')
      .where('person', '=', person)
      .where('name', '=', input.role)
      .where('body', 'is not distinct from', input.body)
      .where((where) => where.or([where('until', 'is', null), where('until', '>', city.now)]))
      .executeTakeFirst()
    if (held) return { person, role: held.id }
    const id = newId(city.now)
    await db
      .insertInto('identity.roles')
      .values({ id, person, name: input.role, body: input.body, since: input.from ?? city.now })
      .execute()
    return { person, role: id }
  },
)

/** A role by its id, or by whose it is. */
export type EndRole = { role: string; email?: never } | { email: string; role: string; body: string | null }

/** Ends a role now; the row stays, since what was done in office stays. Throws `missing` when it is not held. */
export const endRole = action('identity', async (city, input: EndRole): Promise<void> => {
  const db = identityDb(city)
  const held = db
    .updateTable('identity.roles')
    // A role that has not begun yet ends where it begins: it is never held.
    .set((set) => ({ until: set.fn<Date>('greatest', [set.val(city.now), 'since']) }))
    .where((where) => where.or([where('until', 'is', null), where('until', '>', city.now)]))
  const asked =
    input.email === undefined
      ? held.where('id', '=', input.role)
      : held
          .where('name', '=', input.role)
          .where('body', 'is not distinct from', input.body)
          .where('person', 'in', peopleOf(city, input.email))
  const ended = await asked.executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw refuse.missing('platform.refusal.missing')
})

/** Says how the person wants to be called; an empty name is no name. */
export const callPerson = action('identity', async (city, input: { person: string; name: string }): Promise<void> => {
  await identityDb(city)
    .updateTable('identity.people')
    .set({ name: input.name, updated_at: city.now })
    .where('id', '=', input.person)
    .execute()
})

// The row is not proof of the address: only signing in by a letter makes `email_verified` true.
async function personOfEmail(city: City, typed: string): Promise<string> {
  const email = typed.trim().toLowerCase()
  const db = identityDb(city)
  await db
    .insertInto('identity.people')
    .values({ id: newId(city.now), email, image: null, created_at: city.now, updated_at: city.now })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute()
  const row = await db.selectFrom('identity.people').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  return row.id
}

function peopleOf(city: City, typed: string) {
  return identityDb(city).selectFrom('identity.people').select('id').where('email', '=', typed.trim().toLowerCase())
}
