// A report that waited on a device: sent once under the device's key, whatever became of the answer.

import { keepPhoto, type Prepared } from '#kernel/media/index.ts'
import { action, type City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import { days, later } from '#platform/time.ts'
import { type Draft, seal, unseal } from '../rules.ts'
import { myYardDb } from '../tables.ts'
import { joinFrom, keptDays, openFrom } from './report.ts'

/** How long the city knows a device's key, in days. A device asks its owner again long before (30 days). */
export const knownDays = 400

export interface SentFromDevice {
  number: string
  joined: boolean
  /** The private link's secret; null when it was shown long ago. */
  token: string | null
  /** The key had come before, and nothing was done again. */
  repeated: boolean
}

export interface DeviceReport {
  /** At least 128 random bits, made on the device. */
  key: string
  draft: Draft
  photo: Prepared | null
  /** The open case to join in place of opening one; empty for none. */
  join: string
}

/**
 * Opens a case from a whole draft, or joins one, once for each key; the same key again answers the same number. Two at once
 * wait for each other at the row of the key. Throws as `openFrom` and `joinFrom` do, and then nothing is kept of the key.
 */
export const sendFromDevice = action('my-yard', async (city, input: DeviceReport): Promise<SentFromDevice> => {
  const { key, draft, photo, join } = input
  const hash = hashSecret(key)
  const first = await myYardDb(city)
    .insertInto('my_yard.from_devices')
    .values({ hash, number: null, link: null, at: city.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (first.numInsertedOrUpdatedRows === 0n) {
    const before = await sentUnder(city, key)
    if (before) return before
  }
  const sent = join === '' ? await opened(city, draft, photo) : await joined(city, draft, join)
  await myYardDb(city)
    .updateTable('my_yard.from_devices')
    .set({ number: sent.number, joined: sent.joined, link: seal(sent.token, key) })
    .where('hash', '=', hash)
    .execute()
  return { ...sent, repeated: false }
})

/** What came of a key before, or null. */
export async function sentUnder(city: City, key: string): Promise<SentFromDevice | null> {
  const row = await myYardDb(city)
    .selectFrom('my_yard.from_devices')
    .selectAll()
    .where('hash', '=', hashSecret(key))
    .executeTakeFirst()
  if (!row || row.number === null) return null
  const token = row.link === null ? null : unseal(row.link, key)
  return { number: row.number, joined: row.joined, token, repeated: true }
}

/** Forgets the private links after a week, and the keys when no device can come with them any more. */
export const forgetDevices = action('my-yard', async (city, _input: Record<never, never>): Promise<void> => {
  const db = myYardDb(city)
  await db
    .updateTable('my_yard.from_devices')
    .set({ link: null })
    .where('at', '<', later(city.now, -days(keptDays)))
    .where('link', 'is not', null)
    .execute()
  await db
    .deleteFrom('my_yard.from_devices')
    .where('at', '<', later(city.now, -days(knownDays)))
    .execute()
})

// The photo is kept in the same transaction as the case, so a report that is refused leaves none behind.
async function opened(city: City, draft: Draft, photo: Prepared | null) {
  const kept = photo && (await keepPhoto(city, { photo, kind: 'report' }))
  const medium = photo?.sizes.medium
  const shown = kept && medium ? { ...kept, width: medium.width, height: medium.height, point: null } : null
  return {
    ...(await openFrom(city, { draft: { ...draft, photo: shown }, channel: 'web', letters: null })),
    joined: false,
  }
}

async function joined(city: City, draft: Draft, number: string) {
  return { number, ...(await joinFrom(city, { draft: { ...draft, photo: null }, number })), joined: true }
}
