// The personal data of the strategy: what is held of a handle, and forgetting it while questions, answers and counts stay true.
import { action, type City } from '#platform/city.ts'
import { voicesDb } from './tables/voices.ts'

/** All that is held of a handle. */
export async function exportHandle(city: City, handle: string): Promise<unknown> {
  const db = voicesDb(city)
  const asked = await db
    .selectFrom('strategy.questions')
    .select(['number', 'about', 'text', 'asked_at as askedAt'])
    .where('handle', '=', handle)
    .orderBy('number')
    .execute()
  const follows = await db
    .selectFrom('strategy.follows')
    .select(['subject', 'why', 'at', 'confirmed_at as confirmedAt'])
    .where('handle', '=', handle)
    .orderBy('at')
    .execute()
  const tookPart = await db
    .selectFrom('strategy.participations')
    .select(['occasion', 'at'])
    .where('handle', '=', handle)
    .orderBy('at')
    .execute()
  return { asked, follows, tookPart }
}

/**
 * Forgets a handle: what she typed, what she follows and where she took part go. That a question was asked, its clock, and words that
 * the team released as carrying nothing of her stay; the desk is told to look at them again. Answers how many rows were changed.
 */
export const eraseHandle = action('strategy', async (city, handle: string): Promise<number> => {
  const db = voicesDb(city)
  const blank = { handle: null, text: '', salt: null, erased_at: city.now }
  const questions = await db
    .updateTable('strategy.questions')
    .set(blank)
    .where('handle', '=', handle)
    .executeTakeFirst()
  const removed = [
    await db.deleteFrom('strategy.keys').where('handle', '=', handle).executeTakeFirst(),
    await db.deleteFrom('strategy.follows').where('handle', '=', handle).executeTakeFirst(),
    await db.deleteFrom('strategy.wishes').where('handle', '=', handle).executeTakeFirst(),
    await db.deleteFrom('strategy.participations').where('handle', '=', handle).executeTakeFirst(),
  ]
  return removed.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), Number(questions.numUpdatedRows))
})
