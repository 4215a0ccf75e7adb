// One process for each data folder, held by a listening Unix socket: the kernel closes it with the process, however it ends.
//
// A socket file outlives its process, so the difficulty is to take over a dead holder's place when several start at once:
// between "nobody listens there" and "remove it" the file may already be another's live one. So nothing is ever removed by a
// shared name. `lock/` holds one token, an empty file `holder.<id>`, and each process listens on a socket of its own,
// `lock/<id>.sock`, before it asks for the token; ids never come twice. The rules:
//   1. The token is made once, together with its folder, by moving a prepared folder into place, which fails if it exists.
//   2. The holder is the token's id, if somebody listens on that id's socket. An id whose socket is silent is dead for good,
//      because it listened before it could be named.
//   3. A dead holder's token is taken by renaming it to one's own id. Its name is unique, so one of many renames succeeds.
// The token is never removed, so rule 3 is the only way to hold a folder again. `lock.sock` is a link to the holder's socket.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ask, listenOn, type Serve } from './socket.ts'

export interface Holder {
  pid: number
  /** Where the holder answers people, once it does. */
  url?: string
}

export interface Holding {
  /** Answers what another process asks by `askHolder`; `say` tells it how the work goes. */
  answer: (request: unknown, say: (line: unknown) => void) => Promise<unknown>
  /** Where the city answers, to be told to a second starter. */
  url?: () => string | undefined
}

export type Held = { release(): Promise<void> }

const who = { lock: 'who' }
const patience = 2_000

/**
 * Takes the data folder for this process, making it (mode 0700) if need be, or tells who has it. Of any number of starters
 * exactly one gets it. Whoever gets it must stop using the folder before `release`.
 */
export async function holdFolder(folder: string, holding: Holding): Promise<Held | { takenBy: Holder }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const id = `${process.pid}-${randomBytes(8).toString('hex')}`
  const lock = join(folder, 'lock')
  await makeToken(folder, lock)
  const last = await lastHolder(lock)
  if (last.alive) return { takenBy: last.alive }
  const socket = await listenOn(lock, `${id}.sock`, answering(holding))
  try {
    const other = await takeToken(lock, id)
    if (other) {
      await socket.close()
      return { takenBy: other }
    }
    await pointTo(folder, id)
  } catch (error) {
    await socket.close()
    throw error
  }
  return {
    async release() {
      await rm(join(folder, 'lock.sock'), { force: true })
      await socket.close()
    },
  }
}

/**
 * Asks the process that holds the folder, and hears its lines while it works. Answers `{ holder: undefined }` where nobody
 * holds it. Throws an error with the holder's own sentence where the work failed there.
 */
export async function askHolder(
  folder: string,
  request: unknown,
  heard: (line: unknown) => void = () => {},
): Promise<{ holder: number; answer: unknown } | { holder: undefined }> {
  const lock = join(folder, 'lock')
  const id = await tokenOf(lock)
  if (id === undefined) return { holder: undefined }
  const asked = await ask(lock, `${id}.sock`, request, heard)
  return asked === 'nobody' ? { holder: undefined } : { holder: pidOf(id), answer: asked.answer }
}

// Rule 1. An empty `lock` (a copy of the folder may lack empty files) counts as absent for a move, so it heals.
async function makeToken(folder: string, lock: string): Promise<void> {
  if ((await tokenOf(lock)) !== undefined) return
  const prepared = join(folder, `lock.new.${process.pid}-${randomBytes(8).toString('hex')}`)
  await mkdir(prepared, { mode: 0o700 })
  await writeFile(join(prepared, 'holder.0-nobody'), '')
  try {
    await rename(prepared, lock)
  } catch (error) {
    await rm(prepared, { recursive: true })
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
  }
}

// Rule 3. Each turn either ends or follows another process's success, so it ends.
async function takeToken(lock: string, id: string): Promise<Holder | undefined> {
  for (;;) {
    const last = await lastHolder(lock)
    if (last.alive) return last.alive
    try {
      await rename(join(lock, `holder.${last.id}`), join(lock, `holder.${id}`))
    } catch (error) {
      if (hasCode(error, 'ENOENT')) continue
      throw error
    }
    await rm(join(lock, `${last.id}.sock`), { force: true })
    return undefined
  }
}

// Rule 2.
async function lastHolder(lock: string): Promise<{ id: string; alive?: Holder }> {
  const id = await tokenOf(lock)
  if (id === undefined) throw new Error(`The folder ${lock} was emptied while this process started on it.`)
  // A holder that listens but is too busy to answer holds all the same.
  const asked = await ask(lock, `${id}.sock`, who, () => {}, AbortSignal.timeout(patience)).catch(
    () => 'silence' as const,
  )
  if (asked === 'nobody') return { id }
  const answer = asked === 'silence' ? undefined : asked.answer
  const url = isObject(answer) && typeof answer.url === 'string' ? { url: answer.url } : {}
  return { id, alive: { pid: pidOf(id), ...url } }
}

async function tokenOf(lock: string): Promise<string | undefined> {
  for (let turn = 0; turn < 100; turn += 1) {
    const names = await readdir(lock).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return undefined
      throw error
    })
    if (names === undefined || names.length === 0) return undefined
    const tokens = names.filter((each) => each.startsWith('holder.'))
    if (tokens.length === 1) return tokens[0]?.slice('holder.'.length)
    // While a token is renamed, a reader of the folder may see it under both names or under none; looking again helps.
  }
  throw new Error(
    `The folder ${lock} does not hold exactly one token. If no city runs on it, remove it and start again.`,
  )
}

async function pointTo(folder: string, id: string): Promise<void> {
  const link = join(folder, `lock.sock.${id}`)
  await symlink(join('lock', `${id}.sock`), link)
  await rename(link, join(folder, 'lock.sock'))
}

function answering({ answer, url }: Holding): Serve {
  return async (request, say) => {
    if (isObject(request) && request.lock === 'who') return { pid: process.pid, url: url?.() }
    return answer(request, say)
  }
}

function pidOf(id: string): number {
  return Number.parseInt(id, 10)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}
