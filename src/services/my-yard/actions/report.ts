// A report on its way: kept as a draft, sent, or given up for another one; and what is forgotten at night.
import { z } from 'zod'
import { joinCase, openCase } from '#kernel/cases/index.ts'
import { type ConsentGiven, leaveContact, lettersPurpose, newHandle } from '#kernel/identity/index.ts'
import { forgetPhoto, keepPhoto, type Prepared } from '#kernel/media/index.ts'
import { action, type City } from '#platform/city.ts'
import { hashSecret, newId, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { type Draft, type DraftPhoto, draftShape, emptyDraft, isWhole, seal } from '../rules.ts'
import { myYardDb } from '../tables.ts'

/** How long something that was not sent is kept, in days. */
export const keptDays = 7

/** Keeps a draft under its secret; without one, or when that draft was sent already, begins a new one. Answers the secret. */
export const keepDraft = action(
  'my-yard',
  async (city, input: { secret: string | null; draft: Draft }): Promise<{ secret: string }> => {
    const data = JSON.stringify(input.draft)
    if (input.secret !== null) {
      const kept = await myYardDb(city)
        .updateTable('my_yard.drafts')
        .set({ data, touched_at: city.now })
        .where('hash', '=', hashSecret(input.secret))
        .where('number', 'is', null)
        .executeTakeFirst()
      if (kept.numUpdatedRows === 1n) return { secret: input.secret }
    }
    const secret = newSecret()
    await myYardDb(city)
      .insertInto('my_yard.drafts')
      .values({ id: newId(city.now), hash: hashSecret(secret), data, number: null, link: null, touched_at: city.now })
      .execute()
    return { secret }
  },
)

/** Keeps a prepared photo for a draft and forgets the one it takes the place of. */
export const keepDraftPhoto = action(
  'my-yard',
  async (city, input: { photo: Prepared; instead: DraftPhoto | null }): Promise<DraftPhoto> => {
    if (input.instead) await forgetPhoto(city, { id: input.instead.id })
    const { id, key } = await keepPhoto(city, { photo: input.photo, kind: 'report' })
    const { width, height } = input.photo.sizes.medium
    return { id, key, width, height, point: input.photo.point }
  },
)

export const dropDraftPhoto = action('my-yard', async (city, input: { photo: DraftPhoto }): Promise<void> => {
  await forgetPhoto(city, { id: input.photo.id })
})

/** An address with the consent to write to it: the whole text that she agreed to, who answers for it, where it was said. */
export interface Letters extends Omit<ConsentGiven, 'purpose' | 'textVersion'> {
  email: string
}

/**
 * Sends a draft. Sending it again answers the same number. Throws `missing` for a draft that is not kept and `invalid` for one
 * in which something is not answered yet.
 */
export const sendDraft = action(
  'my-yard',
  async (city, input: { secret: string; letters: Letters | null }): Promise<{ number: string }> => {
    const row = await lockedDraft(city, input.secret)
    if (row.number !== null) return { number: row.number }
    const opened = await openFrom(city, { draft: draftShape.parse(row.data), channel: 'web', letters: input.letters })
    await markSent(city, { id: row.id, secret: input.secret, ...opened, joined: false })
    return { number: opened.number }
  },
)

/** Joins an open case in place of sending the draft, which is forgotten with its photo. Doing it again changes nothing. */
export const joinFromDraft = action(
  'my-yard',
  async (city, input: { secret: string; number: string }): Promise<{ number: string }> => {
    const row = await lockedDraft(city, input.secret)
    if (row.number !== null) return { number: row.number }
    const joined = await joinFrom(city, { draft: draftShape.parse(row.data), number: input.number })
    await markSent(city, { id: row.id, secret: input.secret, number: input.number, ...joined, joined: true })
    return { number: input.number }
  },
)

/** Opens a case from a whole draft, under the person's handle or a guest's. Throws `invalid` when something is missing. */
export const openFrom = action(
  'my-yard',
  async (
    city,
    input: { draft: Draft; channel: 'web' | 'chat'; letters: Letters | null },
  ): Promise<{ number: string; token: string }> => {
    const { draft, channel, letters } = input
    if (!isWhole(draft)) throw refuse.invalid({ text: { key: 'myYard.error.notWhole' } }, 'myYard.error.notWhole')
    const handle = await newHandle(city, { module: 'cases', person: city.actor.person })
    const { text, topic, land, place } = draft
    const photo = draft.photo?.id ?? null
    const { number, secret } = await openCase(city, { text, photo, place, land, topic, channel, handle })
    if (letters) {
      const { email, ...said } = letters
      const { code: purpose, version: textVersion } = lettersPurpose
      await leaveContact(city, { handle, email, consent: { ...said, purpose, textVersion } })
    }
    return { number, token: secret }
  },
)

/** Joins a case in place of a draft; the draft's photo is forgotten. */
export const joinFrom = action(
  'my-yard',
  async (city, input: { draft: Draft; number: string }): Promise<{ token: string }> => {
    const handle = await newHandle(city, { module: 'cases', person: city.actor.person })
    const { secret } = await joinCase(city, { number: input.number, handle })
    if (input.draft.photo) await forgetPhoto(city, { id: input.draft.photo.id })
    return { token: secret }
  },
)

/**
 * Forgets drafts and conversations that nobody has touched since an instant, with the photos of those that were not sent: at most so
 * many of each. Answers how many.
 */
export const forgetOld = action('my-yard', async (city, asked: { before: Date; most: number }): Promise<number> => {
  const { before, most } = asked
  const db = myYardDb(city)
  const drafts = await db
    .deleteFrom('my_yard.drafts')
    .where('id', 'in', (from) =>
      from
        .selectFrom('my_yard.drafts')
        .select('id')
        .where('touched_at', '<', before)
        .orderBy('touched_at')
        .limit(Math.ceil(most / 2)),
    )
    .returning(['data', 'number'])
    .execute()
  const photos = drafts.filter(({ number }) => number === null).map(({ data }) => draftShape.parse(data).photo)
  for (const photo of photos) if (photo) await forgetPhoto(city, { id: photo.id })
  const talks = await db
    .deleteFrom('my_yard.conversations')
    .where('id', 'in', (from) =>
      from
        .selectFrom('my_yard.conversations')
        .select('id')
        .where('touched_at', '<', before)
        .orderBy('touched_at')
        .limit(Math.floor(most / 2)),
    )
    .returning('state')
    .execute()
  for (const { state } of talks) {
    const photo = talkedDraft.safeParse(state).data?.draft.photo
    if (photo) await forgetPhoto(city, { id: photo.id })
  }
  return drafts.length + talks.length
})

const talkedDraft = z.object({ draft: draftShape })

async function lockedDraft(city: City, secret: string) {
  const row = await myYardDb(city)
    .selectFrom('my_yard.drafts')
    .selectAll()
    .where('hash', '=', hashSecret(secret))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse.missing('myYard.error.draftGone')
  return row
}

// What was written lives in the case from now on: here only the number stays, and the link for whoever holds the cookie.
async function markSent(
  city: City,
  sent: { id: string; secret: string; number: string; token: string; joined: boolean },
): Promise<void> {
  await myYardDb(city)
    .updateTable('my_yard.drafts')
    .set({
      data: JSON.stringify(emptyDraft),
      number: sent.number,
      joined: sent.joined,
      link: seal(sent.token, sent.secret),
      touched_at: city.now,
    })
    .where('id', '=', sent.id)
    .execute()
}
