// What is known of links in published texts: which are due, which are broken, and where they stand.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { dayOf, hours, later } from '#platform/time.ts'
import { pagesDb, type Texts } from '../tables.ts'

/** The night an instant belongs to: it begins at three, when the city is asleep. */
export function nightOf(now: Date, zone: string): string {
  return dayOf(later(now, -hours(3)), zone)
}

/** Links that this night has not asked for yet; at most so many. */
export async function dueLinks(city: City, zone: string, most: number): Promise<string[]> {
  const rows = await pagesDb(city)
    .selectFrom('pages.links')
    .select('url')
    .where((where) => where.or([where('checked_on', 'is', null), where('checked_on', '<', nightOf(city.now, zone))]))
    .orderBy(sql`checked_on nulls first`)
    .orderBy('url')
    .limit(most)
    .execute()
  return rows.map(({ url }) => url)
}

export async function linksWaiting(city: City, zone: string): Promise<boolean> {
  return (await dueLinks(city, zone, 1)).length > 0
}

export interface BrokenLink {
  url: string
  since: Date
  reason: string
  /** On how many different days it failed in a row. */
  days: number
  pages: { id: string; title: string }[]
}

/** A link is broken when it failed on three different days; before that a site may only have been asleep. */
export const brokenAfterDays = 3

/** Links that fail now, those that fail longest first. */
export async function failingLinks(city: City): Promise<BrokenLink[]> {
  const { rows } = await sql<BrokenLink>`
    select l.url, l.failing_since as since, l.reason, cardinality(l.failed_on) as days,
      coalesce((select jsonb_agg(jsonb_build_object('id', p.page, 'title',
          (select v.texts->'ru'->>'title' from pages.versions v where v.page = p.page order by number desc limit 1)) order by p.page)
        from pages.link_places p where p.url = l.url), '[]'::jsonb) as pages
    from pages.links l where l.failing_since is not null order by l.failing_since, l.url limit 300`.execute(
    pagesDb(city),
  )
  return rows
}

/** How many links are looked after, and when the last one was asked. */
export async function linksLookedAfter(city: City): Promise<{ links: number; at: Date | null }> {
  const { rows } = await sql<{ links: number; at: Date | null }>`
    select count(*)::int as links, max(checked_at) as at from pages.links`.execute(pagesDb(city))
  return rows[0] ?? { links: 0, at: null }
}

/** The texts shown now, in all their languages. */
export async function shownTexts(city: City): Promise<{ id: string; texts: Texts }[]> {
  const { rows } = await sql<{ id: string; texts: Texts }>`
    select p.id, v.texts from pages.pages p
    join lateral (
      select version, closes_at from pages.publications
      where page = p.id and cancelled_at is null and opens_at <= ${city.now}
      order by opens_at desc, id desc limit 1) x on x.version is not null and (x.closes_at is null or x.closes_at > ${city.now})
    join pages.versions v on v.page = p.id and v.number = x.version order by p.id`.execute(pagesDb(city))
  return rows
}
