// People as outside providers know them: a sign-in under way there, and whom it leads to when it comes back.
import { action } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import type { Level } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { later, minutes } from '#platform/time.ts'
import { isNoEmail } from '../rules/phones.ts'
import { identityDb } from '../tables.ts'
import { personWithoutEmail } from './phones.ts'
import { noteSecured } from './secured.ts'

/** How long somebody may take at a provider's. */
export const journeyMinutes = 15

export interface SetOut {
  state: string
  /** What the cookie of this browser says. */
  browser: string
  provider: string
  /** Who adds this sign-in to her page; null for somebody who signs in. */
  person: string | null
  nonce: string
  verifier: string
  onward: string
}

/** Remembers a sign-in that begins at a provider's. */
export const setOut = action('identity', async (city, input: SetOut): Promise<void> => {
  const { state, browser, ...kept } = input
  await identityDb(city)
    .insertInto('identity.journeys')
    .values({
      ...kept,
      state_hash: hashSecret(state),
      browser_hash: hashSecret(browser),
      answered: null,
      expires_at: later(city.now, minutes(journeyMinutes)),
    })
    .execute()
})

/** Keeps what a provider posted until the browser that set out comes for it. Answers false for a state that nobody waits for. */
export const keepAnswer = action(
  'identity',
  async (city, input: { provider: string; state: string; answered: Record<string, string> }): Promise<boolean> => {
    const kept = await identityDb(city)
      .updateTable('identity.journeys')
      .set({ answered: JSON.stringify(input.answered) })
      .where('state_hash', '=', hashSecret(input.state))
      .where('provider', '=', input.provider)
      .where('answered', 'is', null)
      .where('expires_at', '>', city.now)
      .executeTakeFirst()
    return kept.numUpdatedRows > 0n
  },
)

export interface Journey {
  person: string | null
  nonce: string
  verifier: string
  onward: string
  answered: Record<string, string> | null
}

/**
 * The journey of a state that this browser began; it can be taken once. Null for a state that is unknown, used, old, another
 * provider's or another browser's: then nobody is signed in.
 */
export const comeBack = action(
  'identity',
  async (city, input: { provider: string; state: string; browser: string }): Promise<Journey | null> => {
    const taken = await identityDb(city)
      .deleteFrom('identity.journeys')
      .where('state_hash', '=', hashSecret(input.state))
      .where('browser_hash', '=', hashSecret(input.browser))
      .where('provider', '=', input.provider)
      .where('expires_at', '>', city.now)
      .returning(['person', 'nonce', 'verifier', 'onward', 'answered'])
      .executeTakeFirst()
    return taken ?? null
  },
)

export interface OutsideProof {
  provider: string
  subjectHash: string
  level: Level
  /** Personal: what the operator has the city keep. */
  kept: Record<string, string>
}

/** Whom a provider's word leads to: the person it was linked to; null when it was to nobody yet. */
export const personProved = action('identity', async (city, proof: OutsideProof): Promise<string | null> => {
  const row = await identityDb(city)
    .updateTable('identity.outside_identities')
    .set({ level: proof.level, kept: JSON.stringify(proof.kept), used_at: city.now })
    .where('provider', '=', proof.provider)
    .where('subject_hash', '=', proof.subjectHash)
    .returning('person')
    .executeTakeFirst()
  return row?.person ?? null
})

/**
 * Adds a sign-in to a person's page; `called` is what people call the provider, and she is told. Never by an equal address or phone: those are words of the provider's, and whoever controls
 * them there would be her here. Throws `conflict` when it leads to somebody else already.
 */
export const linkOutside = action(
  'identity',
  async (city, input: { person: string; proof: OutsideProof; called: string }): Promise<void> => {
    const { proof, person, called } = input
    const known = await personProved(city, proof)
    if (known === person) return
    if (known !== null) throw refuse.conflict('identity.outside.taken')
    const linked = await identityDb(city)
      .insertInto('identity.outside_identities')
      .values({
        provider: proof.provider,
        subject_hash: proof.subjectHash,
        person,
        level: proof.level,
        kept: JSON.stringify(proof.kept),
        linked_at: city.now,
        used_at: city.now,
      })
      // Two pages at once: the other was first.
      .onConflict((conflict) => conflict.columns(['provider', 'subject_hash']).doNothing())
      .executeTakeFirst()
    if (linked.numInsertedOrUpdatedRows === 0n) throw refuse.conflict('identity.outside.taken')
    await noteSecured(city, { person, kind: 'outsideAdded', about: called })
  },
)

/**
 * A new person, known by a provider only. Whatever address or phone the provider says, they are not made her own: an account
 * opens by them, so she must show herself that they are hers. Answers her id.
 */
export const newPersonOutside = action(
  'identity',
  async (city, input: { proof: OutsideProof; called: string }): Promise<string> => {
    const id = await personWithoutEmail(city, { name: input.proof.kept.name ?? '' })
    await linkOutside(city, { person: id, ...input })
    return id
  },
)

/** Takes a sign-in off her page. Throws `missing` when it is not there, and `conflict` when it is all that opens the account. */
export const unlinkOutside = action(
  'identity',
  async (city, input: { person: string; provider: string; called: string }): Promise<void> => {
    const db = identityDb(city)
    const person = await db
      .selectFrom('identity.people')
      .select(['email', 'phone'])
      .where('id', '=', input.person)
      .forUpdate()
      .executeTakeFirst()
    const linked = await db
      .selectFrom('identity.outside_identities')
      .select('provider')
      .where('person', '=', input.person)
      .execute()
    const others = linked.some(({ provider }) => provider !== input.provider)
    if (!person || !linked.some(({ provider }) => provider === input.provider)) {
      throw refuse.missing('platform.refusal.missing')
    }
    if (isNoEmail(person.email) && person.phone === null && !others) throw refuse.conflict('identity.outside.lastWay')
    await db
      .deleteFrom('identity.outside_identities')
      .where('person', '=', input.person)
      .where('provider', '=', input.provider)
      .execute()
    await noteSecured(city, { person: input.person, kind: 'outsideRemoved', about: input.called })
  },
)
