// The personal data of cases: what is held of a handle, and forgetting it while the city's record stays true.

import { forgetPhoto } from '#kernel/media/index.ts'
import { bodies, calledFor } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import type { Look } from '#platform/module.ts'
import { officeInWords } from './offices.ts'
import { casesDb } from './tables.ts'

/** All that is held of a handle. */
export async function exportHandle(city: City, handle: string): Promise<unknown> {
  const db = casesDb(city)
  const reports = await db
    .selectFrom('cases.cases')
    .select(['number', 'topic', 'place', 'place_note', 'text', 'attributes', 'opened_at', 'stated_at', 'channel'])
    .where('handle', '=', handle)
    .orderBy('opened_at')
    .execute()
  const joined = await db
    .selectFrom('cases.joins as j')
    .innerJoin('cases.cases as c', 'c.id', 'j.case_id')
    .select(['c.number', 'j.at'])
    .where('j.handle', '=', handle)
    .execute()
  const disputed = await db
    .selectFrom('cases.reopenings as r')
    .innerJoin('cases.cases as c', 'c.id', 'r.case_id')
    .select(['c.number', 'r.at', 'r.reason'])
    .where('r.handle', '=', handle)
    .execute()
  return { reports, joined, disputed }
}

/** Which office looked at her reports. */
export async function looksAt(city: City, handle: string): Promise<Look[]> {
  const rows = await casesDb(city)
    .selectFrom('cases.looks as l')
    .innerJoin('cases.cases as c', 'c.id', 'l.case_id')
    .select(['l.at', 'l.by_office', 'c.number'])
    .where('c.handle', '=', handle)
    .orderBy('l.at', 'desc')
    .limit(200)
    .execute()
  if (rows.length === 0) return []
  const named = new Map((await bodies(city)).map((body) => [body.id, calledFor(city.words, body)]))
  return rows.map(({ at, by_office, number }) => ({
    at,
    office: officeInWords(city.words, by_office, named),
    why: 'cases.looked.why',
    what: city.words('cases.looked.what', { number }),
    href: `/cases/${number}`,
  }))
}

/** Forgets a handle: her words go, what the city did about them stays. Answers how many rows were changed. */
export const eraseHandle = action('cases', async (city, handle: string): Promise<number> => {
  const db = casesDb(city)
  // Locked first, as everywhere: whoever releases her photo now holds the case and waits for the photo.
  const hers = await db
    .selectFrom('cases.cases')
    .select(['id', 'photo'])
    .where('handle', '=', handle)
    .orderBy('id')
    .forUpdate()
    .execute()
  const released = await blank(city, hers)
  const changes = [
    await db
      .updateTable('cases.reopenings')
      .set({ reason: '', handle: null })
      .where('handle', '=', handle)
      .executeTakeFirst(),
    await db.updateTable('cases.confirmations').set({ handle: null }).where('handle', '=', handle).executeTakeFirst(),
  ].map(({ numUpdatedRows }) => Number(numUpdatedRows))
  const removed = [
    await db.deleteFrom('cases.joins').where('handle', '=', handle).executeTakeFirst(),
    await db.deleteFrom('cases.keys').where('handle', '=', handle).executeTakeFirst(),
  ].map(({ numDeletedRows }) => Number(numDeletedRows))
  return [released, ...changes, ...removed, hers.length].reduce((sum, n) => sum + n, 0)
})

/** Forgets the words of reports that ended long ago, whoever sent them. Answers how many. */
export const forgetOldReports = action(
  'cases',
  async (city, asked: { before: Date; most: number }): Promise<number> => {
    const db = casesDb(city)
    const old = await db
      .selectFrom('cases.cases as c')
      .innerJoin('cases.standing as s', 's.id', 'c.id')
      .select(['c.id', 'c.photo'])
      // A report is touched after it was opened: the index of the days finds the old ones.
      .where('c.opened_at', '<', asked.before)
      .where('c.touched_at', '<', asked.before)
      .where('c.erased_at', 'is', null)
      .where('s.status', '<>', 'open')
      .orderBy('c.opened_at')
      .orderBy('c.id')
      .limit(asked.most)
      .forUpdate('c')
      .execute()
    if (old.length === 0) return 0
    await blank(city, old)
    const ids = old.map(({ id }) => id)
    await db.updateTable('cases.reopenings').set({ reason: '', handle: null }).where('case_id', 'in', ids).execute()
    await db.updateTable('cases.confirmations').set({ handle: null }).where('case_id', 'in', ids).execute()
    await db.deleteFrom('cases.joins').where('case_id', 'in', ids).execute()
    await db.deleteFrom('cases.keys').where('case_id', 'in', ids).execute()
    return old.length
  },
)

/** Removes notes of who looked that are old enough. Answers how many. */
export const forgetLooks = action(
  'cases-looks',
  async (city, asked: { before: Date; most: number }): Promise<number> => {
    const gone = await casesDb(city)
      .deleteFrom('cases.looks')
      .where('id', 'in', (from) =>
        from.selectFrom('cases.looks').select('id').where('at', '<', asked.before).orderBy('id').limit(asked.most),
      )
      .executeTakeFirst()
    return Number(gone.numDeletedRows)
  },
)

// What she wrote and showed goes; number, topic, place in the street and what the city did stay. Answers how many releases were emptied.
async function blank(city: City, reports: readonly { id: string; photo: string | null }[]): Promise<number> {
  if (reports.length === 0) return 0
  for (const { photo } of reports) if (photo !== null) await forgetPhoto(city, { id: photo })
  const db = casesDb(city)
  const ids = reports.map(({ id }) => id)
  const released = await db
    .updateTable('cases.releases')
    .set({ text: null, photo: false })
    .where('case_id', 'in', ids)
    .executeTakeFirst()
  const empty = { handle: null, text: '', place_note: null, attributes: '{}', photo: null, erased_at: city.now }
  await db.updateTable('cases.cases').set(empty).where('id', 'in', ids).execute()
  return Number(released.numUpdatedRows)
}
