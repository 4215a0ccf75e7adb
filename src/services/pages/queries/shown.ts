// What readers see: the pages shown at this instant, and what a past reader saw.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Locale } from '#platform/words.ts'
import { hrefOf, type Kind } from '../rules/kinds.ts'
import { holdsFor } from '../rules/schedule.ts'
import { pagesDb, type Text, type Texts } from '../tables.ts'

export interface ShownCard {
  id: string
  kind: Kind
  slug: string
  href: string
  title: string
  lead: string
  /** The language of the words, where it is not the reader's. */
  lang: string | undefined
  /** When the page was first shown. */
  firstAt: Date
  /** When what is shown now began to be shown. */
  since: Date
  basis: 'city' | 'demo'
}

export interface ShownPage extends ShownCard {
  version: number
  body: string
}

interface Row {
  id: string
  kind: Kind
  slug: string
  basis: 'city' | 'demo'
  version: number
  texts: Texts
  since: Date
  first_at: Date
}

const firstAt = sql`(select min(f.opens_at) from pages.publications f
  where f.page = p.id and f.version is not null and f.cancelled_at is null)`

/** Pages of a kind that are shown now, as a list: news the latest first, the rest in their own order. */
export async function shownCards(
  city: City,
  asked: { kind: Kind; most?: number; skip?: number },
): Promise<ShownCard[]> {
  const order = asked.kind === 'news' ? sql`first_at desc, p.id desc` : sql`p.position, p.id`
  const { rows } = await shown(
    city,
    sql`p.kind = ${asked.kind}`,
    sql`order by ${order} limit ${asked.most ?? 200} offset ${asked.skip ?? 0}`,
  )
  return rows.map((row) => cardOf(row, city.words.locale))
}

/** One page as it is shown now; null when it is not. */
export async function shownPage(city: City, id: string): Promise<ShownPage | null> {
  const { rows } = await shown(city, sql`p.id = ${id}`, sql`limit 1`)
  const row = rows[0]
  return row ? pageOf(row, city.words.locale) : null
}

/** Everything that is shown now, whole: for the check of links, and for whoever searches. */
export async function allShown(city: City): Promise<ShownPage[]> {
  const { rows } = await shown(city, sql`true`, sql`order by p.id`)
  return rows.map((row) => pageOf(row, city.words.locale))
}

/** A version that was shown once, as it was then; null for one that nobody ever saw. */
export async function pastPage(city: City, id: string, version: number): Promise<ShownPage | null> {
  if (!Number.isInteger(version) || version < 1 || version > 1_000_000) return null
  const { rows } = await sql<Row>`
    select p.id, p.kind, p.slug, p.basis, v.number as version, v.texts, x.opens_at as since, ${firstAt} as first_at
    from pages.pages p join pages.publications x on x.page = p.id
    join pages.versions v on v.page = p.id and v.number = x.version
    where p.id = ${id} and v.number = ${version} and x.opened_at is not null
    order by x.opens_at limit 1`.execute(pagesDb(city))
  const row = rows[0]
  return row ? pageOf(row, city.words.locale) : null
}

export interface Edition {
  version: number
  since: Date
}

/** The versions of a page that were ever shown, with the day each began, the latest first. */
export async function editionsOf(city: City, id: string): Promise<Edition[]> {
  const { rows } = await sql<Edition>`
    select version, min(opens_at) as since from pages.publications
    where page = ${id} and version is not null and opened_at is not null
    group by version order by since desc, version desc`.execute(pagesDb(city))
  return rows
}

/** Seconds for which what is shown now holds: until the next page begins or ends, and a minute at most. */
export async function shownHolds(city: City): Promise<number> {
  const { rows } = await sql<{ next: Date | null }>`
    select least(
      (select min(opens_at) from pages.publications where opens_at > ${city.now} and cancelled_at is null and opened_at is null),
      (select min(closes_at) from pages.publications
        where closes_at > ${city.now} and cancelled_at is null and closed_at is null)) as next`.execute(pagesDb(city))
  return holdsFor(city.now, rows[0]?.next ?? null)
}

/** The text of a page in the reader's language, or the Russian one where there is no other. */
export function textIn(texts: Texts, locale: Locale): { text: Text; lang: string | undefined } {
  if (locale === 'en') return texts.en ? { text: texts.en, lang: undefined } : { text: texts.ru, lang: 'ru' }
  // What is not yet said in Udmurt stands in Russian on a Russian page.
  return { text: texts.ru, lang: undefined }
}

async function shown(city: City, where: ReturnType<typeof sql>, tail: ReturnType<typeof sql>) {
  return sql<Row>`
    select p.id, p.kind, p.slug, p.basis, v.number as version, v.texts, x.opens_at as since, ${firstAt} as first_at
    from pages.pages p
    join lateral (
      select version, opens_at, closes_at from pages.publications
      where page = p.id and cancelled_at is null and opens_at <= ${city.now}
      order by opens_at desc, id desc limit 1) x on x.version is not null and (x.closes_at is null or x.closes_at > ${city.now})
    join pages.versions v on v.page = p.id and v.number = x.version
    where ${where} ${tail}`.execute(pagesDb(city))
}

function pageOf(row: Row, locale: Locale): ShownPage {
  const { text } = textIn(row.texts, locale)
  return { ...cardOf(row, locale), version: row.version, body: text.body }
}

function cardOf(row: Row, locale: Locale): ShownCard {
  const { text, lang } = textIn(row.texts, locale)
  return {
    ...{ id: row.id, kind: row.kind, slug: row.slug, href: hrefOf(row.id), basis: row.basis },
    ...{ title: text.title, lead: text.lead, lang, firstAt: row.first_at, since: row.since },
  }
}
