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
export async function wakeable(city: City, asked: { reader: string; dispatch: string | null }): Promise<Wakeable[]> {
  const { reader, dispatch } = asked
  const query = notificationsDb(city)
    .selectFrom('notifications.devices as d')
    .select(['d.id', 'd.endpoint', 'd.rests_until as restsUntil'])
    .where('d.reader', '=', reader)
    .orderBy('d.at')
    .orderBy('d.id')
  if (dispatch === null) return query.execute()
  return query
    .leftJoin('notifications.pushes as p', (join) =>
      join.onRef('p.device', '=', 'd.id').on('p.dispatch', '=', dispatch),
    )
    .where('p.device', 'is', null)
    .execute()
}
