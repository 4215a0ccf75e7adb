// What people can do here: propose a phrase with its source, decide about one, and keep what pages were seen to say.
import { IntlMessageFormat } from 'intl-messageformat'
import { newHandle } from '#kernel/identity/index.ts'
import { action } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayDecide } from './policy.ts'
import { type Piece, wrongWith } from './rules.ts'
import { languagesDb } from './tables.ts'

export interface Proposal {
  key: string
  /** The Russian phrase as the catalogue has it now. */
  russian: string
  text: string
  /** The book or site in which the phrase stands. */
  source: string
  /** The page or address there. */
  place: string
  quotation: string
}

/** So many may wait for one phrase, and so many in all: beyond that an editor has to come first. */
const mostForOne = 5
const mostInAll = 2000

/**
 * Proposes a phrase; it waits for an editor. Throws `invalid` with what is wrong in the phrase, and `conflict` when the same one
 * waits already or too many do.
 */
export const proposePhrase = action('languages', async (city, input: Proposal): Promise<{ id: string }> => {
  const text = input.text.normalize('NFC')
  const udmurt = piecesOf(text)
  if (!udmurt) throw refuse.invalid({ text: { key: 'languages.error.unreadable' } })
  const wrong = wrongWith({ russian: piecesOf(input.russian) ?? [], udmurt, quotation: input.quotation })
  if (wrong)
    throw refuse.invalid({ [wrong === 'notQuoted' ? 'quotation' : 'text']: { key: `languages.error.${wrong}` } })
  const db = languagesDb(city)
  const waiting = await db
    .selectFrom('languages.proposals')
    .select(['key', 'text'])
    .where('decision', 'is', null)
    .limit(mostInAll)
    .execute()
  const own = waiting.filter(({ key }) => key === input.key)
  if (own.some((one) => one.text === text)) throw refuse.conflict('languages.refusal.waits')
  if (own.length >= mostForOne || waiting.length >= mostInAll) throw refuse.conflict('languages.refusal.tooMany')
  const handle = await newHandle(city, { module: 'languages', person: city.actor.person })
  const id = newId(city.now)
  const { key, russian, source, place, quotation } = input
  await db
    .insertInto('languages.proposals')
    .values({
      ...{ id, key, russian, text, source, place, quotation, handle },
      ...{ made_at: city.now, decision: null, reason: null, decided_at: null },
    })
    // Two at once: the second finds that the first is there.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { id }
})

/** An editor's word. An accepted phrase may be declined later; what was declined stays so and is proposed anew. */
export const decidePhrase = action(
  'languages',
  async (city, input: { id: string; decision: 'accepted' | 'declined'; reason: string }): Promise<void> => {
    demand(city.actor, mayDecide, undefined)
    const db = languagesDb(city)
    const found = await db
      .selectFrom('languages.proposals')
      .select('decision')
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw refuse.missing('languages.refusal.missing')
    if (found.decision === input.decision || found.decision === 'declined')
      throw refuse.conflict('languages.refusal.decided')
    await db
      .updateTable('languages.proposals')
      .set({ decision: input.decision, reason: input.reason || null, decided_at: city.now })
      .where('id', '=', input.id)
      .execute()
  },
)

/** Keeps which page says which phrase. What is known already changes nothing. */
export const keepUses = action(
  'languages',
  async (city, uses: readonly { page: string; key: string }[]): Promise<void> => {
    for (let at = 0; at < uses.length; at += 500)
      await languagesDb(city)
        .insertInto('languages.uses')
        .values(uses.slice(at, at + 500))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
  },
)

/** Forgets a handle: what waits goes, what was decided stays without it. Answers how many rows were changed. */
export const eraseHandle = action('languages', async (city, handle: string): Promise<number> => {
  const db = languagesDb(city)
  const gone = await db
    .deleteFrom('languages.proposals')
    .where('handle', '=', handle)
    .where('decision', 'is', null)
    .executeTakeFirst()
  const kept = await db
    .updateTable('languages.proposals')
    .set({ handle: null })
    .where('handle', '=', handle)
    .executeTakeFirst()
  return Number(gone.numDeletedRows) + Number(kept.numUpdatedRows)
})

function piecesOf(text: string): readonly Piece[] | null {
  try {
    return new IntlMessageFormat(text, 'ru', undefined, { ignoreTag: true }).getAst()
  } catch {
    return null
  }
}
