// Whether what is to be sent goes: shown at /desk/house and by `italmas doctor`.
import type { City } from '#platform/city.ts'
import type { Health } from '#platform/module.ts'
import { hours, later } from '#platform/time.ts'
import { notificationsDb } from './tables.ts'

/** Says how many dispatches have been under way for more than an hour. */
export async function healthOf(city: City): Promise<Health[]> {
  const db = notificationsDb(city)
  const { n } = await db
    .selectFrom('notifications.dispatches')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('ended', 'is', null)
    .where('taken_at', '<', later(city.now, -hours(1)))
    .executeTakeFirstOrThrow()
  return [{ ok: Number(n) === 0, key: 'notifications.health.underWay', values: { n: Number(n) } }]
}
