// What the actions of small wins share: drafts that are open, who speaks, and one case at a time.
import { sql } from 'kysely'
import { officeOf } from '#kernel/cases/index.ts'
import type { City } from '#platform/city.ts'
import { holds } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { smallWinsDb } from '../tables.ts'

/** The editor's office; null for what is nobody's act of office, such as a win taken back because its case was reopened. */
export function editorsOffice({ actor }: City): string | null {
  return holds(actor, ['editor']) ? officeOf(actor, ['editor'], null) : null
}

/** A draft that waits, locked. Throws `missing` and `conflict` for one that has ended. */
export async function openDraft(city: City, id: string) {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw refuse.missing('smallWins.refusal.noDraft')
  const draft = await smallWinsDb(city)
    .selectFrom('small_wins.drafts')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!draft) throw refuse.missing('smallWins.refusal.noDraft')
  if (draft.ended !== null) throw refuse.conflict(`smallWins.refusal.${draft.ended}`)
  return draft
}

export async function endDraft(city: City, id: string, ended: 'published' | 'dropped'): Promise<void> {
  await smallWinsDb(city)
    .updateTable('small_wins.drafts')
    .set({ ended, ended_at: city.now })
    .where('id', '=', id)
    .execute()
}

/** Confirming and reopening are heard by two reactions, which may run side by side: one case at a time. */
export async function oneAtATime(city: City, number: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`small-wins case ${number}`}, 0))`.execute(city.db)
}
