// What a reader wants: topics by channel, quiet hours, how often, and an address that takes letters again.
import { type ConsentGiven, giveConsent, hasConsent, textsPurpose, withdrawConsent } from '#kernel/identity/index.ts'
import { action } from '#platform/city.ts'
import { hashSecret, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { days, later, minutes } from '#platform/time.ts'
import { type Hours, type Rhythm, securityTopic } from '../rules.ts'
import { notificationsDb } from '../tables.ts'
import { turnOf } from './gathering.ts'
import { choose } from './stops.ts'

export interface Preferences {
  reader: string
  /** What of each topic comes by which channel: only what the page showed. */
  choices: readonly { topic: string; channel: string; chosen: boolean }[]
  quiet: Hours
  rhythm: Rhythm
  /** Letters a week. */
  weekly: number
}

/** Keeps what she chose. Security is never switched off, whatever was sent. */
export const setPreferences = action('notifications', async (city, input: Preferences): Promise<void> => {
  const { reader, quiet, rhythm } = input
  await turnOf(city, reader)
  for (const { topic, channel, chosen } of input.choices)
    if (topic !== securityTopic || channel !== 'mail') await choose(city, { reader, topic, channel, chosen })
  const row = {
    quiet_from: quiet.from,
    quiet_to: quiet.to,
    weekly: input.weekly,
    rhythm: rhythm.kind,
    ...(rhythm.kind === 'at-once' ? {} : { rhythm_hour: rhythm.hour }),
    ...(rhythm.kind === 'weekly' ? { rhythm_day: rhythm.day } : {}),
    changed_at: city.now,
  }
  await notificationsDb(city)
    .insertInto('notifications.readers')
    .values({ reader, ...row })
    .onConflict((conflict) => conflict.column('reader').doUpdateSet(row))
    .execute()
})

/** Agrees to texts, or takes that back; either twice changes nothing. */
export const setTexts = action(
  'notifications',
  async (city, input: { reader: string; consent: ConsentGiven | null }): Promise<void> => {
    if (input.consent === null) {
      await withdrawConsent(city, { handle: input.reader, purpose: textsPurpose.code })
      return
    }
    if (await hasConsent(city, input.reader, textsPurpose.code)) return
    await giveConsent(city, { handle: input.reader, consent: input.consent })
  },
)

/** How long a link that proves an address works, and how long she waits for another one. */
export const proofLimits = { hours: 48, minutesBetween: 10 }

/** Makes the secret of a link that proves an address. Throws `unavailable` when one has just been made. */
export const makeProof = action('notifications', async (city, input: { reader: string }): Promise<string> => {
  await turnOf(city, input.reader)
  const db = notificationsDb(city)
  const lately = await db
    .selectFrom('notifications.proofs')
    .select('at')
    .where('reader', '=', input.reader)
    .where('at', '>', later(city.now, -minutes(proofLimits.minutesBetween)))
    .executeTakeFirst()
  if (lately) throw refuse.unavailable('notifications.refusal.proofAgain', { minutes: proofLimits.minutesBetween })
  const secret = newSecret()
  await db
    .insertInto('notifications.proofs')
    .values({ hash: hashSecret(secret), reader: input.reader, at: city.now })
    .execute()
  return secret
})

/** Takes a proof back whose letter could not be sent. */
export const dropProof = action('notifications', async (city, input: { secret: string }): Promise<void> => {
  await notificationsDb(city).deleteFrom('notifications.proofs').where('hash', '=', hashSecret(input.secret)).execute()
})

/** Believes that the address takes letters again. Answers whose it is. Throws `missing` for a link that does not work any more. */
export const proveAddress = action('notifications', async (city, input: { secret: string }): Promise<string> => {
  const db = notificationsDb(city)
  const proof = await db
    .deleteFrom('notifications.proofs')
    .where('hash', '=', hashSecret(input.secret))
    .where('at', '>', later(city.now, -days(proofLimits.hours / 24)))
    .returning('reader')
    .executeTakeFirst()
  if (!proof) throw refuse.missing('notifications.refusal.proof')
  const row = { proved_at: city.now, changed_at: city.now }
  await db
    .insertInto('notifications.readers')
    .values({ reader: proof.reader, ...row })
    .onConflict((conflict) => conflict.column('reader').doUpdateSet(row))
    .execute()
  return proof.reader
})
