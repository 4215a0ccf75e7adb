// What editors see: every page with its newest version and how it stands, its history, and what waits.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Kind } from '../rules/kinds.ts'
import { type Standing, standingOf } from '../rules/schedule.ts'
import { pagesDb, type Texts } from '../tables.ts'

export interface DeskCard {
  id: string
  kind: Kind
  title: string
  version: number
  at: Date
  english: boolean
  standing: Standing
}

/** All pages, those touched last first. */
export async function deskCards(city: City): Promise<DeskCard[]> {
  const { rows } = await sql<{
    id: string
    kind: Kind
    title: string
    english: boolean
    version: number
    at: Date
    publications: { version: number | null; opens: string; closes: string | null }[] | null
  }>`
    select p.id, p.kind, v.texts->'ru'->>'title' as title, v.texts->'en' <> 'null'::jsonb as english, v.number as version, v.at,
      (select jsonb_agg(jsonb_build_object('version', x.version, 'opens', x.opens_at, 'closes', x.closes_at))
        from pages.publications x where x.page = p.id and x.cancelled_at is null) as publications
    from pages.pages p
    join lateral (select * from pages.versions where page = p.id order by number desc limit 1) v on true
    order by v.at desc, p.id limit 500`.execute(pagesDb(city))
  return rows.map(({ publications, ...row }) => ({
    ...row,
    standing: standingOf(
      (publications ?? []).map(({ version, opens, closes }) => ({
        version,
        opensAt: new Date(opens),
        closesAt: closes === null ? null : new Date(closes),
        cancelled: false,
      })),
      city.now,
    ),
  }))
}

export interface Version {
  number: number
  at: Date
  office: string
  note: string | null
  texts: Texts
}

export interface Publication {
  version: number | null
  opensAt: Date
  closesAt: Date | null
  madeAt: Date
  office: string
  cancelled: boolean
}

export interface DeskPage {
  id: string
  kind: Kind
  slug: string
  basis: 'city' | 'demo'
  last: Version
  publications: Publication[]
  standing: Standing
}

/** A page with its newest version and all its publications, the latest first; null when there is none. */
export async function deskPage(city: City, id: string): Promise<DeskPage | null> {
  const db = pagesDb(city)
  const page = await db.selectFrom('pages.pages').selectAll().where('id', '=', id).executeTakeFirst()
  const last = await newest(city, id)
  if (!page || !last) return null
  const rows = await db
    .selectFrom('pages.publications')
    .selectAll()
    .where('page', '=', id)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const publications = rows.map((row) => ({
    version: row.version,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    madeAt: row.made_at,
    office: row.office,
    cancelled: row.cancelled_at !== null,
  }))
  const { kind, slug, basis } = page
  return { id, kind, slug, basis, last, publications, standing: standingOf(publications, city.now) }
}

/** The versions of a page, the latest first. */
export async function versionsOf(city: City, id: string): Promise<Version[]> {
  return pagesDb(city)
    .selectFrom('pages.versions')
    .select(['number', 'at', 'office', 'note', 'texts'])
    .where('page', '=', id)
    .orderBy('number', 'desc')
    .limit(500)
    .execute()
}

/** One version; null when there is none. */
export async function versionOf(city: City, id: string, number: number): Promise<Version | null> {
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000) return null
  const row = await pagesDb(city)
    .selectFrom('pages.versions')
    .select(['number', 'at', 'office', 'note', 'texts'])
    .where('page', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
  return row ?? null
}

async function newest(city: City, id: string): Promise<Version | null> {
  return (
    (await pagesDb(city)
      .selectFrom('pages.versions')
      .select(['number', 'at', 'office', 'note', 'texts'])
      .where('page', '=', id)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()) ?? null
  )
}

/** Whether the clock has anything to tell: a publication that began or ended since. */
export async function somethingTurns(city: City): Promise<boolean> {
  const { rows } = await sql<{ turns: boolean }>`
    select exists (select 1 from pages.publications
        where opened_at is null and cancelled_at is null and opens_at <= ${city.now})
      or exists (select 1 from pages.publications
        where closed_at is null and cancelled_at is null and closes_at <= ${city.now}) as turns`.execute(pagesDb(city))
  return rows[0]?.turns ?? false
}
