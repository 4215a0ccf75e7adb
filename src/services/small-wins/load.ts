// Loading wins of the press with their overlaps: rows appear or change only where the pack differs.
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { standCorrected } from './actions/corrections.ts'
import { onStreets } from './actions/turns.ts'
import type { WinPack } from './pack.ts'
import { mayLoadWins } from './policy.ts'
import { refreshShelf } from './queries/shelf.ts'
import { smallWinsDb } from './tables.ts'

/** Loads all records. Answers how many wins were new or changed. */
export const loadWins = action('small-wins', async (city: City, pack: WinPack): Promise<{ changed: number }> => {
  demand(city.actor, mayLoadWins, undefined)
  const known = await smallWinsDb(city)
    .selectFrom('small_wins.wins')
    .select(['id', 'digest'])
    .where('basis', '=', 'press')
    .execute()
  const digests = new Map(known.map(({ id, digest }) => [id, digest]))
  const news = pack.wins.filter((win) => digests.get(win.id) !== win.digest)
  await loadReference(city, pack)
  for (const { streets, id, ...win } of news) {
    await smallWinsDb(city)
      .insertInto('small_wins.wins')
      .values({ id, ...win, published_at: city.now })
      .onConflict((clash) => clash.column('id').doUpdateSet(win))
      .execute()
    await smallWinsDb(city).deleteFrom('small_wins.win_streets').where('win', '=', id).execute()
    await onStreets(city, id, streets)
    // A record of the pack that an editor put right stays right.
    if (digests.has(id)) await standCorrected(city, id)
  }
  if (news.length > 0) await refreshShelf(city)
  return { changed: news.length }
})

// What contains what is the pack's to say: it is written anew, in the same transaction.
async function loadReference(city: City, { overlaps, notAddable, measures, categories }: WinPack): Promise<void> {
  const db = smallWinsDb(city)
  await db.deleteFrom('small_wins.overlaps').execute()
  await db
    .insertInto('small_wins.overlaps')
    .values(overlaps)
    .onConflict((clash) => clash.doNothing())
    .execute()
  await db.deleteFrom('small_wins.not_addable').execute()
  await db
    .insertInto('small_wins.not_addable')
    .values(notAddable)
    .onConflict((clash) => clash.doNothing())
    .execute()
  for (const { id, forms, ...measure } of measures) {
    const kept = { ...measure, forms: JSON.stringify(forms) }
    await db
      .insertInto('small_wins.measures')
      .values({ id, ...kept })
      .onConflict((clash) => clash.column('id').doUpdateSet(kept))
      .execute()
  }
  for (const { name, nameEn, topics } of categories) {
    const kept = { name_en: nameEn, topics }
    await db
      .insertInto('small_wins.categories')
      .values({ name, ...kept })
      .onConflict((clash) => clash.column('name').doUpdateSet(kept))
      .execute()
  }
}
