// Writing: a page is begun, and each saving is a version that stays for ever.
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayEdit } from '../policy.ts'
import { type Kind, pageId } from '../rules/kinds.ts'
import { pagesDb, type Texts } from '../tables.ts'
import { editorsOffice } from './office.ts'

export interface BeginPage {
  kind: Kind
  slug: string
  texts: Texts
  position?: number
  basis: 'city' | 'demo'
}

/** Begins a page with its first version; nothing is shown yet. Throws `invalid` when the address is taken. */
export const beginPage = action('pages', async (city: City, input: BeginPage): Promise<{ id: string }> => {
  demand(city.actor, mayEdit, undefined)
  const id = pageId(input.kind, input.slug)
  const made = await pagesDb(city)
    .insertInto('pages.pages')
    .values({
      ...{ id, kind: input.kind, slug: input.slug, position: input.position ?? 0, basis: input.basis },
      made_at: city.now,
    })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) throw refuse.invalid({ slug: { key: 'pages.form.slugTaken' } })
  await insertVersion(city, { page: id, number: 1, texts: input.texts, note: null })
  return { id }
})

/**
 * Saves a version after `seen`, the one its writer began from; answers its number, or `seen` when nothing changed. Throws `conflict` when
 * somebody saved another meanwhile: nothing is lost, the writer still has her text and must look at theirs.
 */
export const saveVersion = action(
  'pages',
  async (
    city: City,
    input: { page: string; seen: number; texts: Texts; note: string | null },
  ): Promise<{ number: number }> => {
    demand(city.actor, mayEdit, undefined)
    const last = await lastVersion(city, input.page)
    if (!last) throw refuse.missing('pages.refusal.noPage')
    if (last.number !== input.seen) throw refuse.conflict('pages.refusal.savedMeanwhile')
    if (same(last.texts, input.texts)) return { number: last.number }
    const number = last.number + 1
    const written = await insertVersion(city, { page: input.page, number, texts: input.texts, note: input.note })
    if (!written) throw refuse.conflict('pages.refusal.savedMeanwhile')
    return { number }
  },
)

/** Makes an earlier version the newest again, as a version of its own. */
export const restoreVersion = action(
  'pages',
  async (city: City, input: { page: string; number: number; note: string }): Promise<{ number: number }> => {
    demand(city.actor, mayEdit, undefined)
    const old = await pagesDb(city)
      .selectFrom('pages.versions')
      .select('texts')
      .where('page', '=', input.page)
      .where('number', '=', input.number)
      .executeTakeFirst()
    const last = await lastVersion(city, input.page)
    if (!old || !last) throw refuse.missing('pages.refusal.noVersion')
    return saveVersion(city, { page: input.page, seen: last.number, texts: old.texts, note: input.note })
  },
)

async function lastVersion(city: City, page: string) {
  return pagesDb(city)
    .selectFrom('pages.versions')
    .select(['number', 'texts'])
    .where('page', '=', page)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

// Two who save at the same instant meet at the key: the second writes nothing.
async function insertVersion(
  city: City,
  { texts, ...version }: { page: string; number: number; texts: Texts; note: string | null },
): Promise<boolean> {
  const done = await pagesDb(city)
    .insertInto('pages.versions')
    .values({ ...version, texts: JSON.stringify(texts), at: city.now, office: editorsOffice(city) })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

function same(one: Texts, other: Texts): boolean {
  const plain = ({ ru, en }: Texts) =>
    JSON.stringify([ru, en].map((text) => text && [text.title, text.lead, text.body]))
  return plain(one) === plain(other)
}
