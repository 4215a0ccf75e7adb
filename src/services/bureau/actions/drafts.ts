// The questionnaire's draft: kept under a secret that only its person has, and forgotten when nobody touches it.
import { action, type City } from '#platform/city.ts'
import { hashSecret, newId, newSecret } from '#platform/ids.ts'
import type { Draft } from '../rules/draft.ts'
import { bureauDb } from '../tables.ts'

/** Keeps a draft under its secret, or under a new one. Its module's name keeps cached public pages, which read no drafts. */
export const keepDraft = action(
  'bureau-drafts',
  async (city: City, input: { secret: string | null; draft: Draft }): Promise<{ secret: string }> => {
    const data = JSON.stringify(input.draft)
    const db = bureauDb(city)
    if (input.secret !== null) {
      const kept = await db
        .updateTable('bureau.drafts')
        .set({ data, touched_at: city.now })
        .where('hash', '=', hashSecret(input.secret))
        .executeTakeFirst()
      if (kept.numUpdatedRows === 1n) return { secret: input.secret }
    }
    const secret = newSecret()
    await db
      .insertInto('bureau.drafts')
      .values({ id: newId(city.now), hash: hashSecret(secret), data, touched_at: city.now })
      .execute()
    return { secret }
  },
)

/** Forgets a draft at once. */
export const dropDraft = action('bureau-drafts', async (city: City, input: { secret: string }): Promise<void> => {
  await bureauDb(city).deleteFrom('bureau.drafts').where('hash', '=', hashSecret(input.secret)).execute()
})

/** Forgets drafts that nobody has touched since an instant, at most so many. Answers how many. */
export const forgetDrafts = action(
  'bureau-drafts',
  async (city: City, asked: { before: Date; most: number }): Promise<number> => {
    const gone = await bureauDb(city)
      .deleteFrom('bureau.drafts')
      .where('id', 'in', (from) =>
        from
          .selectFrom('bureau.drafts')
          .select('id')
          .where('touched_at', '<', asked.before)
          .orderBy('touched_at')
          .limit(asked.most),
      )
      .executeTakeFirst()
    return Number(gone.numDeletedRows)
  },
)
