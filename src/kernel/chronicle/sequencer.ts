// The sequencer: gives waiting statements their places and grows the tree over them, one at a time over all processes.
import { sql } from 'kysely'
import {
  checkpointFrom,
  checkpointText,
  type Edge,
  grow,
  hashesIn,
  readNote,
  rootOfEdge,
  type Signer,
  signNote,
  vkeyOf,
} from '#engines/transparency-log/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { type Publication, type Trouble, trouble } from './publication.ts'
import { type HeadRow, headRow } from './queries.ts'
import { basisOf, entryBody } from './rules.ts'
import type { Seal } from './seal.ts'
import { chronicleDb } from './tables.ts'
import { edgeAt, layTiles } from './tree.ts'

// Kept small for the embedded database, where a statement may take 50 ms; 1,000 rows took about 80 ms on a busy machine.
const batch = 500

export interface Sequencer {
  /** Takes one batch; answers whether there was anything to do. Not inside an action: files are written. */
  run(city: City): Promise<boolean>
  /** Why nothing is taken at present. */
  trouble(): Trouble | null
}

/** Makes a sequencer. Without a seal the record grows and nothing is signed. */
export function openSequencer(sealed: { seal: Seal; publication: Publication } | null): Sequencer {
  let stuck: Trouble | null = null
  const stop = (city: City, why: Trouble): false => {
    if (stuck?.key !== why.key) city.log.error({ why: why.key, ...why.values }, 'the record signs nothing')
    stuck = why
    return false
  }
  return {
    trouble: () => stuck,
    run: async (city) => {
      const seen = await sealed?.publication.look(city)
      if (seen?.trouble) return stop(city, seen.trouble)
      const row = seen?.row ?? (await headRow(city))
      const signers = (await sealed?.seal.signers()) ?? []
      // Head before file: whoever rotates writes the file first, so a key of the head that the file lacks was taken out of it.
      if (sealed && originOf(row.note) === sealed.seal.origin && !isKnown(row, signers))
        return stop(city, trouble('key', { vkey: row.vkeys?.split('\n')[0] ?? '' }))
      if (!isDue(row, sealed?.seal.origin, signers)) {
        stuck = null
        return false
      }
      try {
        await sequence(city, { seen: row, origin: sealed?.seal.origin ?? '', signers })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return stop(city, error)
      }
      stuck = null
      // Shown at once, so that whoever asks finds it published; a process that ends here publishes it when it is back.
      await sealed?.publication.look(city)
      return true
    },
  }
}

function isKnown({ vkeys }: HeadRow, signers: readonly Signer[]): boolean {
  const [current] = vkeys?.split('\n') ?? []
  return current === undefined || signers.some((signer) => vkeyOf(signer) === current)
}

function isDue(row: HeadRow, origin: string | undefined, signers: readonly Signer[]): boolean {
  if (row.waiting || row.grown < row.size) return true
  return origin !== undefined && (row.vkeys !== keysOf(signers) || originOf(row.note) !== origin)
}

/**
 * Places, tiles, root and signed checkpoint of one batch, committed together. Entries that are older than the tree come first, in
 * pages, and nothing is signed until the tree holds them. Throws a refusal when what is stored is not what was signed.
 */
const sequence = action(
  'chronicle',
  async (city, input: { seen: HeadRow; origin: string; signers: readonly Signer[] }): Promise<void> => {
    const { seen, origin, signers } = input
    const row = await chronicleDb(city)
      .selectFrom('chronicle.head')
      .select(['size', 'grown', 'note', 'vkeys'])
      .forUpdate()
      .executeTakeFirstOrThrow()
    // Another process came first; the next look says what is left to do.
    if (row.note !== seen.note || row.grown !== seen.grown) return
    const edge = await edgeOf(city, row, origin)
    const older = row.grown < row.size
    if (!older) await inscribeRotation(city, row.vkeys, signers)
    const leaves = older ? await leavesOf(city, row.grown, row.size) : await place(city, row.size)
    const grown = grow(edge, leaves)
    await layTiles(city, grown.tiles)
    const size = older ? row.size : row.size + leaves.length
    const whole = grown.edge.size === size && signers.length > 0
    const text = () => checkpointText({ origin, size, root: rootOfEdge(grown.edge) })
    await chronicleDb(city)
      .updateTable('chronicle.head')
      .set({
        size,
        grown: grown.edge.size,
        note: whole ? signNote(text(), signers) : null,
        vkeys: whole ? keysOf(signers) : null,
      })
      .execute()
  },
)

// What was signed must follow from what is stored, or the next root would be the first anybody sees of a change.
async function edgeOf(city: City, row: Omit<HeadRow, 'waiting'>, origin: string): Promise<Edge> {
  const edge = await edgeAt(city, row.grown).catch(() => {
    throw refuse.conflict('chronicle.trouble.tiles', { size: row.grown })
  })
  const signed = row.note === null ? null : checkpointFrom(readNote(row.note).text)
  if (signed === null || signed.origin !== origin) return edge
  if (signed.size === row.grown && Buffer.compare(signed.root, rootOfEdge(edge)) === 0) return edge
  throw refuse.conflict('chronicle.trouble.tiles', { size: row.grown })
}

// A new current key is told in the record itself, whoever put it into the file and wherever that process ended.
async function inscribeRotation(city: City, vkeys: string | null, signers: readonly Signer[]): Promise<void> {
  const from = vkeys?.split('\n')[0]
  const [current] = signers
  const to = current && vkeyOf(current)
  if (from === undefined || to === undefined || from === to) return
  const statement = {
    kind: 'chronicle.key-rotated',
    subject: 'chronicle:key',
    basis: basisOf(city),
    office: 'operator',
    data: { from, to },
  }
  const body = entryBody(statement, { id: newId(city.now), at: city.now, texts: {} })
  await chronicleDb(city)
    .insertInto('chronicle.inscriptions')
    .values({ body, kind: statement.kind, subject: statement.subject, at: city.now })
    .execute()
}

/** Moves waiting statements into the record in the order of their writing, where they lie: the bodies do not travel. */
async function place(city: City, size: number): Promise<Uint8Array[]> {
  const { rows } = await sql<{ leaves: Buffer | null }>`
    with taken as (
      delete from chronicle.inscriptions
      where id in (select id from chronicle.inscriptions order by id limit ${batch})
      returning id, body, kind, subject, at
    ), placed as (
      insert into chronicle.entries (place, body, kind, subject, at)
      select ${size}::bigint - 1 + row_number() over (order by id), body, kind, subject, at from taken
      returning place, ${leaf} as leaf
    )
    select string_agg(leaf, ''::bytea order by place) as leaves from placed`
    .execute(chronicleDb(city))
    .catch((error: unknown) => {
      const taken = error instanceof Error && 'code' in error && error.code === '23505'
      throw taken ? refuse.conflict('chronicle.trouble.taken', { place: size }) : error
    })
  return hashesIn(rows[0]?.leaves ?? Buffer.alloc(0))
}

/** Leaf hashes of a page of entries that stand in the record already. */
async function leavesOf(city: City, grown: number, size: number): Promise<Uint8Array[]> {
  const { rows } = await sql<{ leaves: Buffer | null; last: number | null }>`
    select string_agg(${leaf}, ''::bytea order by place) as leaves, max(place) as last
    from (select place, body from chronicle.entries where place >= ${grown} and place < ${size}
      order by place limit ${batch}) as page`.execute(chronicleDb(city))
  const leaves = hashesIn(rows[0]?.leaves ?? Buffer.alloc(0))
  if (leaves.length === 0 || rows[0]?.last !== grown + leaves.length - 1) {
    throw refuse.conflict('chronicle.trouble.gap', { place: grown })
  }
  return leaves
}

// RFC 6962, section 2.1: the hash of a leaf is SHA-256 of a zero byte and the entry.
const leaf = sql<Buffer>`sha256(decode('00', 'hex') || convert_to(body, 'UTF8'))`

function keysOf(signers: readonly Signer[]): string {
  return signers.map(vkeyOf).join('\n')
}

function originOf(note: string | null): string | null {
  return note === null ? null : checkpointFrom(readNote(note).text).origin
}
