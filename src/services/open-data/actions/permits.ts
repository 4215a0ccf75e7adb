// Counting requests of keys over all processes: leave is taken from the database in pieces, so a request itself writes nothing.
import { action, type City } from '#platform/city.ts'
import { days, hours, later } from '#platform/time.ts'
import type { Span } from '../rules/quotas.ts'
import { openDataDb } from '../tables.ts'

// A tag of its own, which no page reads: counting drops no page from the cache.
const counting = 'open-data.permits'

/**
 * Takes leave for up to `piece` requests of a span, and answers for how many: fewer near the end, none beyond it. Of processes
 * that ask at once each gets what is there after the other, so never more than the quota is given.
 */
export const takePermits = action(
  counting,
  async (city, input: { key: string; span: Span; starts: Date; piece: number; quota: number }): Promise<number> => {
    const db = openDataDb(city)
    const row = { key: input.key, span: input.span, starts: input.starts }
    await db
      .insertInto('open_data.permits')
      .values({ ...row, taken: 0 })
      .onConflict((conflict) => conflict.columns(['key', 'span', 'starts']).doNothing())
      .execute()
    const { taken } = await db
      .selectFrom('open_data.permits')
      .select('taken')
      .where('key', '=', input.key)
      .where('span', '=', input.span)
      .where('starts', '=', input.starts)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const given = Math.max(0, Math.min(input.piece, input.quota - taken))
    if (given > 0) {
      await db
        .updateTable('open_data.permits')
        .set({ taken: taken + given })
        .where('key', '=', input.key)
        .where('span', '=', input.span)
        .where('starts', '=', input.starts)
        .execute()
    }
    return given
  },
)

/** Drops counts that nobody asks for any more: minutes after an hour, days after sixty. */
export const dropPermits = action(counting, async (city: City, _input: undefined): Promise<void> => {
  const db = openDataDb(city)
  await db
    .deleteFrom('open_data.permits')
    .where('span', '=', 'minute')
    .where('starts', '<', later(city.now, -hours(1)))
    .execute()
  await db
    .deleteFrom('open_data.permits')
    .where('span', '=', 'day')
    .where('starts', '<', later(city.now, -days(60)))
    .execute()
})
