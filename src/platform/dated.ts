// Dated reference data: each row of a table is one version of a thing, valid from a day, kept for ever with who changed it and why.
import { sql } from 'kysely'
import type { z } from 'zod'
import { action, type City, type Memory, schemaOf } from './city.ts'
import { refuse } from './refusal.ts'

export interface Version<Body> {
  id: string
  version: number
  /** Days as YYYY-MM-DD; `validTo` is the first day no longer valid. */
  validFrom: string
  validTo: string | null
  body: Body
  changedAt: Date
  office: string
  reason: string | null
}

export interface PackRow {
  id: string
  validFrom: string
  validTo: string | null
  body: object
}

interface Row {
  id: string
  version: number
  valid_from: string
  valid_to: string | null
  body: unknown
  changed_at: Date
  office: string
  reason: string | null
}

/** The first day of rows that no source dates. */
export const always = '2000-01-01'
const fromPack = 'pack'

/**
 * A module's table `<schema>.reference`. Its row of kind `city` holds the time zone in which days begin. The newest version whose
 * first day has come is in force, unless its last day has passed.
 */
export function datedReference(module: string) {
  const schema = schemaOf(module)
  const table = sql.table(`${schema}.reference`)
  // A tag of its own: reports are written all day, rules once a month.
  const tag = `${schema}.reference`
  const remembered = new WeakMap<Memory, Map<string, Remembered<unknown>>>()

  const read = async <Body>(
    city: City,
    name: string,
    query: ReturnType<typeof sql<Row>>,
    shape: z.ZodType<Body>,
  ): Promise<Version<Body>[]> => {
    city.within.reads.add(tag)
    // What this very transaction has written is known to nobody else.
    const memory = city.within.writes.has(tag) ? undefined : city.within.house.memory
    const kept = memory && remembered.get(memory)?.get(name)
    if (kept && memory.holds([tag], kept.mark) && isOfShape(kept, shape)) return kept.versions
    const mark = memory?.mark() ?? 0
    const { rows } = await query.execute(city.db)
    const versions = rows.map((row) => versionOf(row, shape))
    if (memory) keep(remembered, memory, name, { mark, shape, versions })
    return versions
  }
  const chosen = <Body>(versions: Version<Body>[], ids?: readonly string[]): Version<Body>[] =>
    ids ? versions.filter(({ id }) => ids.includes(id)) : [...versions]

  return {
    /** What holds today; `ids` limits it to some things. In the order of their ids. */
    inForce: async <Body>(
      city: City,
      kind: string,
      shape: z.ZodType<Body>,
      ids?: readonly string[],
    ): Promise<Version<Body>[]> => {
      const versions = await read(
        city,
        `${kind} in force at ${Math.floor(city.now.getTime() / quarterHour)}`,
        sql<Row>`
          with today as (
            select coalesce((select (${city.now}::timestamptz at time zone (body->>'timeZone'))::date
              from ${table} where kind = 'city' order by version desc limit 1), ${city.now}::date) as day),
          newest as (
            select distinct on (r.id) r.* from ${table} r, today
            where r.kind = ${kind} and r.valid_from <= today.day
            order by r.id, r.version desc)
          select newest.* from newest, today where valid_to is null or today.day < valid_to order by id`,
        shape,
      )
      return chosen(versions, ids)
    },

    /** The newest version of each thing whether or not it holds: for names in what is past. */
    ever: async <Body>(
      city: City,
      kind: string,
      shape: z.ZodType<Body>,
      ids?: readonly string[],
    ): Promise<Version<Body>[]> => {
      const newest = sql<Row>`select distinct on (id) * from ${table} where kind = ${kind} order by id, version desc`
      return chosen(await read(city, `${kind} ever`, newest, shape), ids)
    },

    /** All versions of one thing, the newest first. */
    history: async <Body>(city: City, kind: string, shape: z.ZodType<Body>, id: string): Promise<Version<Body>[]> => {
      city.within.reads.add(tag)
      const all = sql<Row>`select * from ${table} where kind = ${kind} and id = ${id} order by version desc`
      return (await all.execute(city.db)).rows.map((row) => versionOf(row, shape))
    },

    /** Writes a new version; earlier ones stay. Throws `conflict` when somebody else wrote one in between (`seen` is what was read). */
    write: action(
      module,
      async (
        city,
        input: PackRow & { kind: string; office: string; reason: string; seen: number },
      ): Promise<{ version: number }> => {
        city.within.writes.add(tag)
        const written = await sql<{ version: number }>`
          insert into ${table} (kind, id, version, valid_from, valid_to, body, changed_at, office, reason)
          select ${input.kind}, ${input.id}, ${input.seen + 1}, ${input.validFrom}, ${input.validTo},
            ${JSON.stringify(input.body)}::jsonb, ${city.now}, ${input.office}, ${input.reason}
          where ${input.seen} = (select coalesce(max(version), 0) from ${table} where kind = ${input.kind} and id = ${input.id})
          on conflict do nothing returning version`.execute(city.db)
        const version = written.rows[0]?.version
        if (version === undefined) throw refuse.conflict('platform.refusal.changedMeanwhile')
        return { version }
      },
    ),

    /** Brings rows of the city pack in. What somebody of the city has changed since stays as they left it. */
    load: action(module, async (city, input: { kind: string; rows: readonly PackRow[] }): Promise<void> => {
      city.within.writes.add(tag)
      await sql`
        insert into ${table} (kind, id, version, valid_from, valid_to, body, changed_at, office, reason)
        select ${input.kind}, r.id, coalesce(last.version, 0) + 1, r."validFrom", r."validTo", r.body, ${city.now}, ${fromPack}, null
        from jsonb_to_recordset(${JSON.stringify(input.rows)}::jsonb) as r(id text, "validFrom" date, "validTo" date, body jsonb)
        left join lateral (
          select * from ${table} t where t.kind = ${input.kind} and t.id = r.id order by version desc limit 1) last on true
        where last.id is null or (last.office = ${fromPack}
          and (last.body, last.valid_from, last.valid_to) is distinct from (r.body, r."validFrom", r."validTo"))
      `.execute(city.db)
    }),
  }
}

// Days of all zones begin on a quarter of an hour: what holds at its start holds to its end.
const quarterHour = 15 * 60_000
const mostRemembered = 64

interface Remembered<Body> {
  mark: number
  shape: z.ZodType<Body>
  versions: Version<Body>[]
}

function isOfShape<Body>(kept: Remembered<unknown>, shape: z.ZodType<Body>): kept is Remembered<Body> {
  return kept.shape === shape
}

function keep(
  remembered: WeakMap<Memory, Map<string, Remembered<unknown>>>,
  memory: Memory,
  name: string,
  kept: Remembered<unknown>,
): void {
  const all = remembered.get(memory) ?? new Map<string, Remembered<unknown>>()
  if (all.size >= mostRemembered) all.clear()
  all.set(name, kept)
  remembered.set(memory, all)
}

function versionOf<Body>(row: Row, shape: z.ZodType<Body>): Version<Body> {
  return {
    id: row.id,
    version: row.version,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    body: shape.parse(row.body),
    changedAt: row.changed_at,
    office: row.office,
    reason: row.reason,
  }
}
