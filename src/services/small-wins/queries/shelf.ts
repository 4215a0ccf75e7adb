// What the feed's filters offer, counted when a win comes or goes, so that reading the feed costs one small row.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { remembering } from '#platform/memory.ts'
import { type Facet, type Facets, smallWinsDb } from '../tables.ts'

interface Group {
  kind: 'category' | 'district' | 'year' | 'measure'
  value: string
  label: string | null
  label_en: string | null
  n: number
}

/** Counts the shelf anew; called within the action that changed a win. */
export async function refreshShelf(city: City): Promise<void> {
  // One at a time: of two counts at once, each without the other's win, the later would stay.
  await sql`select pg_advisory_xact_lock(hashtextextended('small-wins shelf', 0))`.execute(city.db)
  const [counts] = (
    await sql<{ total: number; coming: number; win: number; correction: number; setback: number }>`
      select count(*) filter (where status = 'done') as total, count(*) filter (where status <> 'done') as coming,
        count(*) filter (where status = 'done' and kind = 'win') as win,
        count(*) filter (where kind = 'correction') as correction,
        count(*) filter (where kind in ('setback', 'withdrawal')) as setback
      from small_wins.wins`.execute(city.db)
  ).rows
  const { rows } = await sql<Group>`
    select 'category' as kind, w.category as value, null as label, c.name_en as label_en, count(*) as n
      from small_wins.wins w left join small_wins.categories c on c.name = w.category
      where w.status = 'done' group by w.category, c.name_en
    union all select 'district', district, null, null, count(*) from small_wins.wins
      where status = 'done' and district is not null group by district
    union all select 'year', year::text, null, null, count(*) from small_wins.wins
      where status = 'done' and year is not null group by year
    union all select 'measure', m.id, m.label, m.label_en, count(*) from small_wins.wins w
      join small_wins.measures m on m.id = w.measure where w.status = 'done' group by m.id, m.label, m.label_en`.execute(
    city.db,
  )
  const facets: Facets = {
    total: counts?.total ?? 0,
    coming: counts?.coming ?? 0,
    kinds: { win: counts?.win ?? 0, correction: counts?.correction ?? 0, setback: counts?.setback ?? 0 },
    categories: facetsOf(rows, 'category'),
    districts: facetsOf(rows, 'district'),
    years: facetsOf(rows, 'year').reverse(),
    units: facetsOf(rows, 'measure'),
  }
  const row = { facets: JSON.stringify(facets) }
  await smallWinsDb(city)
    .insertInto('small_wins.shelf')
    .values({ id: 1, ...row })
    .onConflict((clash) => clash.column('id').doUpdateSet(row))
    .execute()
}

const nothing: Facets = {
  total: 0,
  coming: 0,
  kinds: { win: 0, correction: 0, setback: 0 },
  categories: [],
  districts: [],
  years: [],
  units: [],
}

/** What the shelf holds; nothing before the first win. */
export const shelf = remembering(['small_wins'], async (city): Promise<Facets> => {
  const row = await smallWinsDb(city).selectFrom('small_wins.shelf').select('facets').executeTakeFirst()
  return row?.facets ?? nothing
})

const alphabet = new Intl.Collator('ru')

function facetsOf(rows: readonly Group[], kind: Group['kind']): Facet[] {
  return rows
    .filter((row) => row.kind === kind)
    .map(({ value, label, label_en, n }) => ({
      value,
      n,
      ...(label === null ? {} : { label }),
      ...(label_en === null ? {} : { labelEn: label_en }),
    }))
    .sort((one, other) => alphabet.compare(one.label ?? one.value, other.label ?? other.value))
}
