// All rows of one case, as the views of it need them.
import type { City } from '#platform/city.ts'
import { casesDb } from '../tables.ts'

/** The rows of a case, or null when there is no such number. */
export async function caseRows(city: City, number: string) {
  const db = casesDb(city)
  const found = await db
    .selectFrom('cases.cases as c')
    .innerJoin('cases.standing as s', 's.id', 'c.id')
    .selectAll('c')
    .select(['s.status', 's.body', 's.since', 's.due_at', 's.due_kind', 's.due_covers', 's.norm'])
    .select((select) =>
      select
        .selectFrom('cases.joins as j')
        .whereRef('j.case_id', '=', 'c.id')
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('joined'),
    )
    .where('c.number', '=', number)
    .executeTakeFirst()
  if (!found) return null
  const { id } = found
  const holdings = await db
    .selectFrom('cases.holdings')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('place_in_chain')
    .execute()
  const releases = await db
    .selectFrom('cases.releases')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const answers = await db.selectFrom('cases.answers').selectAll().where('case_id', '=', id).orderBy('id').execute()
  const resolutions = await db
    .selectFrom('cases.resolutions')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('id')
    .execute()
  const confirmations = await db.selectFrom('cases.confirmations').selectAll().where('case_id', '=', id).execute()
  const reopenings = await db
    .selectFrom('cases.reopenings')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('id')
    .execute()
  return { found, holdings, releases, answers, resolutions, confirmations, reopenings }
}

export type CaseRows = NonNullable<Awaited<ReturnType<typeof caseRows>>>
