// The file store: bytes kept under the name of their own SHA-256, so that nothing is ever overwritten or kept twice.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, opendir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

export type Files = {
  /** Keeps the bytes and answers their SHA-256 in hex. When it has answered, they survive kill -9 and a power cut. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes, or null when nothing of that name is kept. Throws FileDamaged when the disk gives back other bytes. */
  read(sha: string): Promise<Uint8Array | null>
  /** The same as a stream, unverified, for large files; null when nothing of that name is kept. */
  stream(sha: string): Promise<Readable | null>
  /** Forgets the file. With `unlessSince`, keeps one that was put (again) at that instant or later. */
  remove(sha: string, unlessSince?: Date): Promise<void>
  /** Names of files last put before the instant: candidates for sweeping, to be compared with what the tables hold. */
  all(olderThan: Date): AsyncIterable<string>
  /** Removes what a killed process left half written before the instant; answers how many. */
  dropUnfinished(olderThan: Date): Promise<number>
}

export class FileDamaged extends Error {
  readonly sha: string
  constructor(sha: string) {
    super(`the kept file ${sha} no longer matches its name: the disk is damaged or somebody changed it`)
    this.name = 'FileDamaged'
    this.sha = sha
  }
}

/** Opens the store in the folder; the folder is made at the first `put`. Errors of the disk (ENOSPC, EACCES) pass through. */
export const openFiles = (folder: string): Files => {
  // Folders known to be on the disk with all their parents: for them one fsync a put is enough.
  const settled = new Set<string>()
  const unfinished = join(folder, 'unfinished')
  const placeOf = (sha: string) => join(folder, sha.slice(0, 2), sha.slice(2, 4), sha)

  const put = async (bytes: Uint8Array) => {
    const sha = sha256(bytes)
    const place = placeOf(sha)
    // Touching tells the sweeper that somebody wants this file again; without it a fresh upload could be swept as old.
    if ((await isKept(place, sha)) && (await touch(place))) {
      await settle(folder, dirname(place), settled)
      return sha
    }
    const made = await mkdir(unfinished, { recursive: true, mode: 0o700 })
    if (made) await syncFolder(dirname(made))
    const draft = join(unfinished, randomUUID())
    try {
      await writeAndSync(draft, bytes)
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      await rename(draft, place)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    await settle(folder, dirname(place), settled)
    return sha
  }

  const read = async (sha: string) => {
    if (!isSha(sha)) return null
    const bytes = await orNull(readFile(placeOf(sha)))
    if (bytes && sha256(bytes) !== sha) throw new FileDamaged(sha)
    return bytes
  }

  const stream = async (sha: string) => {
    if (!isSha(sha)) return null
    const file = await orNull(open(placeOf(sha), 'r'))
    return file ? file.createReadStream() : null
  }

  const remove = async (sha: string, unlessSince?: Date) => {
    if (!isSha(sha)) return
    const kept = await orNull(stat(placeOf(sha)))
    if (!kept || (unlessSince && kept.mtime >= unlessSince)) return
    await rm(placeOf(sha), { force: true })
  }

  async function* all(olderThan: Date) {
    for await (const path of walk(folder, 2)) {
      const sha = path.slice(-64)
      if (!isSha(sha) || path !== placeOf(sha)) continue
      const kept = await orNull(stat(path))
      if (kept && kept.mtime < olderThan) yield sha
    }
  }

  const dropUnfinished = async (olderThan: Date) => {
    let dropped = 0
    for await (const path of walk(unfinished, 0)) {
      const draft = await orNull(stat(path))
      if (!draft || draft.mtime >= olderThan) continue
      await rm(path, { force: true })
      dropped += 1
    }
    return dropped
  }

  return { put, read, stream, remove, all, dropUnfinished }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

// The shape is the guard against path traversal: 64 hex digits hold neither a dot nor a slash.
const isSha = (name: string) => /^[0-9a-f]{64}$/.test(name)

const isKept = async (place: string, sha: string) => {
  const bytes = await orNull(readFile(place))
  return bytes !== null && sha256(bytes) === sha
}

const touch = async (place: string) => {
  // The machine's clock, not the city's: it is compared with nothing but times the machine gave to other files.
  const now = new Date()
  return (await orNull(utimes(place, now, now).then(() => true))) ?? false
}

const writeAndSync = async (path: string, bytes: Uint8Array) => {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

// A rename is durable only when its folder is on the disk, and a new folder only when its parent is.
const settle = async (root: string, leaf: string, settled: Set<string>) => {
  await syncFolder(leaf)
  if (settled.has(leaf)) return
  await syncFolder(dirname(leaf))
  await syncFolder(root)
  settled.add(leaf)
}

const syncFolder = async (path: string) => {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function* walk(folder: string, deeper: number): AsyncIterable<string> {
  const entries = await orNull(opendir(folder))
  if (!entries) return
  for await (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && deeper > 0) yield* walk(path, deeper - 1)
    else if (entry.isFile()) yield path
  }
}

// Absence is an answer; every other trouble of the disk is for the caller to hear.
const orNull = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
