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
const budget = 1500
/** Below so many documents with all words, those with some of them are shown, too. */
const enough = 10

/** The best documents for the terms that the reader may open. */
export async function find(city: City, { terms, filter, audience, skip, most }: Finding): Promise<Found> {
  const groups = groupsOf(terms, await sizeOf(city))
  if (groups.length === 0) return nothing
  const may = sql`audience && ${[...audience]}::text[]`
  const narrowed = narrowing(filter)
  const parts = partsOf(groups, terms.length === groups.length)
  const candidates = parts.map(
    ({ query, most: limit }) => sql`(
      select document from portal.search_index
      where words @@ ${narrowed === '' ? query : `(${query}) & ${narrowed}`}::tsquery and ${may} limit ${limit})`,
  )
  const all = terms.length === groups.length ? groups.map(({ query }) => `(${query})`).join(' & ') : null
  const { rows } = await sql<{
    hits: Found['hits'] | null
    total: number
    whole: number
    full: number
    facets: Counted[] | null
  }>`
    with size as (select greatest(length::float8 / greatest(documents, 1), 1) as usual from portal.search_size),
    candidates as materialized (${sql.join(candidates, sql` union all `)}),
    ranked as materialized (
      select i.document, i.kind, i.district, i.year,
        ${all === null ? sql`false` : sql`i.words @@ ${all}::tsquery`} as whole, ${scoreOf(groups)} as score
      from (select distinct document from candidates) c
      join portal.search_index i on i.document = c.document cross join size
      cross join lateral (select ${lengthened} as k) l),
    wholes as (select count(*) filter (where whole) as n from ranked),
    kept as materialized (select * from ranked where whole or (select n from wholes) < ${enough})
    select
      (select count(*) from kept) as total, (select n from wholes) as whole, (select count(*) from candidates) as full,
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
    more: row.full >= Math.min(...parts.map(({ most: limit }) => limit)),
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
      documents,
      weight: Math.log(1 + Math.max(size - documents + 0.5, 0.5) / (documents + 0.5)),
    }))
    .sort((a, b) => a.documents - b.documents)
}

interface Part {
  query: string
  most: number
}

/**
 * Where candidates come from: documents with all words; with any of the rarest, as many words as the budget allows; and, where a
 * word is too frequent for that, with it and another one, or with it in the title.
 */
function partsOf(groups: readonly Group[], complete: boolean): Part[] {
  const any = (some: readonly Group[]) => some.map(({ query }) => `(${query})`).join(' | ')
  const rare: Group[] = []
  let left = budget
  for (const group of groups) {
    if (group.documents > left) break
    rare.push(group)
    left -= group.documents
  }
  const rest = groups.slice(rare.length)
  const [next] = rest
  const parts: Part[] = []
  if (complete && groups.length > 1)
    parts.push({ query: groups.map(({ query }) => `(${query})`).join(' & '), most: budget })
  if (rare.length > 0) parts.push({ query: any(rare), most: budget })
  if (next) {
    const others = groups.filter((group) => group !== next)
    if (others.length > 0) parts.push({ query: `(${next.query}) & (${any(others)})`, most: budget })
    parts.push({ query: `(${next.inTitle})`, most: Math.ceil(budget / 2) })
    if (rare.length === 0) parts.push({ query: `(${next.query})`, most: Math.ceil(budget / 2) })
  }
  return parts
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

// ts_rank_cd of one word is the sum of the weights of its places: the frequency that BM25 asks for, a title's place counted
// four times and a keyword's twice.
function scoreOf(groups: readonly Group[]): RawBuilder<number> {
  const terms = groups.slice(0, mostRanked).map(({ query, weight }) => {
    const frequency = sql`4 * ts_rank_cd('{0.1,0.25,0.5,1}', i.words, ${query}::tsquery)`
    return sql`${weight}::float8 * (1 - l.k / (${frequency} + l.k))`
  })
  return sql<number>`(${sql.join(terms, sql` + `)})`
}
