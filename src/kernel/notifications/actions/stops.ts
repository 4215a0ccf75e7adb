// Stopping without signing in: the link of a letter stops its topics or all letters, and can take the former back.
import { handlesOf, letterPurposes, personOf, withdrawConsent } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { hashSecret, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { notificationsDb } from '../tables.ts'
import { turnOf } from './gathering.ts'

/** Makes the secret of a link that stops letters; it works as long as the reader has not been forgotten. */
export const makeStop = action(
  'notifications',
  async (city, input: { agreedAs: string; reader: string; topics: readonly string[] }): Promise<string> => {
    const secret = newSecret()
    await notificationsDb(city)
      .insertInto('notifications.stops')
      .values({
        hash: hashSecret(secret),
        agreed_as: input.agreedAs,
        reader: input.reader,
        topics: JSON.stringify(input.topics),
        at: city.now,
      })
      .execute()
    return secret
  },
)

/** Stops all letters that the link's reader agreed to; pressing it again changes nothing. Throws `missing` for an unknown link. */
export const stopLetters = action('notifications', async (city, input: { secret: string }): Promise<void> => {
  const { agreed_as: agreedAs } = await stopFor(city, input.secret)
  await withdrawLetters(city, agreedAs)
})

/**
 * Stops letters about the topics of the letter that the link was in, or takes that back. Answers the topics. Throws `missing`
 * for an unknown link, and for one of a letter from before there were topics.
 */
export const stopTopics = action(
  'notifications',
  async (city, input: { secret: string; stop: boolean }): Promise<readonly string[]> => {
    const { reader, topics } = await stopFor(city, input.secret)
    if (reader === null || topics.length === 0) throw refuse.missing('notifications.refusal.stop')
    await turnOf(city, reader)
    for (const topic of topics) await choose(city, { reader, topic, channel: 'mail', chosen: !input.stop })
    return topics
  },
)

/** Ends every consent to letters of whoever agreed under this handle, whatever she agreed to them for. */
export async function withdrawLetters(city: City, agreedAs: string): Promise<void> {
  const person = await personOf(city, agreedAs)
  const others = person === null ? [] : (await handlesOf(city, person)).map(({ handle }) => handle)
  for (const handle of new Set([agreedAs, ...others]))
    for (const { code } of letterPurposes) await withdrawConsent(city, { handle, purpose: code })
}

/** Writes one choice down; the latest holds. */
export async function choose(
  city: City,
  row: { reader: string; topic: string; channel: string; chosen: boolean },
): Promise<void> {
  await notificationsDb(city)
    .insertInto('notifications.choices')
    .values({ ...row, at: city.now })
    .onConflict((conflict) =>
      conflict.columns(['reader', 'topic', 'channel']).doUpdateSet({ chosen: row.chosen, at: city.now }),
    )
    .execute()
}

async function stopFor(city: City, secret: string) {
  const stop = await notificationsDb(city)
    .selectFrom('notifications.stops')
    .select(['agreed_as', 'reader', 'topics'])
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  if (!stop) throw refuse.missing('notifications.refusal.stop')
  return stop
}
