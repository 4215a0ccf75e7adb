// Questions about browsers that may be woken.
import type { City } from '#platform/city.ts'
import { notificationsDb } from '../tables.ts'

export interface Device {
  id: string
  name: string
  at: Date
}

/** The browsers of a reader, the first first. */
export async function devicesOf(city: City, reader: string | null): Promise<Device[]> {
  if (reader === null) return []
  return notificationsDb(city)
    .selectFrom('notifications.devices')
    .select(['id', 'name', 'at'])
    .where('reader', '=', reader)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

export interface Wakeable {
  id: string
  /** Personal: who has it can wake the browser. */
  endpoint: string
  restsUntil: Date | null
}

/** The browsers of a reader that have not taken this dispatch yet; all of them where none is named. */
export async function wakeable(
  city: City,
  asked: { reader: string; dispatch: string | null },
): Promise<Wakeable[]> {
  const db = notificationsDb(city)
  let query = db
    .selectFrom('notifications.devices as d')
    .select(['d.id', 'd.endpoint', 'd.rests_until as restsUntil'])
    .where('d.reader', '=', asked.reader)
  const { dispatch } = asked
  if (dispatch !== null) {
    query = query.where((where) =>
      where.not(
        where.exists(
          db
            .selectFrom('notifications.pushes as p')
            .select('p.device')
            .where('p.dispatch', '=', dispatch)
            .whereRef('p.device', '=', 'd.id'),
        ),
      ),
    )
  }
  return query.orderBy('d.at').execute()
}
