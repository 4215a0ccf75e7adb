// Moving an application from one state to the next: the one place where a state is written.
import type { Selectable } from 'kysely'
import type { City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { mayFollow, type State } from '../rules/states.ts'
import { type ApplicationRow, applyingDb } from '../tables/applying.ts'

/** Holds an application still until the end of the transaction, as it is stored. Throws `missing`. */
export async function lockApplication(city: City, id: string): Promise<ApplicationStored> {
  const row = /^[0-9a-f-]{36}$/.test(id)
    ? await applyingDb(city)
        .selectFrom('programmes.applications')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!row) throw refuse.missing('programmes.refusal.noApplication')
  return row
}

/** An application as it is read. */
export type ApplicationStored = Selectable<ApplicationRow>

/**
 * Writes the next state of an application that `lockApplication` holds, by an office or (null) by the applicant. Answers the id of the state's
 * row. Throws `conflict` where the state may not follow. To be called within an action.
 */
export async function moveApplication(
  city: City,
  application: { id: string; state: State },
  next: { state: State; office: string | null; reason?: string | null; dueAt?: Date | null },
): Promise<string> {
  if (!mayFollow(application.state, next.state)) throw refuse.conflict('programmes.refusal.stateChanged')
  const db = applyingDb(city)
  const id = newId(city.now)
  await db
    .insertInto('programmes.states')
    .values({
      ...{ id, application: application.id, state: next.state, at: city.now, office: next.office },
      reason: next.reason ?? null,
      due_at: next.dueAt ?? null,
    })
    .execute()
  await db
    .updateTable('programmes.applications')
    .set({ state: next.state, state_at: city.now, touched_at: city.now })
    .where('id', '=', application.id)
    .execute()
  // What was taken back or withdrawn counts no longer.
  if (next.state === 'draft' || next.state === 'withdrawn')
    await db.deleteFrom('programmes.counted').where('application', '=', application.id).execute()
  return id
}
