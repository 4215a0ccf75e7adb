// What is asked of one browser once: kept as hashes, for minutes, and gone with the first right answer.
import { action, type City } from '#platform/city.ts'
import { hashSecret, newId, newSecret } from '#platform/ids.ts'
import { later, minutes } from '#platform/time.ts'
import { identityDb } from '../tables.ts'

export type ChallengeKind = 'passkey-new' | 'passkey-in' | 'second' | 'phone' | 'email'

/** How long a challenge of each kind waits, in minutes. */
export const challengeMinutes: Record<ChallengeKind, number> = {
  'passkey-new': 10,
  'passkey-in': 10,
  second: 10,
  phone: 10,
  email: 30,
}

export interface Challenge {
  id: string
  person: string | null
  value: string | null
  /** What must come back, hashed or marked. */
  hash: string | null
  tries: number
}

/** Keeps a challenge for a browser and answers the secret for its cookie: without it nobody can answer. */
export const makeChallenge = action(
  'identity',
  async (
    city,
    input: { kind: ChallengeKind; person?: string | null; value?: string | null; hashFor?: (secret: string) => string },
  ): Promise<string> => {
    const secret = newSecret()
    await identityDb(city)
      .insertInto('identity.challenges')
      .values({
        id: newId(city.now),
        kind: input.kind,
        hash: input.hashFor?.(secret) ?? null,
        browser: hashSecret(secret),
        person: input.person ?? null,
        value: input.value ?? null,
        made_at: city.now,
        expires_at: later(city.now, minutes(challengeMinutes[input.kind])),
      })
      .execute()
    return secret
  },
)

/** Takes a challenge for good: of two that answer at once one gets it. Null when it is old, used or another browser's. */
export const takeChallenge = action(
  'identity',
  async (city, input: { kind: ChallengeKind; secret: string | undefined }): Promise<Challenge | null> => {
    if (!input.secret) return null
    const row = await identityDb(city)
      .deleteFrom('identity.challenges')
      .where('kind', '=', input.kind)
      .where('browser', '=', hashSecret(input.secret))
      .where('expires_at', '>', city.now)
      .returning(['id', 'person', 'value', 'hash', 'tries'])
      .executeTakeFirst()
    return row ?? null
  },
)

/** Whether a browser has a challenge that still waits, and for what; nothing is used up. */
export const lookAtChallenge = action(
  'identity',
  async (city, input: { kind: ChallengeKind; secret: string | undefined }): Promise<Challenge | null> => {
    if (!input.secret) return null
    const row = await identityDb(city)
      .selectFrom('identity.challenges')
      .select(['id', 'person', 'value', 'hash', 'tries'])
      .where('kind', '=', input.kind)
      .where('browser', '=', hashSecret(input.secret))
      .where('expires_at', '>', city.now)
      .executeTakeFirst()
    return row ?? null
  },
)

/**
 * One try at a code: the answer `right` takes the challenge, a wrong one is counted, and after `most` of them it is gone.
 * Tries that arrive at once take turns.
 */
export const tryChallenge = action(
  'identity',
  async (
    city,
    input: {
      kind: ChallengeKind
      secret: string | undefined
      most: number
      /** Asked in the same transaction. */
      isRight: (city: City, challenge: Challenge) => Promise<boolean>
    },
  ): Promise<{ said: 'right'; challenge: Challenge } | { said: 'wrong'; left: number } | { said: 'gone' }> => {
    if (!input.secret) return { said: 'gone' }
    const db = identityDb(city)
    const challenge = await db
      .selectFrom('identity.challenges')
      .select(['id', 'person', 'value', 'hash', 'tries'])
      .where('kind', '=', input.kind)
      .where('browser', '=', hashSecret(input.secret))
      .where('expires_at', '>', city.now)
      .forUpdate()
      .executeTakeFirst()
    if (!challenge) return { said: 'gone' }
    const right = await input.isRight(city, challenge)
    const left = input.most - challenge.tries - 1
    if (right || left <= 0) await db.deleteFrom('identity.challenges').where('id', '=', challenge.id).execute()
    else
      await db
        .updateTable('identity.challenges')
        .set({ tries: challenge.tries + 1 })
        .where('id', '=', challenge.id)
        .execute()
    if (right) return { said: 'right', challenge }
    return left <= 0 ? { said: 'gone' } : { said: 'wrong', left }
  },
)
