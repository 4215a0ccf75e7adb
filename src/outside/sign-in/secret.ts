// The secret that signs sessions: a file of the operator's, or in the demo one that the city makes for itself.
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

const least = 32

/** Reads the secret. The demo makes the file, readable by its owner only; a live city throws a sentence if it is not there or short. */
export async function readSecret(file: string, mode: 'demo' | 'live'): Promise<string> {
  const kept = await readKept(file)
  if (kept === null && mode === 'demo') return makeSecret(file)
  if (kept === null) throw new Error(`SECRET_FILE: нет файла ${file} / there is no file ${file}`)
  if (kept.length < least) {
    throw new Error(
      `SECRET_FILE: в файле ${file} меньше ${least} знаков / the file ${file} has fewer than ${least} characters`,
    )
  }
  return kept
}

async function readKept(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

// `wx` lets one of two processes that start at once win; the other reads what the first wrote.
async function makeSecret(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const secret = randomBytes(48).toString('base64url')
  try {
    await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
    return secret
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return readSecret(file, 'live')
    throw error
  }
}
