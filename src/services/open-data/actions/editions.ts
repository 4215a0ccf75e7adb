// Looking at how sets changed: once an hour each is compared with what was seen last.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { stateOf } from '#platform/open-data/read.ts'
import type { OpenSet } from '#platform/open-data/set.ts'
import { editionOf } from '../queries/editions.ts'
import { openDataDb } from '../tables.ts'

/** Compares every set with its last edition, and notes those that are another. No transaction is held over all of them. */
export async function lookAtSets(city: City, sets: readonly OpenSet[]): Promise<void> {
  for (const set of sets) {
    const { rows, mark } = await stateOf(city, set)
    if ((await editionOf(city, set.id))?.mark === mark) continue
    await noteEdition(city, { set: set.id, rows, mark, ...(await coverageOf(city, set)) })
  }
}

interface Coverage {
  from: string | null
  to: string | null
  box: number[] | null
}

const noteEdition = action(
  'open-data',
  async (city, input: { set: string; rows: number; mark: string } & Coverage): Promise<void> => {
    await openDataDb(city)
      .insertInto('open_data.editions')
      .values({
        ...{ set_id: input.set, seen_at: city.now, rows: input.rows, mark: input.mark },
        ...{ from_time: input.from, to_time: input.to, box: input.box },
      })
      .onConflict((conflict) => conflict.columns(['set_id', 'seen_at']).doNothing())
      .execute()
  },
)

/** The time and the place that the rows speak of. */
async function coverageOf(city: City, set: OpenSet): Promise<Coverage> {
  if (!set.rows) return { from: null, to: null, box: null }
  const time = set.time === undefined ? sql`null::text` : sayTime(set, set.time)
  const point = set.place && 'lat' in set.place ? set.place : null
  const [lat, lon] = point ? [sql.ref(`r.${point.lat}`), sql.ref(`r.${point.lon}`)] : [sql`null`, sql`null`]
  const { rows } = await sql<{ from: string | null; to: string | null; box: number[] | null }>`
    select min(t) as "from", max(t) as "to",
      case when min(y) is null then null else array[min(x), min(y), max(x), max(y)] end as box
    from (select ${time} as t, ${lon}::float8 as x, ${lat}::float8 as y from (${set.rows(city)}) r) s`.execute(city.db)
  return rows[0] ?? { from: null, to: null, box: null }
}

function sayTime(set: OpenSet, time: string) {
  const column = sql.ref(`r.${time}`)
  if (set.fields[time]?.kind !== 'instant') return sql`${column}::text`
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD')`
}
