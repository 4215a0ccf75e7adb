// What can be asked of the chronicle.
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import type { Basis } from './rules.ts'
import { chronicleDb } from './tables.ts'

export interface Entry {
  place: number
  kind: string
  subject: string
  at: Date
  basis: Basis
  office: string | null
  body: string
}

export interface HeadRow {
  size: number
  /** How many of the entries stand in the tree. */
  grown: number
  /** The signed checkpoint, once the tree holds all entries. */
  note: string | null
  vkeys: string | null
  /** Whether statements wait for their places. */
  waiting: boolean
}

/** The head of the record as the database has it. */
export async function headRow(city: City): Promise<HeadRow> {
  return (
    chronicleDb(city)
      .selectFrom('chronicle.head')
      .select(['size', 'grown', 'note', 'vkeys'])
      // By the index: in the order of the table it would read all that was taken since the last vacuum.
      .select((look) => look.selectFrom('chronicle.inscriptions').select('id').orderBy('id').limit(1).as('next'))
      .executeTakeFirstOrThrow()
      .then(({ next, ...row }) => ({ ...row, waiting: next !== null }))
  )
}

/** How many entries the record has. */
export async function chronicleSize(city: City): Promise<number> {
  const head = await chronicleDb(city).selectFrom('chronicle.head').select('size').executeTakeFirstOrThrow()
  return head.size
}

/** Entries newest first, from below `before`; of one subject when asked. */
export async function entries(
  city: City,
  input: { before?: number | undefined; subject?: string | undefined; most?: number },
): Promise<Entry[]> {
  let query = chronicleDb(city)
    .selectFrom('chronicle.entries')
    .selectAll()
    .orderBy('place', 'desc')
    .limit(input.most ?? 50)
  if (input.before !== undefined) query = query.where('place', '<', input.before)
  if (input.subject !== undefined) query = query.where('subject', '=', input.subject)
  return (await query.execute()).map(entryFrom)
}

/** One entry with the texts that it names, as far as they are not erased; null when there is none. */
export async function entryAt(city: City, place: number): Promise<{ entry: Entry; texts: EntryText[] } | null> {
  const row = await chronicleDb(city)
    .selectFrom('chronicle.entries')
    .selectAll()
    .where('place', '=', place)
    .executeTakeFirst()
  if (!row) return null
  const named = textsNamed(row.body)
  const papers = await papersOf(city, Object.values(named))
  const texts = Object.entries(named).map(([name, hash]) => {
    const paper = papers.get(hash)
    return {
      name,
      hash,
      content: paper?.content ?? null,
      salt: paper?.salt?.toString('hex') ?? null,
      erasedBecause: paper?.erased_because ?? null,
    }
  })
  return { entry: entryFrom(row), texts }
}

export interface EntryText {
  name: string
  hash: string
  content: string | null
  /** Hex; null once erased. */
  salt: string | null
  erasedBecause: string | null
}

export interface Paper {
  hash: string
  salt: Buffer | null
  content: string | null
  erased_because: string | null
}

/** Free texts by their hashes, the erased ones without content; in one query. */
export async function papersOf(city: City, hashes: readonly string[]): Promise<Map<string, Paper>> {
  if (hashes.length === 0) return new Map()
  const rows = await chronicleDb(city)
    .selectFrom('chronicle.papers')
    .select(['hash', 'salt', 'content', 'erased_because'])
    .where((row) => row('hash', '=', row.fn.any(row.val([...hashes]))))
    .execute()
  return new Map(rows.map((row) => [row.hash, row]))
}

const naming = z.object({ texts: z.record(z.string(), z.string()) })

/** The hashes that an entry's body names, by name; none in a body that somebody has damaged. */
export function textsNamed(body: string): Record<string, string> {
  try {
    return naming.parse(JSON.parse(body)).texts
  } catch {
    return {}
  }
}

function entryFrom(row: { place: number; kind: string; subject: string; at: Date; body: string }): Entry {
  const { basis, office }: { basis: Basis; office: string | null } = JSON.parse(row.body)
  return { place: row.place, kind: row.kind, subject: row.subject, at: row.at, basis, office, body: row.body }
}
