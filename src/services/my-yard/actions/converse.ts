// One turn of a conversation: what the person did is answered, and whatever the answer asks for is done, in one transaction.
import type { Prepared } from '#kernel/media/index.ts'
import { action, type City } from '#platform/city.ts'
import { hashSecret, newId, newSecret } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Effect, keptTalk, newTalk, type Talk, type TalkEvent, type TalkKnows } from '../conversation/state.ts'
import { talk } from '../conversation/talk.ts'
import { type Knowledge, placeOf, surroundings } from '../queries.ts'
import { seal } from '../rules.ts'
import { myYardDb } from '../tables.ts'
import { dropDraftPhoto, joinFrom, keepDraftPhoto, openFrom } from './report.ts'

export interface Turn {
  channel: string
  /** The secret of a conversation that is under way. */
  secret: string | null
  /** How far the person had read; null where the channel itself delivers once. */
  turn: number | null
  /** In this order: a photo, words, and what was pressed. */
  photo: Prepared | null
  text: string
  button: string
  location: { lat: number; lon: number } | null
  known: Knowledge
  knows: TalkKnows
}

export interface TurnTaken {
  secret: string
}

/** Takes what the person did. The same thing sent twice from the same page is taken once. */
export const takeTurn = action('my-yard', async (city, input: Turn): Promise<TurnTaken> => {
  const { id, secret, kept } = await lockedTalk(city, input)
  if (input.turn !== null && input.turn < kept.state.turn && isRepeated(kept.state, input)) return { secret }
  const events: TalkEvent[] = []
  if (input.photo)
    events.push({ kind: 'photo', photo: await keepDraftPhoto(city, { photo: input.photo, instead: null }) })
  if (input.text !== '') events.push({ kind: 'text', text: input.text })
  if (input.location) events.push({ kind: 'location', ...input.location })
  if (input.button !== '') events.push({ kind: 'button', value: input.button })
  const run = { ...kept, secret }
  for (const event of events) await answered(city, run, event, input)
  await myYardDb(city)
    .updateTable('my_yard.conversations')
    .set({ state: JSON.stringify({ ...run.state, links: run.links }), touched_at: city.now })
    .where('id', '=', id)
    .execute()
  return { secret }
})

interface Run {
  state: Talk
  /** The private links' secrets by number, each closed with the conversation's own secret. */
  links: Record<string, string>
  secret: string
}

async function answered(city: City, run: Run, event: TalkEvent, input: Turn): Promise<void> {
  const answer = talk(run.state, event, input.knows)
  run.state = answer.state
  for (const effect of answer.effects) {
    const came = await performed(city, run, effect, input)
    if (came) await answered(city, run, came, input)
  }
}

async function performed(city: City, run: Run, effect: Effect, { known }: Turn): Promise<TalkEvent | null> {
  switch (effect.do) {
    case 'forget-photo':
      await dropDraftPhoto(city, { photo: effect.photo })
      return null
    case 'place': {
      const { where, point } = effect
      const place = await placeOf(city, { where, point: point ?? undefined })
      if ('ok' in place) return { kind: 'placed', place: place.ok, where, point }
      return refused(city, Object.values(place.errors))
    }
    case 'look': {
      const { similar, holder } = await surroundings(city, effect.draft, known)
      if (!holder) return null
      const { due, kind, covers } = holder
      return {
        kind: 'looked',
        similar: similar.map((card) => ({ ...card, holder: card.holder.name })),
        holder: { name: holder.body.name, due, kind, covers },
      }
    }
    case 'send': {
      const { number, token } = await openFrom(city, { draft: effect.draft, channel: 'chat', letters: null })
      run.links[number] = seal(token, run.secret)
      return { kind: 'sent', number }
    }
    case 'join':
      return joined(city, run, effect)
  }
}

// The case may have been closed since it was shown.
async function joined(city: City, run: Run, effect: Extract<Effect, { do: 'join' }>): Promise<TalkEvent> {
  try {
    const { token } = await joinFrom(city, effect)
    run.links[effect.number] = seal(token, run.secret)
    return { kind: 'joined', number: effect.number }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refused(city, [error])
  }
}

function refused(city: City, problems: readonly { key: string; values?: Refusal['values'] }[]): TalkEvent {
  return { kind: 'refused', sentences: problems.map(({ key, values }) => city.words(key, values)) }
}

function isRepeated(state: Talk, { text, button }: Turn): boolean {
  const last = state.lines.findLast(({ from }) => from === 'person')
  return button !== '' || text === last?.text
}

async function lockedTalk(city: City, { channel, secret, knows }: Turn) {
  const db = myYardDb(city)
  if (secret !== null) {
    const row = await db
      .selectFrom('my_yard.conversations')
      .select(['id', 'state'])
      .where('channel', '=', channel)
      .where('hash', '=', hashSecret(secret))
      .forUpdate()
      .executeTakeFirst()
    if (row) return { id: row.id, secret, kept: keptTalk.parse(row.state) }
  }
  const made = newSecret()
  const id = newId(city.now)
  const { state } = talk(newTalk, { kind: 'start' }, knows)
  await db
    .insertInto('my_yard.conversations')
    .values({ id, channel, hash: hashSecret(made), state: JSON.stringify(state), touched_at: city.now })
    .execute()
  return { id, secret: made, kept: { state, links: {} } }
}
