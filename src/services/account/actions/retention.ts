// Retention carried out: what has served its purpose is removed in small pages, each with its line in the destruction log.
import { sql } from 'kysely'
import { noteDestruction } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import type { Module, Retention } from '#platform/module.ts'
import { days, later } from '#platform/time.ts'
import { periods } from '../reference.ts'

/** How many things one statement removes at most. */
export const atOnce = 500

/**
 * Removes what every door says may go by now. Each page is a transaction of its own with its line in the log, so a crash loses
 * nothing and repeats nothing. A category without a period in force is kept. Answers the rows removed, by category.
 */
export async function carryOutRetention(city: City, doors: readonly Module[]): Promise<Record<string, number>> {
  const terms = await periods(city)
  const removed: Record<string, number> = {}
  for (const retention of doors.flatMap((door) => door.retention ?? [])) {
    const period = terms.get(retention.category)
    if (!period || !retention.remove) continue
    const before = later(city.now, -days(period.days))
    for (;;) {
      const rows = await removePage(city, { retention, before, ground: period.legalRef })
      removed[retention.category] = (removed[retention.category] ?? 0) + rows
      if (rows < atOnce) break
    }
  }
  return removed
}

const removePage = action(
  'account',
  async (city: City, input: { retention: Retention; before: Date; ground: string }): Promise<number> => {
    const { retention, before, ground } = input
    const rows = (await retention.remove?.(city, { before, most: atOnce })) ?? 0
    await noteDestruction(city, { category: retention.category, rows, ground, by: 'clock' })
    return rows
  },
)

const forgetAnswered = action('account', async (city: City, asked: { before: Date; most: number }): Promise<number> => {
  const { rows } = await sql<{ number: number }>`
    update account.requests r set handle = null, text = '', erased_at = ${city.now}
    where r.number in (
      select q.number from account.requests q join account.answers a on a.request = q.number
      where a.at < ${asked.before} and q.erased_at is null order by a.at limit ${asked.most})
    returning r.number`.execute(city.db)
  if (rows.length > 0)
    await sql`update account.answers set text = '' where request = any(${rows.map(({ number }) => number)})`.execute(
      city.db,
    )
  return rows.length
})

const forgetLooks = action('account', async (city: City, asked: { before: Date; most: number }): Promise<number> => {
  const { numAffectedRows } = await sql`
    delete from account.looks where id in (
      select id from account.looks where at < ${asked.before} order by at limit ${asked.most})`.execute(city.db)
  return Number(numAffectedRows ?? 0n)
})

/** The account's own rows. */
export const accountRetention: readonly Retention[] = [
  { category: 'account.requests', label: 'account.retention.requests', remove: forgetAnswered },
  { category: 'account.looks', label: 'account.retention.looks', remove: forgetLooks },
]
