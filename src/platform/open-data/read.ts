// Reads open sets: page after page by the id, never all at once, and the mark that changes whenever any row does.
import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { City, Memory } from '../city.ts'
import { idOf, named, type OpenField, type OpenRow, type OpenSet, type OpenValue } from './set.ts'

/** Rows read at once: few enough for one statement of the embedded database to end soon. */
export const pageRows = 500

export interface RowPage {
  rows: OpenRow[]
  /** Where the next page begins; null after the last. */
  after: string | null
}

/**
 * One page of a set in the order of its ids, from behind `after`. Throws when a row is not what the fields promise, which is a
 * mistake of the module, or what the database says of an `after` that is no id.
 */
export async function pageOf(city: City, set: OpenSet, after: string | null, most = pageRows): Promise<RowPage> {
  const raw = set.list ? await listed(city, set, after, most) : await queried(city, set, after, most)
  const rows = raw.map((row) => rowOf(set, row))
  const last = raw.at(-1)
  return { rows, after: rows.length < most || !last ? null : keyOf(last[idOf(set)]) }
}

/**
 * All rows of a set, a page at a time. No transaction is held: a row that is there from the beginning to the end comes exactly
 * once; one that is written meanwhile may come or not.
 */
export async function* pagesOf(city: City, set: OpenSet): AsyncGenerator<OpenRow[]> {
  let after: string | null = null
  do {
    const page: RowPage = await pageOf(city, set, after)
    yield page.rows
    after = page.after
  } while (after !== null)
}

/** One row as other systems are told it, decimals as numbers; null where there is no such row. */
export async function rowNamed(city: City, set: OpenSet, id: string): Promise<OpenRow | null> {
  if (!isKey(set, id)) return null
  const raw = set.list
    ? (await set.list(city)).find((row) => keyOf(row[idOf(set)]) === id)
    : (
        await sql<RawRow>`
          select r.* from (${queryOf(city, set)}) r where ${named(idOf(set))} = ${id}`.execute(city.db)
      ).rows[0]
  if (!raw) return null
  const said = Object.entries(rowOf(set, raw)).map(([name, value]) => [
    name,
    set.fields[name]?.kind === 'decimal' && value !== null ? Number(value) : value,
  ])
  return Object.fromEntries(said)
}

export interface SetState {
  rows: number
  /** The same as long as no row is added, changed or gone; another after any of these. */
  mark: string
}

/** How many rows a set has, and its mark. Remembered until somebody writes what the set reads. */
export async function stateOf(city: City, set: OpenSet): Promise<SetState> {
  for (const tag of set.reads) city.within.reads.add(tag)
  const { memory } = city.within.house
  const kept = memory && remembered.get(memory)?.get(set.id)
  if (kept && memory.holds(set.reads, kept.mark)) return kept.state
  const mark = memory?.mark() ?? 0
  const state = set.list ? await stateOfList(city, set) : await stateOfRows(city, set)
  if (memory) {
    const all = remembered.get(memory) ?? new Map<string, Remembered>()
    remembered.set(memory, all.set(set.id, { mark, state }))
  }
  return state
}

interface Remembered {
  mark: number
  state: SetState
}

const remembered = new WeakMap<Memory, Map<string, Remembered>>()

type RawRow = Readonly<Record<string, unknown>>

async function queried(city: City, set: OpenSet, after: string | null, most: number): Promise<RawRow[]> {
  const { rows } = await sql<RawRow>`
    select r.* from (${queryOf(city, set)}) r where ${behind(set, after)}
    order by ${named(idOf(set))} limit ${most}`.execute(city.db)
  return rows
}

// In pieces, since the embedded database does nothing else meanwhile. A sum does not depend on the order of rows.
const counted = 4000

async function stateOfRows(city: City, set: OpenSet): Promise<SetState> {
  const id = named(idOf(set))
  let [rows, sum, after] = [0, 0n, null as string | null]
  do {
    const found = await sql<{ rows: number; sum: string; last: string | null }>`
      select count(*) as rows, coalesce(sum(hashtextextended(r::text, 0)), 0)::text as sum,
        (array_agg(${id}::text order by ${id} desc))[1] as last
      from (select * from (${queryOf(city, set)}) r where ${behind(set, after)} order by ${id} limit ${counted}) r`.execute(
      city.db,
    )
    const piece = found.rows[0]
    if (!piece) break
    rows += piece.rows
    sum += BigInt(piece.sum)
    after = piece.rows < counted ? null : piece.last
  } while (after !== null)
  return { rows, mark: short(`${rows} ${sum}`) }
}

async function stateOfList(city: City, set: OpenSet): Promise<SetState> {
  const rows = (await set.list?.(city)) ?? []
  return { rows: rows.length, mark: short(JSON.stringify(rows)) }
}

async function listed(city: City, set: OpenSet, after: string | null, most: number): Promise<RawRow[]> {
  for (const tag of set.reads) city.within.reads.add(tag)
  const id = idOf(set)
  const all = [...((await set.list?.(city)) ?? [])].sort((a, b) => (keyOf(a[id]) < keyOf(b[id]) ? -1 : 1))
  return all.filter((row) => after === null || keyOf(row[id]) > after).slice(0, most)
}

function queryOf(city: City, set: OpenSet): RawBuilder<unknown> {
  for (const tag of set.reads) city.within.reads.add(tag)
  if (!set.rows) throw new Error(`the set ${set.id} has no rows`)
  return set.rows(city)
}

function behind(set: OpenSet, after: string | null): RawBuilder<unknown> {
  return after === null ? sql`true` : sql`${named(idOf(set))} > ${after}`
}

function rowOf(set: OpenSet, raw: RawRow): OpenRow {
  return Object.fromEntries(
    Object.entries(set.fields).map(([name, field]) => [name, typed(`${set.id}.${name}`, field, raw[name])]),
  )
}

function typed(where: string, field: OpenField, raw: unknown): OpenValue {
  if (raw === null || raw === undefined) {
    if (!field.nullable) throw new TypeError(`${where} is never null, and is`)
    return null
  }
  const value = shaped(field, raw)
  if (value === undefined || (field.choices && !field.choices.includes(String(value))))
    throw new TypeError(`${where} cannot be ${JSON.stringify(raw)}`)
  return value
}

function shaped({ kind }: OpenField, raw: unknown): OpenValue | undefined {
  if (kind === 'whole') return Number.isSafeInteger(raw) ? Number(raw) : undefined
  if (kind === 'decimal') return decimalIn(raw)
  if (kind === 'flag') return typeof raw === 'boolean' ? raw : undefined
  if (kind === 'instant') return raw instanceof Date ? raw.toISOString() : undefined
  if (kind === 'list') return Array.isArray(raw) ? raw.map(String) : undefined
  if (kind === 'outline') return typeof raw === 'object' && raw !== null ? raw : undefined
  if (typeof raw !== 'string') return undefined
  return kind === 'text' || shapes[kind].test(raw) ? raw : undefined
}

const shapes = { day: /^\d{4}(-\d{2}(-\d{2})?)?$/, uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ }

/** Whether a text can be the id of a row, so that it may be asked for what comes behind it. */
export function isKey(set: OpenSet, after: string): boolean {
  const kind = set.fields[idOf(set)]?.kind
  if (kind === 'whole') return /^\d{1,9}$/.test(after)
  return kind === 'uuid' ? shapes.uuid.test(after) : after.length <= 300
}

// As written, without zeros that say nothing: `1.500` and `1.5` are one number.
function decimalIn(raw: unknown): string | undefined {
  const text = typeof raw === 'number' ? String(raw) : raw
  if (typeof text !== 'string' || !/^-?\d+(\.\d+)?$/.test(text)) return undefined
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function keyOf(value: unknown): string {
  return String(value)
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
