// The personal data of applications: what is held of a handle, forgetting it, who looked, and what goes once its purpose is reached.
import { officeInWords } from '#kernel/cases/index.ts'
import { bodies, calledFor } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import type { Look } from '#platform/module.ts'
import { applyingDb } from '../tables/applying.ts'
import { awardingDb } from '../tables/awarding.ts'

/** All that applications hold of a handle. */
export async function exportApplications(
  city: City,
  handle: string,
): Promise<{ applications: unknown[]; documents: unknown[] }> {
  const db = applyingDb(city)
  const applications = await db
    .selectFrom('programmes.applications')
    .select(['id', 'number', 'call', 'organisation_name', 'begun_at', 'state', 'state_at', 'sent_at', 'known'])
    .where('handle', '=', handle)
    .orderBy('begun_at')
    .execute()
  const ids = applications.map(({ id }) => id)
  if (ids.length === 0) return { applications: [], documents: [] }
  const drafts = await db
    .selectFrom('programmes.answers')
    .select(['application', 'page', 'answers', 'saved_at'])
    .where('application', 'in', ids)
    .orderBy('page')
    .execute()
  const sent = await db
    .selectFrom('programmes.submissions')
    .select(['application', 'nth', 'at', 'answers', 'level'])
    .where('application', 'in', ids)
    .orderBy('nth')
    .execute()
  const documents = await db
    .selectFrom('programmes.documents')
    .select(['application', 'name', 'kind', 'size', 'dated_on', 'uploaded_at', 'removed_at', 'sha as sha256'])
    .where('application', 'in', ids)
    .orderBy('id')
    .execute()
  const plain = ({ application: _, ...row }: { application: string }) => row
  return {
    applications: applications.map(({ id, ...row }) => ({
      ...row,
      drafts: drafts.filter(({ application }) => application === id).map(plain),
      sent: sent.filter(({ application }) => application === id).map(plain),
    })),
    documents: documents.map(plain),
  }
}

/** Which office looked at her applications. */
export async function looksAtApplications(city: City, handle: string): Promise<Look[]> {
  const rows = await applyingDb(city)
    .selectFrom('programmes.looks as l')
    .innerJoin('programmes.applications as a', 'a.id', 'l.application')
    .select(['l.at', 'l.office', 'a.number', 'a.id'])
    .where('a.handle', '=', handle)
    .orderBy('l.at', 'desc')
    .limit(200)
    .execute()
  if (rows.length === 0) return []
  const named = new Map((await bodies(city)).map((body) => [body.id, calledFor(city.words, body)]))
  return rows.map(({ at, office, number, id }) => ({
    at,
    office: officeInWords(city.words, office, named),
    why: 'programmes.looked.why',
    what: city.words('programmes.mine.number', { number: number ?? '' }),
    href: `/programmes/applications/${id}`,
  }))
}

/** Forgets a handle: what she wrote and brought goes; numbers, states and what was decided stay. Answers how many rows were changed. */
export const eraseApplications = action('programmes', async (city, handle: string): Promise<number> => {
  const hers = await applyingDb(city)
    .selectFrom('programmes.applications')
    .select('id')
    .where('handle', '=', handle)
    .orderBy('id')
    .forUpdate()
    .execute()
  return blank(
    city,
    hers.map(({ id }) => id),
  )
})

/** Forgets drafts that nobody has sent or touched for long. Answers how many. */
export const forgetDrafts = action(
  'programmes',
  async (city, asked: { before: Date; most: number }): Promise<number> => {
    const db = applyingDb(city)
    const old = await db
      .selectFrom('programmes.applications')
      .select('id')
      .where('touched_at', '<', asked.before)
      .where('erased_at', 'is', null)
      .where('number', 'is', null)
      .orderBy('touched_at')
      .limit(asked.most)
      .forUpdate()
      .execute()
    await blank(
      city,
      old.map(({ id }) => id),
    )
    return old.length
  },
)

/** Forgets what was written in applications that ended long ago. Answers how many. */
export const forgetApplications = action(
  'programmes',
  async (city, asked: { before: Date; most: number }): Promise<number> => {
    const old = await applyingDb(city)
      .selectFrom('programmes.applications')
      .select('id')
      .where('touched_at', '<', asked.before)
      .where('erased_at', 'is', null)
      .where('number', 'is not', null)
      // What nobody has touched in all that time has ended, whatever it is called; an agreed award has a term of its own.
      .where('state', 'not in', ['under-way', 'reported'])
      .orderBy('touched_at')
      .limit(asked.most)
      .forUpdate()
      .execute()
    await blank(
      city,
      old.map(({ id }) => id),
    )
    return old.length
  },
)

/** Removes notes of who looked that are old enough. Answers how many. */
export const forgetApplicationLooks = action(
  'programmes-looks',
  async (city, asked: { before: Date; most: number }): Promise<number> => {
    const gone = await applyingDb(city)
      .deleteFrom('programmes.looks')
      .where('id', 'in', (from) =>
        from.selectFrom('programmes.looks').select('id').where('at', '<', asked.before).orderBy('id').limit(asked.most),
      )
      .executeTakeFirst()
    return Number(gone.numDeletedRows)
  },
)

/** Which of these files of the store are documents of applications. */
export async function documentsAmong(city: City, shas: readonly string[]): Promise<string[]> {
  if (shas.length === 0) return []
  const rows = await applyingDb(city)
    .selectFrom('programmes.documents')
    .select('sha')
    .distinct()
    .where('sha', 'in', [...shas])
    .execute()
  return rows.map(({ sha }) => sha)
}

// A draft that was never sent goes altogether but for its states; of what was sent the number and what the city did stay.
async function blank(city: City, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const db = applyingDb(city)
  const gone = [
    await db
      .deleteFrom('programmes.answers')
      .where('application', 'in', [...ids])
      .executeTakeFirst(),
    await db
      .deleteFrom('programmes.documents')
      .where('application', 'in', [...ids])
      .executeTakeFirst(),
    await db
      .deleteFrom('programmes.gaps')
      .where('application', 'in', [...ids])
      .executeTakeFirst(),
  ].map(({ numDeletedRows }) => Number(numDeletedRows))
  const emptied = await db
    .updateTable('programmes.submissions')
    .set({ answers: '{}', known: '{}', documents: '[]' })
    .where('application', 'in', [...ids])
    .executeTakeFirst()
  // An applicant's own reason is hers; the city's reasons are its own words.
  await db
    .updateTable('programmes.states')
    .set({ reason: null })
    .where('application', 'in', [...ids])
    .where('office', 'is', null)
    .execute()
  // Her words against a decision go with those it was about; that she appealed, and what came of it, stays.
  await awardingDb(city)
    .updateTable('programmes.appeals')
    .set({ words: '' })
    .where('application', 'in', [...ids])
    .execute()
  await awardingDb(city)
    .updateTable('programmes.awards')
    .set({ declined_because: null })
    .where('application', 'in', [...ids])
    .execute()
  await awardingDb(city)
    .updateTable('programmes.awards')
    .set({ agreement: null, paper: null })
    .where('application', 'in', [...ids])
    .where('accepted_at', 'is', null)
    .execute()
  await db
    .updateTable('programmes.applications')
    .set({
      ...{ handle: null, organisation: null, organisation_name: null, organisation_inn: null, known: '{}' },
      erased_at: city.now,
    })
    .where('id', 'in', [...ids])
    .execute()
  return gone.reduce((sum, n) => sum + n, 0) + Number(emptied.numUpdatedRows) + ids.length
}
