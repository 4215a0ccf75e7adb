// Browsers that may be woken: named by their person, removed by her or by the service that no longer knows them.
import { type ConsentGiven, giveConsent, hasConsent, pushPurpose, withdrawConsent } from '#kernel/identity/index.ts'
import { action } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { later } from '#platform/time.ts'
import { notificationsDb } from '../tables.ts'
import { turnOf } from './gathering.ts'

const mostDevices = 10

export interface AddDevice {
  reader: string
  endpoint: string
  /** What she will know it by: the browser and system it says it is. */
  name: string
  consent: ConsentGiven
}

/**
 * Keeps a browser's address with the consent to wake it; one that is known already goes over to this reader. Of more than ten the
 * oldest goes.
 */
export const addDevice = action('notifications', async (city, input: AddDevice): Promise<void> => {
  const { reader, endpoint, name } = input
  await turnOf(city, reader)
  if (!(await hasConsent(city, reader, pushPurpose.code)))
    await giveConsent(city, { handle: reader, consent: input.consent })
  const db = notificationsDb(city)
  await db
    .insertInto('notifications.devices')
    .values({ id: newId(city.now), reader, endpoint, name, at: city.now })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet({ reader, name, at: city.now }))
    .execute()
  const kept = await db
    .selectFrom('notifications.devices')
    .select('id')
    .where('reader', '=', reader)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostDevices)
    .execute()
  await db
    .deleteFrom('notifications.devices')
    .where('reader', '=', reader)
    .where(
      'id',
      'not in',
      kept.map(({ id }) => id),
    )
    .execute()
})

/** Forgets a browser of a reader; with her last one the consent ends. Nothing happens for one that is not hers. */
export const dropDevice = action(
  'notifications',
  async (city, input: { reader: string; device: string }): Promise<void> => {
    await turnOf(city, input.reader)
    const db = notificationsDb(city)
    await db
      .deleteFrom('notifications.devices')
      .where('id', '=', input.device)
      .where('reader', '=', input.reader)
      .execute()
    const left = await db
      .selectFrom('notifications.devices')
      .select('id')
      .where('reader', '=', input.reader)
      .limit(1)
      .executeTakeFirst()
    if (!left) await withdrawConsent(city, { handle: input.reader, purpose: pushPurpose.code })
  },
)

/** Notes that a browser's service has taken a dispatch. */
export const noteAwake = action(
  'notifications',
  async (city, input: { dispatch: string; device: string }): Promise<void> => {
    await notificationsDb(city)
      .insertInto('notifications.pushes')
      .values({ ...input, at: city.now })
      .onConflict((conflict) => conflict.columns(['dispatch', 'device']).doNothing())
      .execute()
  },
)

/** Leaves a browser's service alone for as long as it asked. */
export const restDevice = action(
  'notifications',
  async (city, input: { device: string; seconds: number }): Promise<void> => {
    await notificationsDb(city)
      .updateTable('notifications.devices')
      .set({ rests_until: later(city.now, input.seconds * 1000) })
      .where('id', '=', input.device)
      .execute()
  },
)
