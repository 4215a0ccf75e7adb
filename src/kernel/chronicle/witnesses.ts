// Witnesses: they are sent each new checkpoint with the proof that it goes on from what they saw, and cosign it.
import { addCheckpointRequest, openNote } from '#engines/transparency-log/index.ts'
import type { AskWitness } from '#outside/witness/index.ts'
import { action, type City } from '#platform/city.ts'
import { minutes } from '#platform/time.ts'
import type { Head, Publication } from './publication.ts'
import type { Seal, WitnessAddress } from './seal.ts'
import { chronicleDb } from './tables.ts'
import { proofBetween } from './tree.ts'

/** A checkpoint as a witness has cosigned it. */
export interface Cosigned {
  vkey: string
  size: number
  /** As the city signed it. */
  note: string
  vkeys: string[]
  /** The witness's signature line. */
  line: string
}

export interface WitnessState {
  vkey: string
  size: number
  cosignedAt: Date | null
  /** How often it has failed in a row. */
  tries: number
  error: string | null
}

/** What each witness has cosigned last. */
export async function cosignedCheckpoints(city: City): Promise<Cosigned[]> {
  const rows = await chronicleDb(city).selectFrom('chronicle.witnesses').selectAll().orderBy('vkey').execute()
  return rows.flatMap(({ vkey, size, note, vkeys, cosignature }) =>
    note === null || vkeys === null || cosignature === null
      ? []
      : [{ vkey, size, note, vkeys: vkeys.split('\n'), line: cosignature }],
  )
}

/** What came of the last attempt with each witness. */
export async function witnessStates(city: City): Promise<WitnessState[]> {
  const rows = await chronicleDb(city).selectFrom('chronicle.witnesses').selectAll().orderBy('vkey').execute()
  return rows.map(({ vkey, size, cosigned_at, tries, error }) => ({
    vkey,
    size,
    cosignedAt: cosigned_at,
    tries,
    error,
  }))
}

/** Sends the newest checkpoint to every witness that has not cosigned it; one that fails is set aside for a while. */
export async function cosignAll(city: City, parts: { seal: Seal; publication: Publication; ask: AskWitness }) {
  const { seal, publication, ask } = parts
  const { head, trouble } = await publication.look(city)
  if (trouble || head === null || head.checkpoint.size === 0) return
  const rows = await chronicleDb(city).selectFrom('chronicle.witnesses').selectAll().execute()
  await Promise.all(
    seal.witnesses.map(async (witness) => {
      const row = rows.find(({ vkey }) => vkey === witness.vkey)
      const done = row?.cosignature !== null && row?.size === head.checkpoint.size && row.error === null
      if (done || isResting(row, city.now)) return
      try {
        const { line, size } = await askOne(city, witness, head, row?.size ?? 0, ask)
        await keepCosignature(city, { vkey: witness.vkey, size, head, line })
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error)
        city.log.warn({ witness: witness.verifier.name, error: said }, 'a witness did not cosign')
        await keepFailure(city, { vkey: witness.vkey, error: said.slice(0, 300) })
      }
    }),
  )
}

const rests = [1, 5, 15, 60].map(minutes)

// A clock that was set back must not make a witness rest until it has caught up.
function isResting(row: { tries: number; tried_at: Date | null } | undefined, now: Date): boolean {
  if (!row?.tried_at || row.tries === 0 || row.tried_at > now) return false
  const rest = rests[Math.min(row.tries, rests.length) - 1] ?? 0
  return now.getTime() - row.tried_at.getTime() < rest
}

async function askOne(
  city: City,
  witness: WitnessAddress,
  head: Head,
  old: number,
  ask: AskWitness,
): Promise<{ line: string; size: number }> {
  const { size } = head.checkpoint
  const answer = await askFrom(city, witness, head, old, ask)
  if (answer.status !== 409) return { line: lineIn(answer, witness, head), size }
  // It has seen another size than we remember: the same question from there, once.
  const seen = /^(0|[1-9]\d{0,15})\n$/.exec(answer.body)?.[1]
  if (seen === undefined) throw new Error('it answered 409 without a size')
  if (Number(seen) > size) throw new Error(`it has seen ${seen} entries, and the city has ${size}`)
  if (Number(seen) === old) throw new Error('it has seen another log of this name and size')
  return { line: lineIn(await askFrom(city, witness, head, Number(seen), ask), witness, head), size }
}

async function askFrom(city: City, witness: WitnessAddress, head: Head, old: number, ask: AskWitness) {
  const proof = await proofBetween(city, old, head.checkpoint.size)
  if (proof === null) throw new Error(`no proof can be made from ${old} entries`)
  return ask(witness.url, addCheckpointRequest({ old, proof, note: head.note }))
}

/** The line by which this witness cosigned this checkpoint; lines of other keys are passed over, as the specification says. */
function lineIn(answer: { status: number; body: string }, { verifier }: WitnessAddress, head: Head): string {
  if (answer.status !== 200) throw new Error(`it answered ${answer.status}: ${answer.body.slice(0, 100).trim()}`)
  for (const line of answer.body.split('\n').slice(0, most)) {
    if (line !== '' && holds(`${head.note}${line}\n`, verifier)) return `${line}\n`
  }
  throw new Error('its answer has no signature by its key')
}

const most = 16

function holds(note: string, verifier: WitnessAddress['verifier']): boolean {
  try {
    return openNote(note, [verifier]).signed.length > 0
  } catch {
    return false
  }
}

const keepCosignature = action(
  'chronicle',
  async (city, input: { vkey: string; size: number; head: Head; line: string }): Promise<void> => {
    const { vkey, size, head, line } = input
    const row = {
      size,
      note: head.note,
      vkeys: head.vkeys.join('\n'),
      cosignature: line,
      cosigned_at: city.now,
      tries: 0,
      tried_at: city.now,
      error: null,
    }
    await chronicleDb(city)
      .insertInto('chronicle.witnesses')
      .values({ vkey, ...row })
      .onConflict((conflict) => conflict.column('vkey').doUpdateSet(row))
      .execute()
  },
)

const keepFailure = action('chronicle', async (city, { vkey, error }: { vkey: string; error: string }) => {
  await chronicleDb(city)
    .insertInto('chronicle.witnesses')
    .values({ vkey, size: 0, tries: 1, tried_at: city.now, error })
    .onConflict((conflict) =>
      conflict.column('vkey').doUpdateSet((row) => ({
        tries: row('chronicle.witnesses.tries', '+', 1),
        tried_at: city.now,
        error,
      })),
    )
    .execute()
})

/** Forgets witnesses that the operator has taken out of the list, with what they cosigned. */
export const forgetWitnesses = action('chronicle', async (city, { except }: { except: readonly string[] }) => {
  await chronicleDb(city)
    .deleteFrom('chronicle.witnesses')
    .where((row) => row.not(row('vkey', '=', row.fn.any(row.val([...except])))))
    .execute()
})
