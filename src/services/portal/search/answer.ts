// The answer to a question: what was understood, what was found, and how each thing looks in the reader's language.

import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { excerptOf, markedRuns, marksIn, type Run } from './excerpt.ts'
import { type Filter, type Found, find } from './find.ts'
import { audienceOf } from './readers.ts'
import { searchDb } from './tables.ts'
import { nearestWords, type Term, understand } from './understand.ts'

export interface Question extends Filter {
  q: string
  page: number
  /** Only what was typed. */
  exact: boolean
}

export interface Hit {
  subject: string
  kind: string
  title: Run[]
  /** Where the title is not in the reader's language. */
  lang: string | null
  excerpt: Run[]
  href: string
  place: string | null
  district: string | null
  day: string | null
}

export interface Answered extends Omit<Found, 'hits'> {
  terms: Term[]
  hits: Hit[]
  /** Where nothing was found: words that look like those asked for. */
  nearest: string[]
}

export const pageSize = 10
/** Nobody turns more leaves; a narrower question finds better. */
export const lastPage = 50
/** What is read of a question. */
export const longestQuestion = 300

/** Finds one page of what answers the question and the reader may open. */
export async function answer(city: City, question: Question): Promise<Answered> {
  const audience = await audienceOf(city)
  const { q, page, exact, ...filter } = question
  const terms = await understand(city, q.slice(0, longestQuestion), { exact, audience })
  const found = await find(city, { terms, filter, audience, skip: (page - 1) * pageSize, most: pageSize })
  return {
    ...found,
    terms,
    nearest: found.total === 0 ? await nearestWords(city, terms) : [],
    hits: await shown(
      city,
      found.hits.map(({ document }) => document),
      terms,
    ),
  }
}

export interface Suggestion {
  title: string
  kind: string
  href: string
}

/** The first few things whose words begin as what is being typed. */
export async function suggestions(city: City, typed: string, most: number): Promise<Suggestion[]> {
  const audience = await audienceOf(city)
  const q = typed.slice(0, longestQuestion)
  // A blank after the last word ends it.
  const terms = await understand(city, q, { audience, unfinished: !/\s$/.test(q) })
  const { hits } = await find(city, { terms, filter: {}, audience, skip: 0, most })
  const rows = await documentsFor(
    city,
    hits.map(({ document }) => document),
  )
  return rows.map((row) => ({ title: titleOf(city, row).title, kind: row.kind, href: row.href }))
}

async function shown(city: City, ids: readonly number[], terms: readonly Term[]): Promise<Hit[]> {
  const rows = (await documentsFor(city, ids)).map((row) => ({ ...row, ...titleOf(city, row) }))
  const stems = new Set(terms.flatMap((term) => term.stems))
  const marks = await marksIn(
    city,
    rows.flatMap(({ title, body }) => [title, body]),
    stems,
  )
  return rows.map(({ title, titleEn: _, lang, body, id: __, ...row }, at) => ({
    ...row,
    lang,
    title: markedRuns(title, marks[at * 2] ?? []),
    excerpt: excerptOf(body, marks[at * 2 + 1] ?? []),
  }))
}

async function documentsFor(city: City, ids: readonly number[]) {
  if (ids.length === 0) return []
  const rows = await searchDb(city)
    .selectFrom('portal.search_documents')
    .select(['id', 'subject', 'kind', 'title', 'title_en', 'body', 'lang', 'href', 'place', 'district', 'day'])
    .where('id', '=', sql<number>`any(${[...ids]}::int[])`)
    .execute()
  const places = new Map(ids.map((id, place) => [id, place]))
  return rows
    .map(({ title_en: titleEn, ...row }) => ({ ...row, titleEn }))
    .sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0))
}

function titleOf(
  city: City,
  { title, titleEn, lang }: { title: string; titleEn: string | null; lang: string | null },
): { title: string; lang: string | null } {
  if (city.words.locale !== 'en') return { title, lang }
  return titleEn === null ? { title, lang: lang ?? 'ru' } : { title: titleEn, lang: null }
}
