// Whether the record is well: what is signed, what is stored and what witnesses say.
import { rootOfEdge } from '#engines/transparency-log/index.ts'
import type { City } from '#platform/city.ts'
import type { Health } from '#platform/module.ts'
import type { Publication, Seen, Trouble } from './publication.ts'
import { trouble } from './publication.ts'
import type { Seal } from './seal.ts'
import type { Sequencer } from './sequencer.ts'
import { chronicleDb } from './tables.ts'
import { edgeAt } from './tree.ts'
import { witnessStates } from './witnesses.ts'

/** One line for the record and one for each witness. */
export async function healthOf(
  city: City,
  parts: { seal: Seal; publication: Publication; sequencer: Sequencer },
): Promise<Health[]> {
  const { seal, publication, sequencer } = parts
  const seen = await publication.look(city)
  const why = seen.trouble ?? sequencer.trouble() ?? (await storedWrong(city, seen))
  const { size, grown } = seen.row
  const record: Health = why
    ? { ok: false, ...why }
    : { ok: true, key: 'chronicle.health.well', values: { size, grown, origin: seal.origin } }
  const states = await witnessStates(city)
  const witnesses = seal.witnesses.map(({ vkey, verifier }): Health => {
    const state = states.find((each) => each.vkey === vkey)
    const { name } = verifier
    if (!state) return { ok: true, key: 'chronicle.health.unasked', values: { name } }
    return state.error === null
      ? { ok: true, key: 'chronicle.health.cosigned', values: { name, size: state.size } }
      : { ok: false, key: 'chronicle.health.failed', values: { name, tries: state.tries, error: state.error } }
  })
  return [record, ...witnesses]
}

// What the next batch would find, seen before it comes.
async function storedWrong(city: City, { row, head }: Seen): Promise<Trouble | null> {
  const stranger = await chronicleDb(city)
    .selectFrom('chronicle.entries')
    .select('place')
    .where('place', '>=', row.size)
    .limit(1)
    .executeTakeFirst()
  if (stranger) return trouble('taken', { place: stranger.place })
  if (head === null || head.checkpoint.size !== row.grown) return null
  const root = await edgeAt(city, row.grown).then(rootOfEdge, () => null)
  return root && Buffer.compare(root, head.checkpoint.root) === 0 ? null : trouble('tiles', { size: row.grown })
}
