// Questions about readers: what each chose, what holds for whoever chose nothing, and what went lately.
import { handleOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { days, later } from '#platform/time.ts'
import { addressRests, budgetDays, type Hours, type Rhythm } from '../rules.ts'
import { notificationsDb } from '../tables.ts'

export interface Settings {
  quiet: Hours
  rhythm: Rhythm
  /** Letters a week: hers, and never more than the city's. */
  weekly: number
  /** What the city has for whoever sets nothing. */
  usual: { quiet: Hours; weekly: number }
  provedAt: Date | null
}

/** What holds for a reader; null for one who never set anything. */
export async function settingsOf(city: City, reader: string | null): Promise<Settings> {
  const db = notificationsDb(city)
  const usual = { quiet: await usualHours(city), weekly: await weeklyBudget(city, 'mail') }
  const row =
    reader === null
      ? undefined
      : await db.selectFrom('notifications.readers').selectAll().where('reader', '=', reader).executeTakeFirst()
  if (!row) return { ...usual, rhythm: { kind: 'at-once' }, usual, provedAt: null }
  const { quiet_from: from, quiet_to: to, rhythm: kind, rhythm_hour: hour, rhythm_day: day } = row
  return {
    quiet: from === null || to === null ? usual.quiet : { from, to },
    rhythm: kind === 'weekly' ? { kind, day, hour } : kind === 'daily' ? { kind, hour } : { kind: 'at-once' },
    weekly: Math.min(row.weekly ?? usual.weekly, usual.weekly),
    usual,
    provedAt: row.proved_at,
  }
}

/** How many a week may go by a channel today, whatever readers set. */
export async function weeklyBudget(city: City, channel: string): Promise<number> {
  const { weekly } = await notificationsDb(city)
    .selectFrom('notifications.budgets')
    .select('weekly')
    .where('channel', '=', channel)
    .where('valid_from', '<=', city.now)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return weekly
}

/** When those of the last seven days went by a channel; one under way counts as now, since it may go at any moment. */
export async function wentLately(
  city: City,
  asked: { reader: string; channel: string; without: string | null },
): Promise<Date[]> {
  const db = notificationsDb(city)
  let query = db
    .selectFrom('notifications.dispatches')
    .select('ended_at')
    .where('reader', '=', asked.reader)
    .where('channel', '=', asked.channel)
    .where('prompt', '=', false)
    .where('taken_at', 'is not', null)
    .where((where) =>
      where.or([where('ended', 'is', null), where('ended_at', '>', later(city.now, -days(budgetDays)))]),
    )
    .where((where) => where.or([where('ended', 'is', null), where('ended', '!=', 'moved')]))
  if (asked.without !== null) query = query.where('id', '!=', asked.without)
  return (await query.execute()).map(({ ended_at }) => ended_at ?? city.now)
}

/** What a reader chose: `topic channel` to yes or no; what she did not choose is not in it. */
export async function choicesOf(city: City, reader: string | null): Promise<ReadonlyMap<string, boolean>> {
  if (reader === null) return new Map()
  const rows = await notificationsDb(city)
    .selectFrom('notifications.choices')
    .select(['topic', 'channel', 'chosen'])
    .where('reader', '=', reader)
    .execute()
  return new Map(rows.map(({ topic, channel, chosen }) => [`${topic} ${channel}`, chosen]))
}

/** The handle of notifications of a person; null as long as she has none. */
export async function readerOfPerson(city: City, person: string): Promise<string | null> {
  return handleOf(city, 'notifications', person)
}

/** Whether an address (its hash) rests, since letters came back. */
export async function rests(city: City, reader: string, address: string): Promise<boolean> {
  const db = notificationsDb(city)
  const returned = await db
    .selectFrom('notifications.returned')
    .select(['kind', 'at'])
    .where('reader', '=', reader)
    .where('address', '=', address)
    .execute()
  if (returned.length === 0) return false
  const row = await db
    .selectFrom('notifications.readers')
    .select('proved_at')
    .where('reader', '=', reader)
    .executeTakeFirst()
  const counted = returned.flatMap(({ kind, at }) => (kind === 'complaint' ? [] : [{ kind, at }]))
  return addressRests(counted, row?.proved_at ?? null, city.now)
}

async function usualHours(city: City): Promise<Hours> {
  const row = await notificationsDb(city)
    .selectFrom('notifications.quiet_hours')
    .select(['quiet_from', 'quiet_to'])
    .where('valid_from', '<=', city.now)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { from: row.quiet_from, to: row.quiet_to }
}
