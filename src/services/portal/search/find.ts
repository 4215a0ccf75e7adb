// Finding: candidates by the rarest words within a budget, ranked by BM25 over these alone, with the facets of what was found.
import { type RawBuilder, sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { marks, quoted } from './document.ts'
import { searchDb } from './tables.ts'
import type { Term } from './understand.ts'

export interface Filter {
  kind?: string | undefined
  district?: string | undefined
  year?: number | undefined
}

export interface Facet {
  value: string
  documents: number
}

export interface Found {
  /** Of this page, the best first. */
  hits: { document: number; score: number }[]
  /** How many documents were found, and whether there are more than were looked at. */
  total: number
  more: boolean
  /** Of these, how many hold all words. */
  whole: number
  facets: { kind: Facet[]; district: Facet[]; year: Facet[] }
}

export interface Finding {
  terms: readonly Term[]
  filter: Filter
  audience: readonly string[]
  skip: number
  most: number
}

/** So many documents are looked at for one part of a question. */
const budget = 800
/** Below so many documents with all words, those with some of them are shown, too. */
const enough = 10

/** The best documents for the terms that the reader may open. */
export async function find(city: City, { terms, filter, audience, skip, most }: Finding): Promise<Found> {
  const groups = groupsOf(terms, await sizeOf(city))
  if (groups.length === 0) return nothing
  const may = sql`audience && ${[...audience]}::text[]`
  const narrowed = narrowing(filter)
  const drawn = ({ query }: Part, place: number, only: RawBuilder<boolean>) => sql`(
    select ctid, ${sql.lit(place)} as part from portal.search_index
    where words @@ ${narrowed === '' ? query : `(${query}) & ${narrowed}`}::tsquery and ${may} and ${only}
    limit ${budget})`
  // A word that no document has leaves none with all words.
  const complete = terms.length === groups.length
  const all = groups.map(({ query }) => `(${query})`).join(' & ')
  const titles = groups.map(({ inTitle }) => `(${inTitle})`).join(' & ')
  const partly = complete && groups.length === 1 ? [] : partsOf(groups)
  const never = sql`select null::tid as ctid, 0 as part where false`
  const unlessFull = sql<boolean>`(select count(*) from titled) < ${sql.lit(budget)}`
  const unlessEnough = sql<boolean>`(select count(*) from whole) < ${sql.lit(enough)}`
  const { rows } = await sql<{
    hits: Found['hits'] | null
    total: number
    whole: number
    fullest: number | null
    facets: Counted[] | null
  }>`
    with size as (select greatest(length::float8 / greatest(documents, 1), 1) as usual from portal.search_size),
    titled as materialized (${complete ? drawn({ query: titles }, 0, sql`true`) : never}),
    whole as materialized (select * from titled union all ${complete ? drawn({ query: all }, 1, unlessFull) : sql`(${never})`}),
    others as materialized (${joined(
      partly.map((part, at) => drawn(part, at + 2, unlessEnough)),
      never,
    )}),
    candidates as materialized (select * from whole union all select * from others),
    ranked as materialized (
      select i.document, i.kind, i.district, i.year,
        ${complete ? sql`i.words @@ ${all}::tsquery` : sql`false`} as whole, ${scoreOf(groups)} as score
      from portal.search_index i
      cross join size
      cross join lateral (select ${lengthened} as k) l
      where i.ctid = any(array(select ctid from candidates))),
    wholes as (select count(*) filter (where whole) as n from ranked),
    kept as materialized (select * from ranked where whole or (select n from wholes) < ${enough})
    select
      (select count(*) from kept) as total, (select n from wholes) as whole, 
      (select max(n) from (select count(*) as n from candidates group by part) p) as fullest,
      (select json_agg(h order by h.score desc, h.document desc) from (
        select document, score from kept order by score desc, document desc limit ${most} offset ${skip}) h) as hits,
      (select json_agg(f) from (
        select kind, district, year, grouping(kind, district, year) as which, count(*) as n from kept
        group by grouping sets (kind, district, year)) f) as facets`.execute(searchDb(city))
  const row = rows[0]
  if (!row) return nothing
  const facet = (which: number, value: (of: Counted) => string | number | null) =>
    (row.facets ?? [])
      .flatMap((each) => {
        const said = value(each)
        return each.which !== which || said === null ? [] : [{ value: String(said), documents: each.n }]
      })
      .sort((a, b) => b.documents - a.documents || (a.value < b.value ? -1 : 1))
  return {
    hits: row.hits ?? [],
    total: row.total,
    // A part that was filled to its brim may have left something out.
    more: (row.fullest ?? 0) >= budget,
    whole: row.whole,
    facets: {
      kind: facet(3, ({ kind }) => kind),
      district: facet(5, ({ district }) => district),
      year: facet(6, ({ year }) => year),
    },
  }
}

/** `which` says by the bits of `grouping` what was counted. */
interface Counted {
  kind: string | null
  district: string | null
  year: number | null
  which: number
  n: number
}

const nothing: Found = { hits: [], total: 0, more: false, whole: 0, facets: { kind: [], district: [], year: [] } }

interface Group {
  /** The stems of a term, any of them, as a tsquery. */
  query: string
  /** How many stems answer it. */
  stems: number
  /** The same in titles. */
  inTitle: string
  documents: number
  weight: number
}

async function sizeOf(city: City): Promise<number> {
  const row = await searchDb(city).selectFrom('portal.search_size').select('documents').executeTakeFirst()
  return Math.max(row?.documents ?? 0, 1)
}

// Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with the idf that is never negative.
function groupsOf(terms: readonly Term[], size: number): Group[] {
  return terms
    .filter(({ stems }) => stems.length > 0)
    .map(({ stems, documents }) => ({
      query: stems.map(quoted).join(' | '),
      inTitle: stems.map((stem) => quoted(marks.title(stem))).join(' | '),
      stems: stems.length,
      documents,
      weight: Math.log(1 + Math.max(size - documents + 0.5, 0.5) / (documents + 0.5)),
    }))
    .sort((a, b) => a.documents - b.documents)
}

interface Part {
  query: string
}

/**
 * Where candidates come from that do not have all words: they have any of the rarest, as many as the budget allows; or a word that is
 * too frequent for that, with another one, or in the title.
 */
function partsOf(groups: readonly Group[]): Part[] {
  const any = (some: readonly Group[]) => some.map(({ query }) => `(${query})`).join(' | ')
  const rare: Group[] = []
  let left = budget
  for (const group of groups) {
    if (group.documents > left) break
    rare.push(group)
    left -= group.documents
  }
  const [next] = groups.slice(rare.length)
  const others = groups.filter((group) => group !== next)
  return [
    ...(rare.length > 0 ? [{ query: any(rare) }] : []),
    ...(next && others.length > 0 ? [{ query: `(${next.query}) & (${any(others)})` }] : []),
    ...(next ? [{ query: `(${next.inTitle})` }] : []),
    ...(next && rare.length === 0 ? [{ query: next.query }] : []),
  ]
}

function joined(parts: readonly RawBuilder<unknown>[], none: RawBuilder<unknown>): RawBuilder<unknown> {
  return parts.length === 0 ? none : sql.join(parts, sql` union all `)
}

function narrowing({ kind, district, year }: Filter): string {
  return [
    ...(kind === undefined ? [] : [marks.kind(kind)]),
    ...(district === undefined ? [] : [marks.district(district)]),
    ...(year === undefined ? [] : [marks.year(year)]),
  ]
    .map(quoted)
    .join(' & ')
}

const k1 = 1.2
const b = 0.75
/** Beyond these a word of a long question adds little to the order. */
const mostRanked = 16

// What a document's length makes of a word's frequency.
const lengthened = sql`${sql.lit(k1 * (1 - b))} + ${sql.lit(k1 * b)} * i.length / size.usual`

/** So many places of a word in the text its place in the title is worth. */
const titleWorth = 3

// ts_rank of one word in n places is the sum of 1/j² for j to n, over π²/6, which 0.63 · r / (1 − r) turns into n again with an error
// below 0.06; it costs a fifth of ts_rank_cd, which would say n itself.
function scoreOf(groups: readonly Group[]): RawBuilder<number> {
  const terms = groups.slice(0, mostRanked).map(({ query, inTitle, stems, weight }) => {
    const rank = sql`least(${sql.lit(stems)} * ts_rank('{1,1,1,1}', i.words, ${query}::tsquery), 0.98)`
    const title = sql`(i.words @@ ${inTitle}::tsquery)::int * ${sql.lit(titleWorth)}`
    return sql`${weight}::float8 * (1 - l.k / (0.63 / (1 - ${rank}) - 0.63 + ${title} + l.k))`
  })
  return sql<number>`(${sql.join(terms, sql` + `)})`
}
