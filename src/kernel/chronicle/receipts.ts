// Receipts: one file that proves an entry, or all entries of a promise, to the checkpoint published last.
import {
  inclusionProof,
  type ProvenEntry,
  proofText,
  readNote,
  receiptFrom,
  type TileId,
  tilePath,
  tilesForInclusion,
} from '#engines/transparency-log/index.ts'
import type { City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import type { Head, Publication } from './publication.ts'
import { type Paper, papersOf, textsNamed } from './queries.ts'
import { chronicleDb } from './tables.ts'
import { readTiles } from './tree.ts'
import { type Cosigned, cosignedCheckpoints } from './witnesses.ts'

/** Where the receipt of a subject's entries lies, without the language prefix. */
export function receiptHref(subject: string): string {
  return `/chronicle/receipts/of/${encodeURIComponent(subject).replaceAll('%3A', ':')}.json`
}

/** The receipt of one entry; null when no published checkpoint holds it. Throws `unavailable` while the city signs nothing. */
export async function receiptAt(city: City, publication: Publication, place: number): Promise<Uint8Array | null> {
  const head = await headOf(city, publication)
  if (head === null || place >= head.checkpoint.size) return null
  const row = await chronicleDb(city)
    .selectFrom('chronicle.entries')
    .select(['place', 'body'])
    .where('place', '=', place)
    .executeTakeFirst()
  if (!row) return null
  const { proven, checkpoint } = await prove(city, head, [row])
  const [entry] = proven
  return entry ? receiptFrom({ ...entry, vkeys: checkpoint.vkeys, witnesses: checkpoint.witnesses }) : null
}

/** The receipt of all entries of a subject so far; null when no published checkpoint holds one. Throws as `receiptAt`. */
export async function receiptOf(city: City, publication: Publication, subject: string): Promise<Uint8Array | null> {
  const head = await headOf(city, publication)
  if (head === null) return null
  const rows = await chronicleDb(city)
    .selectFrom('chronicle.entries')
    .select(['place', 'body'])
    .where('subject', '=', subject)
    .where('place', '<', head.checkpoint.size)
    .orderBy('place')
    .execute()
  if (rows.length === 0) return null
  const { proven, checkpoint } = await prove(city, head, rows)
  const newest = proven.pop()
  if (!newest) return null
  const { vkeys, witnesses } = checkpoint
  return receiptFrom({ ...newest, vkeys, witnesses, of: { subject, earlier: proven } })
}

async function headOf(city: City, publication: Publication): Promise<Head | null> {
  const { head, trouble } = await publication.look(city)
  if (trouble) throw refuse.unavailable('chronicle.refusal.receiptWaits')
  return head
}

export interface Checkpointed {
  /** With the cosignatures below the city's own. */
  note: string
  size: number
  vkeys: readonly string[]
  witnesses: readonly string[]
}

/**
 * The checkpoint that a receipt is made to: the newest with what witnesses have said of it; one that a witness has seen is worth
 * more than a newer one that none has, as long as it holds the entry.
 */
export function checkpointFor(head: Head, cosigned: readonly Cosigned[], place: number): Checkpointed {
  const { text } = readNote(head.note)
  const now = cosigned.filter(({ note }) => readNote(note).text === text)
  if (now.length > 0) return withLines(head, now)
  const older = cosigned.filter(({ size }) => size > place && size <= head.checkpoint.size)
  const [best] = older.toSorted((a, b) => b.size - a.size)
  if (!best) return withLines(head, [])
  const same = older.filter(({ note }) => readNote(note).text === readNote(best.note).text)
  return withLines({ note: best.note, vkeys: best.vkeys, checkpoint: { size: best.size } }, same)
}

function withLines(
  head: { note: string; vkeys: readonly string[]; checkpoint: { size: number } },
  cosigned: readonly Cosigned[],
): Checkpointed {
  return {
    note: head.note + cosigned.map(({ line }) => line).join(''),
    size: head.checkpoint.size,
    vkeys: head.vkeys,
    witnesses: cosigned.map(({ vkey }) => vkey),
  }
}

async function prove(
  city: City,
  head: Head,
  rows: readonly { place: number; body: string }[],
): Promise<{ proven: ProvenEntry[]; checkpoint: Checkpointed }> {
  const checkpoint = checkpointFor(head, await cosignedCheckpoints(city), rows.at(-1)?.place ?? 0)
  const { size, note } = checkpoint
  const ids = new Map<string, TileId>()
  for (const { place } of rows) for (const id of tilesForInclusion(size, place)) ids.set(tilePath(id), id)
  const tile = await readTiles(city, [...ids.values()])
  const papers = await papersOf(
    city,
    rows.flatMap(({ body }) => Object.values(textsNamed(body))),
  )
  const proven = rows.map(({ place, body }) => ({
    entry: Buffer.from(body),
    proof: proofText({ index: place, proof: inclusionProof(size, place, tile), note }),
    texts: Object.values(textsNamed(body)).flatMap((hash) => shown(papers.get(hash))),
  }))
  return { proven, checkpoint }
}

function shown(paper: Paper | undefined): { hash: string; salt: string; content: string }[] {
  if (!paper || paper.salt === null || paper.content === null) return []
  return [{ hash: paper.hash, salt: paper.salt.toString('hex'), content: paper.content }]
}
