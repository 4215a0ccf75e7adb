// The clock: a schedule is a fact announced once over all processes, and only its newest stroke is still to be heard.
import { sql } from 'kysely'
import type { City } from '../city.ts'
import { dayOf, days, hours, later } from '../time.ts'
import { announce } from './announce.ts'
import type { Schedule } from './reaction.ts'
import { factsDb as db } from './tables.ts'

const schedules: readonly Schedule[] = ['minute', 'hour', 'night']

/** Makes a clock; each call of it announces the schedules whose slot has come. */
export function openClock(cityFor: () => City, zone: string): () => Promise<void> {
  // What this process has seen struck needs no question to the database.
  const struck = new Map<Schedule, string>()
  return async () => {
    for (const schedule of schedules) {
      const city = cityFor()
      const slot = slotOf(schedule, city.now, zone)
      if (struck.get(schedule) === slot) continue
      const last = await db(city)
        .selectFrom('facts.clock')
        .select('slot')
        .where('schedule', '=', schedule)
        .executeTakeFirst()
      if (last === undefined || last.slot < slot) await strike(city, schedule, slot)
      struck.set(schedule, slot)
    }
  }
}

// The row of the last slot makes it once over all processes: whoever comes second changes no row.
async function strike(city: City, schedule: Schedule, slot: string): Promise<void> {
  const kind = `clock.${schedule}`
  await city.db.transaction().execute(async (trx) => {
    const inside: City = { ...city, db: trx, within: { ...city.within, transaction: true, writes: new Set() } }
    const moved = await sql`
      insert into facts.clock (schedule, slot) values (${schedule}, ${slot})
      on conflict (schedule) do update set slot = excluded.slot where facts.clock.slot < excluded.slot
      returning slot`.execute(trx)
    if (moved.rows.length === 0) return
    await forgetStrokes(inside, kind)
    if (schedule === 'night') await forgetDone(inside)
    await announce(inside, kind, kind, { slot })
  })
}

// After a day's standstill a job runs once, not 1,440 times, and a job that failed is tried by its next stroke. What another
// process is carrying out at this moment is locked or leased and stays.
async function forgetStrokes(city: City, kind: string): Promise<void> {
  await sql`
    delete from facts.deliveries where id in (
      select id from facts.deliveries
      where subject = ${kind} and (leased_until is null or leased_until < ${city.now})
      for update skip locked)`.execute(city.db)
  await sql`
    delete from facts.facts f where f.subject = ${kind}
      and not exists (select 1 from facts.deliveries d where d.fact = f.id)`.execute(city.db)
}

const keptDays = 90

// That something was carried out need not be known for ever; the facts themselves stay, since they are what happened.
async function forgetDone(city: City): Promise<void> {
  await db(city)
    .deleteFrom('facts.deliveries')
    .where('done_at', '<', later(city.now, -days(keptDays)))
    .execute()
}

/** The slot an instant falls in, as sortable text; the night's slot begins at three in the morning. */
export function slotOf(schedule: Schedule, at: Date, zone: string): string {
  if (schedule === 'minute') return at.toISOString().slice(0, 16)
  if (schedule === 'hour') return at.toISOString().slice(0, 13)
  return dayOf(later(at, -hours(3)), zone)
}
