// What this process may show of the record: the newest checkpoint that goes on from the one published last, or why there is none.
import { type Checkpoint, checkpointFrom, openNote, readNote, vkeyOf } from '#engines/transparency-log/index.ts'
import type { City } from '#platform/city.ts'
import type { Values } from '#platform/refusal.ts'
import { type HeadRow, headRow } from './queries.ts'
import type { Seal } from './seal.ts'
import { goesOn } from './tree.ts'

export interface Head {
  /** The checkpoint as the city's keys signed it. */
  note: string
  /** The keys that signed it, the current one first. */
  vkeys: string[]
  checkpoint: Checkpoint
}

/** Why the city signs nothing at present: a word key and its values. */
export interface Trouble {
  key: string
  values: Values
}

export interface Seen {
  row: HeadRow
  /** The newest checkpoint published; null before the first. */
  head: Head | null
  trouble: Trouble | null
}

export interface Publication {
  /** Looks at the database's head and publishes it if it is newer and goes on from what was published. Not inside an action. */
  look(city: City): Promise<Seen>
}

/** Opens the publication over a seal. */
export function openPublication(seal: Seal): Publication {
  let shown: Head | null = null
  // One look at a time decides, so that an older head read before cannot be taken for a database that went back.
  let deciding: Promise<unknown> = Promise.resolve()

  const known = (row: HeadRow): Seen | null =>
    shown !== null && row.note === shown.note ? { row, head: shown, trouble: null } : null

  const decide = async (city: City): Promise<Seen> => {
    const row = await headRow(city)
    const seen = known(row)
    if (seen) return seen
    const judged = await judge(city, seal, row)
    if ('key' in judged) return { row, head: await lastPublished(seal), trouble: judged }
    if (judged.head === null) return { row, head: null, trouble: null }
    if (judged.head.note !== seal.kept()?.note) await seal.keep(judged.head.note)
    shown = judged.head
    return { row, head: shown, trouble: null }
  }

  return {
    look: async (city) => {
      if (city.within.transaction) throw new Error('what is published is written to a file, never inside an action')
      const seen = known(await headRow(city))
      if (seen) return seen
      const decided = deciding.then(() => decide(city))
      deciding = decided.catch(() => undefined)
      return decided
    },
  }
}

async function judge(city: City, seal: Seal, row: HeadRow): Promise<Trouble | { head: Head | null }> {
  const kept = seal.kept()?.checkpoint ?? null
  if (kept !== null && kept.origin !== seal.origin) return trouble('origin', { was: kept.origin, is: seal.origin })
  if (row.note === null || row.vkeys === null) return behind(kept, 0)
  const checkpoint = checkpointFrom(readNote(row.note).text)
  if (checkpoint.origin !== seal.origin) {
    // With nothing published under this name it is a new log over the same entries.
    return kept === null ? { head: null } : trouble('origin', { was: checkpoint.origin, is: seal.origin })
  }
  if (openNote(row.note, await seal.signers()).signed.length === 0) return trouble('foreign', {})
  if (kept !== null && checkpoint.size < kept.size) return behind(kept, checkpoint.size)
  if (kept !== null && !(await goesOn(city, kept, checkpoint))) return trouble('rewritten', { size: kept.size })
  return { head: { note: row.note, vkeys: row.vkeys.split('\n'), checkpoint } }
}

function behind(kept: Checkpoint | null, size: number): Trouble | { head: null } {
  return kept === null || kept.size === 0 ? { head: null } : trouble('behind', { size, published: kept.size })
}

async function lastPublished(seal: Seal): Promise<Head | null> {
  const kept = seal.kept()
  if (kept === null) return null
  const { signed } = openNote(kept.note, await seal.signers())
  return { note: kept.note, vkeys: signed.map(({ by }) => vkeyOf(by)), checkpoint: kept.checkpoint }
}

export function trouble(code: string, values: Trouble['values']): Trouble {
  return { key: `chronicle.trouble.${code}`, values }
}
