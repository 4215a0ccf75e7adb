// What the feed's filters offer, counted when a win comes or goes, so that reading the feed costs one small row.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { remembering } from '#platform/memory.ts'
import { type Facet, type Facets, smallWinsDb } from '../tables.ts'

interface Group {
  of: 'category' | 'district' | 'year' | 'measure' | 'kind' | 'status'
  value: string | null
  n: number
}

/** Counts the shelf anew; called within the action that changed a win. */
export async function refreshShelf(city: City): Promise<void> {
  // One at a time: of two counts at once, each without the other's win, the later would stay.
  await sql`select pg_advisory_xact_lock(hashtextextended('small-wins shelf', 0))`.execute(city.db)
  // One scan for all of them: five of them took five times as long.
  const { rows } = await sql<Group>`
    select case when grouping(category) = 0 then 'category' when grouping(district) = 0 then 'district'
        when grouping(year) = 0 then 'year' when grouping(measure) = 0 then 'measure'
        when grouping(kind) = 0 then 'kind' else 'status' end as of,
      coalesce(category, district, year::text, measure, kind, coming::text) as value, count(*) as n
    from (select category, district, year, measure, kind, status <> 'done' as coming from small_wins.wins) w
    group by grouping sets
      ((coming), (coming, category), (coming, district), (coming, year), (coming, measure), (coming, kind))
    having not coming or grouping(category, district, year, measure, kind) = 31`.execute(city.db)
  const db = smallWinsDb(city)
  const categories = await db.selectFrom('small_wins.categories').select(['name as id', 'name_en']).execute()
  const measures = await db.selectFrom('small_wins.measures').select(['id', 'label', 'label_en as name_en']).execute()
  const counted = (of: Group['of'], value: string) => rows.find((row) => row.of === of && row.value === value)?.n ?? 0
  const facets: Facets = {
    total: counted('status', 'false'),
    coming: counted('status', 'true'),
    kinds: {
      win: counted('kind', 'win'),
      correction: counted('kind', 'correction'),
      setback: counted('kind', 'setback') + counted('kind', 'withdrawal'),
    },
    categories: facetsOf(rows, 'category', categories),
    districts: facetsOf(rows, 'district', []),
    years: facetsOf(rows, 'year', []).reverse(),
    units: facetsOf(rows, 'measure', measures),
  }
  const row = { facets: JSON.stringify(facets) }
  await db
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

interface Label {
  id: string
  label?: string
  name_en: string
}

function facetsOf(rows: readonly Group[], of: Group['of'], labels: readonly Label[]): Facet[] {
  const byId = new Map(labels.map((label) => [label.id, label]))
  return rows
    .flatMap(({ of: whose, value, n }): Facet[] => {
      if (whose !== of || value === null) return []
      const said = byId.get(value)
      return [
        {
          value,
          n,
          ...(said?.label === undefined ? {} : { label: said.label }),
          ...(said === undefined ? {} : { labelEn: said.name_en }),
        },
      ]
    })
    .sort((one, other) => alphabet.compare(one.label ?? one.value, other.label ?? other.value))
}
