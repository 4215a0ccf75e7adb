// Handles: what a module may know of a person, and how a guest's handle becomes hers.
import { randomUUID } from 'node:crypto'
import { action } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { identityDb } from '../tables.ts'

/** The person's handle in a module, made on first use; without a person always a fresh one, a guest's. */
export const newHandle = action(
  'identity',
  async (city, input: { module: string; person: string | null }): Promise<string> => {
    const db = identityDb(city)
    // Random and not a sortable id: two handles of one person must not show by their times that they belong together.
    const made = await db
      .insertInto('identity.handles')
      .values({ id: randomUUID(), module: input.module, person: input.person, made_at: city.now })
      .onConflict((conflict) => conflict.columns(['module', 'person']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) return made.id
    const kept = await db
      .selectFrom('identity.handles')
      .select('id')
      .where('module', '=', input.module)
      .where('person', '=', input.person)
      .executeTakeFirstOrThrow()
    return kept.id
  },
)

/**
 * Gives a guest's handle to a person who showed its private link. Claiming again changes nothing.
 * Throws `missing` for an unknown handle and `conflict` for one that is somebody else's.
 */
export const claimHandle = action(
  'identity',
  async (city, input: { handle: string; person: string }): Promise<void> => {
    const db = identityDb(city)
    // The lock makes two claims of one handle take turns.
    const handle = await db
      .selectFrom('identity.handles')
      .select('person')
      .where('id', '=', input.handle)
      .forUpdate()
      .executeTakeFirst()
    if (!handle) throw refuse.missing('platform.refusal.missing')
    if (handle.person === input.person) return
    const claim = await db
      .selectFrom('identity.claims')
      .select('person')
      .where('handle', '=', input.handle)
      .executeTakeFirst()
    if (claim?.person === input.person) return
    if (handle.person !== null || claim) throw refuse.conflict('identity.refusal.claimed')
    await db
      .insertInto('identity.claims')
      .values({ handle: input.handle, person: input.person, at: city.now })
      .execute()
  },
)
