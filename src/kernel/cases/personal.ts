// The personal data of cases: what is held of a handle, and forgetting it while the city's record stays true.

import { forgetPhoto } from '#kernel/media/index.ts'
import { action, type City } from '#platform/city.ts'
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

/** Forgets a handle: her words go, what the city did about them stays. Answers how many rows were changed. */
export const eraseHandle = action('cases', async (city, handle: string): Promise<number> => {
  const db = casesDb(city)
  const hers = db.selectFrom('cases.cases').select('id').where('handle', '=', handle)
  // Locked first, as everywhere: whoever releases her photo now holds the case and waits for the photo.
  const photos = await db
    .selectFrom('cases.cases')
    .select('photo')
    .where('handle', '=', handle)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const { photo } of photos) if (photo !== null) await forgetPhoto(city, { id: photo })
  const changes = [
    await db
      .updateTable('cases.releases')
      .set({ text: null, photo: false })
      .where('case_id', 'in', hers)
      .executeTakeFirst(),
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
  const blank = { handle: null, text: '', place_note: null, attributes: '{}', photo: null, erased_at: city.now }
  const reports = await db.updateTable('cases.cases').set(blank).where('handle', '=', handle).executeTakeFirst()
  return [...changes, ...removed, Number(reports.numUpdatedRows)].reduce((sum, n) => sum + n, 0)
})
