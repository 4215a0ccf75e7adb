// What came back: kept once a dispatch and kind; a complaint stops all letters, a lost letter makes its address rest.
import { action } from '#platform/city.ts'
import { notificationsDb } from '../tables.ts'
import { withdrawLetters } from './stops.ts'

export interface Lost {
  dispatch: string
  kind: 'hard' | 'soft' | 'complaint'
  status: string
}

/** Keeps what became of a dispatch; hearing it again changes nothing. A complaint ends every consent to letters of its reader. */
export const noteReturned = action('notifications', async (city, input: Lost): Promise<void> => {
  const db = notificationsDb(city)
  const row = await db
    .selectFrom('notifications.dispatches')
    .select(['reader', 'agreed_as', 'address'])
    .where('id', '=', input.dispatch)
    .executeTakeFirst()
  if (!row) return
  await db
    .insertInto('notifications.returned')
    .values({ ...input, reader: row.reader, address: row.address ?? '', at: city.now })
    .onConflict((conflict) => conflict.columns(['dispatch', 'kind']).doNothing())
    .execute()
  if (input.kind === 'complaint') await withdrawLetters(city, row.agreed_as)
})
