// The secret that signs sessions: a file of the operator's, or in the demo one that the city makes for itself.
import { randomBytes } from 'node:crypto'
import { keepFirst, readKept } from '#platform/kept.ts'

const least = 32

/** Reads the secret. The demo makes the file, readable by its owner only; a live city throws a sentence if it is not there or short. */
export async function readSecret(file: string, mode: 'demo' | 'live'): Promise<string> {
  const kept = (await readKept(file))?.trim() ?? null
  if (kept === null && mode === 'demo') return makeSecret(file)
  if (kept === null) throw new Error(`SECRET_FILE: нет файла ${file} / there is no file ${file}`)
  if (kept.length < least) {
    throw new Error(
      `SECRET_FILE: в файле ${file} меньше ${least} знаков / the file ${file} has fewer than ${least} characters`,
    )
  }
  return kept
}

// Of two processes that start at once one wins; the other reads what the first kept.
async function makeSecret(file: string): Promise<string> {
  const secret = randomBytes(48).toString('base64url')
  return (await keepFirst(file, `${secret}\n`)) ? secret : readSecret(file, 'live')
}
