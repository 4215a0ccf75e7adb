// Dated reference data: each row of a table is one version of a thing, valid from a day, kept for ever with who changed it and why.
import { sql } from 'kysely'
import type { z } from 'zod'
import { action, type City, schemaOf } from './city.ts'
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

  const read = async <Body>(city: City, query: ReturnType<typeof sql<Row>>, shape: z.ZodType<Body>) => {
    city.within.reads.add(schema)
    const { rows } = await query.execute(city.db)
    return rows.map((row) => versionOf(row, shape))
  }

  return {
    /** What holds today; `ids` limits it to some things. In the order of their ids. */
    inForce: <Body>(
      city: City,
      kind: string,
      shape: z.ZodType<Body>,
      ids?: readonly string[],
    ): Promise<Version<Body>[]> =>
      read(
        city,
        sql<Row>`
          with today as (
            select coalesce((select (${city.now}::timestamptz at time zone (body->>'timeZone'))::date
              from ${table} where kind = 'city' order by version desc limit 1), ${city.now}::date) as day),
          newest as (
            select distinct on (r.id) r.* from ${table} r, today
            where r.kind = ${kind} and r.valid_from <= today.day ${ids ? sql`and r.id = any(${ids})` : sql``}
            order by r.id, r.version desc)
          select newest.* from newest, today where valid_to is null or today.day < valid_to order by id`,
        shape,
      ),

    /** The newest version of each thing whether or not it holds: for names in what is past. */
    ever: <Body>(city: City, kind: string, shape: z.ZodType<Body>, ids?: readonly string[]): Promise<Version<Body>[]> =>
      read(
        city,
        sql<Row>`select distinct on (id) * from ${table}
          where kind = ${kind} ${ids ? sql`and id = any(${ids})` : sql``} order by id, version desc`,
        shape,
      ),

    /** All versions of one thing, the newest first. */
    history: <Body>(city: City, kind: string, shape: z.ZodType<Body>, id: string): Promise<Version<Body>[]> =>
      read(city, sql<Row>`select * from ${table} where kind = ${kind} and id = ${id} order by version desc`, shape),

    /** Writes a new version; earlier ones stay. Throws `conflict` when somebody else wrote one in between (`seen` is what was read). */
    write: action(
      module,
      async (
        city,
        input: PackRow & { kind: string; office: string; reason: string; seen: number },
      ): Promise<{ version: number }> => {
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
