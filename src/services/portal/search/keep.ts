// Keeping the index: documents are written, changed and taken out, and the counts of their words with them, in one transaction.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import type { SearchDocument } from '#platform/module.ts'
import { type Indexed, indexedOf, type Kept, keptOf, type Placed, wordsOf } from './document.ts'
import { nearForms } from './near.ts'
import { stemsOf } from './stems.ts'
import { searchDb } from './tables.ts'

/** Any number that no other lock of the house has. */
const writing = 7_204_118_093

/** Lets one transaction write the index at a time: counts of words are shared by all documents, and what is read before is true. */
export async function holdIndex(city: City): Promise<void> {
  await sql`select pg_advisory_xact_lock(${writing})`.execute(searchDb(city))
}

export interface Putting {
  door: string
  /** Of these subjects, those without a document are taken out. */
  subjects: readonly string[]
  documents: readonly SearchDocument[]
}

/** Writes what changed of some subjects' documents; answers how many were written or taken out. Putting again changes nothing. */
export const putDocuments = action('portal', async (city: City, input: Putting): Promise<number> => {
  await holdIndex(city)
  const now = new Map(input.documents.map((document) => [document.subject, keptOf(input.door, document)]))
  const asked = [...new Set([...input.subjects, ...now.keys()])]
  const before = new Map((await keptRows(city, input.door, asked)).map((row) => [row.subject, row]))
  const changed = [...now.values()].filter(({ subject, hash }) => before.get(subject)?.hash !== hash)
  const gone = [...before.values()].filter(({ subject }) => !now.has(subject))
  const replaced = changed.flatMap(({ subject }) => before.get(subject) ?? [])
  if (changed.length + gone.length === 0) return 0
  const old = [...replaced, ...gone].filter(isPublic)
  const words = new Map<Kept, Placed[]>([...changed, ...old].map((kept) => [kept, wordsOf(kept)]))
  const stems = await stemsOf(
    city,
    [...words.values()].flat().map(({ word }) => word),
  )
  const indexed = (kept: Kept) => indexedOf(kept, words.get(kept) ?? [], stems)
  const counts = openCounts()
  for (const kept of old) counts.add(indexed(kept), -1)
  const made = changed.map((kept) => ({ kept, indexed: indexed(kept) }))
  for (const { kept, indexed: each } of made) if (isPublic(kept)) counts.add(each, 1)
  if (gone.length > 0) {
    const subjects = gone.map(({ subject }) => subject)
    await searchDb(city).deleteFrom('portal.search_documents').where('subject', 'in', subjects).execute()
  }
  for (let at = 0; at < made.length; at += batch) await writeDocuments(city, made.slice(at, at + batch))
  await counts.write(city)
  return changed.length + gone.length
})

/** Empties the index and all it counted. */
export const emptyIndex = action('portal', async (city: City, _input: object): Promise<void> => {
  await holdIndex(city)
  await sql`truncate portal.search_documents, portal.search_index, portal.search_stems, portal.search_words`.execute(
    searchDb(city),
  )
  await searchDb(city).updateTable('portal.search_size').set({ documents: 0, length: 0 }).execute()
})

// So many rows of a document or a count go into one statement: on the embedded database each takes a few milliseconds.
const batch = 100
const countBatch = 500

export function isPublic({ audience }: Pick<Kept, 'audience'>): boolean {
  return audience.includes('anyone')
}

async function keptRows(city: City, door: string, subjects: readonly string[]): Promise<Kept[]> {
  if (subjects.length === 0) return []
  const rows = await searchDb(city)
    .selectFrom('portal.search_documents')
    .selectAll()
    .where('door', '=', door)
    .where('subject', '=', sql<string>`any(${[...subjects]}::text[])`)
    .execute()
  return rows.map(({ id: _, title_en, ...row }) => ({ ...row, titleEn: title_en }))
}

async function writeDocuments(city: City, made: readonly { kept: Kept; indexed: Indexed }[]): Promise<void> {
  const db = searchDb(city)
  const ids = await db
    .insertInto('portal.search_documents')
    .values(made.map(({ kept: { titleEn, ...row } }) => ({ ...row, title_en: titleEn })))
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet((set) => ({
        door: set.ref('excluded.door'),
        kind: set.ref('excluded.kind'),
        title: set.ref('excluded.title'),
        title_en: set.ref('excluded.title_en'),
        body: set.ref('excluded.body'),
        keywords: set.ref('excluded.keywords'),
        lang: set.ref('excluded.lang'),
        href: set.ref('excluded.href'),
        place: set.ref('excluded.place'),
        district: set.ref('excluded.district'),
        day: set.ref('excluded.day'),
        audience: set.ref('excluded.audience'),
        hash: set.ref('excluded.hash'),
      })),
    )
    .returning(['id', 'subject'])
    .execute()
  const idOf = new Map(ids.map(({ id, subject }) => [subject, id]))
  await db
    .insertInto('portal.search_index')
    .values(
      made.flatMap(({ kept, indexed: { year, length, words } }) => {
        const document = idOf.get(kept.subject)
        const { kind, district, audience } = kept
        return document === undefined ? [] : [{ document, kind, district, year, audience, length, words }]
      }),
    )
    .onConflict((conflict) =>
      conflict.column('document').doUpdateSet((set) => ({
        kind: set.ref('excluded.kind'),
        district: set.ref('excluded.district'),
        year: set.ref('excluded.year'),
        audience: set.ref('excluded.audience'),
        length: set.ref('excluded.length'),
        words: set.ref('excluded.words'),
      })),
    )
    .execute()
}

/** What a change adds to the counts of words and takes from them. */
function openCounts() {
  const stems = new Map<string, number>()
  const words = new Map<string, { stem: string; n: number }>()
  let documents = 0
  let length = 0
  return {
    add(indexed: Indexed, sign: 1 | -1): void {
      documents += sign
      length += sign * indexed.length
      for (const stem of indexed.stems) stems.set(stem, (stems.get(stem) ?? 0) + sign)
      for (const [word, stem] of indexed.written) words.set(word, { stem, n: (words.get(word)?.n ?? 0) + sign })
    },
    async write(city: City): Promise<void> {
      const db = searchDb(city)
      await db
        .updateTable('portal.search_size')
        .set((set) => ({ documents: set('documents', '+', documents), length: set('length', '+', length) }))
        .execute()
      const moved = [...stems].filter(([, n]) => n !== 0)
      for (let at = 0; at < moved.length; at += countBatch) await addStems(city, moved.slice(at, at + countBatch))
      const movedWords = [...words].filter(([, { n }]) => n !== 0).map(([word, { stem, n }]) => ({ word, stem, n }))
      for (let at = 0; at < movedWords.length; at += countBatch)
        await addWords(city, movedWords.slice(at, at + countBatch))
    },
  }
}

async function addStems(city: City, moved: readonly [string, number][]): Promise<void> {
  const db = searchDb(city)
  await sql`
    insert into portal.search_stems as s (stem, documents)
    select * from unnest(${moved.map(([stem]) => stem)}::text[], ${moved.map(([, n]) => n)}::int[])
    on conflict (stem) do update set documents = s.documents + excluded.documents`.execute(db)
  const fallen = moved.filter(([, n]) => n < 0).map(([stem]) => stem)
  if (fallen.length === 0) return
  await sql`delete from portal.search_stems where stem = any(${fallen}::text[]) and documents <= 0`.execute(db)
}

// Most words are there already, and only new ones need their forms.
async function addWords(city: City, moved: readonly { word: string; stem: string; n: number }[]): Promise<void> {
  const db = searchDb(city)
  const { rows: known } = await sql<{ word: string; documents: number }>`
    update portal.search_words w set documents = w.documents + d.n
    from unnest(${moved.map(({ word }) => word)}::text[], ${moved.map(({ n }) => n)}::int[]) as d (word, n)
    where w.word = d.word
    returning w.word, w.documents`.execute(db)
  const seen = new Set(known.map(({ word }) => word))
  const fresh = moved.filter(({ word }) => !seen.has(word))
  if (fresh.length > 0) {
    await sql`
      insert into portal.search_words (word, stem, documents, near)
      select word, stem, n, string_to_array(near, ' ')
      from unnest(
        ${fresh.map(({ word }) => word)}::text[], ${fresh.map(({ stem }) => stem)}::text[],
        ${fresh.map(({ n }) => n)}::int[], ${fresh.map(({ word, stem }) => nearForms(word, stem).join(' '))}::text[]
      ) as d (word, stem, n, near)`.execute(db)
  }
  const empty = known.filter(({ documents }) => documents <= 0).map(({ word }) => word)
  if (empty.length > 0) await sql`delete from portal.search_words where word = any(${empty}::text[])`.execute(db)
}
