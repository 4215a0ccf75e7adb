// The embedded database: PostgreSQL inside this process (PGlite), made to reach the disk at every commit.
import { closeSync, existsSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

export interface Embedded {
  pglite: PGlite
  /** How often the files were brought to the disk since the start; stays 0 in memory. */
  syncs(): number
}

interface Place {
  folder?: string | undefined
  image?: Blob | Uint8Array | undefined
}

/**
 * Starts PGlite in `folder`/pg, or in memory where no folder is given. With an image (a dumped data directory) a new database
 * starts from it instead of from an empty cluster.
 */
export async function startEmbedded({ folder, image }: Place): Promise<Embedded> {
  const loadDataDir = image instanceof Uint8Array ? new Image(image) : image
  const first: PGliteOptions = loadDataDir ? { loadDataDir } : {}
  if (folder === undefined) {
    return { pglite: await PGlite.create({ ...first, startParams: startParams('-F') }), syncs: () => 0 }
  }
  const home = join(folder, 'pg')
  if (!existsSync(home)) await makeCluster(folder, home, first)
  const disk = new SyncingNodeFS(home)
  const pglite = await PGlite.create({ fs: disk, startParams: startParams() })
  return { pglite, syncs: () => disk.syncs }
}

// A first start that is killed half-way must not leave a half-made cluster that the next start takes for a whole one: it is
// made beside its place, brought to the disk file by file (PGlite's own set-up syncs nothing), and only then moved in.
async function makeCluster(folder: string, home: string, first: PGliteOptions): Promise<void> {
  const making = join(folder, 'pg.new')
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { recursive: true, mode: 0o700 })
  const pglite = await PGlite.create({ ...first, fs: new SyncingNodeFS(making), startParams: startParams() })
  await pglite.exec('checkpoint')
  await pglite.close()
  await chmod(making, 0o700)
  await syncTree(making)
  await rename(making, home)
  await syncPath(folder)
}

// PGlite's own start parameters less -F (which turns fsync off), plus: the one sync method whose system call reaches
// Emscripten's file system (fdatasync is answered there without doing anything), and the time zone every connection has.
function startParams(...extra: string[]): string[] {
  const own = PGlite.defaultStartParams.filter((each) => each !== '-F')
  return [...own, ...extra, '-c', 'wal_sync_method=fsync', '-c', 'timezone=UTC', '-c', 'datestyle=ISO, MDY']
}

/** PGlite reads an image as a Blob, which would copy it twice on the way: this one hands over the bytes themselves. PGlite copies each file. */
class Image extends Blob {
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    super([])
    this.#bytes = bytes
  }

  override get size(): number {
    return this.#bytes.length
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.#bytes
    return buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength
      ? buffer
      : new Uint8Array(this.#bytes).buffer
  }
}

type Setup = Parameters<NodeFS['init']>

// The inner parts of PGlite that the patch touches; PGlite is pinned, and a test counts the calls.
interface NodeFiles {
  stream_ops: { fsync?: (stream: OpenFile) => number }
  realPath(node: unknown): string
}

interface OpenFile {
  /** The native descriptor; a folder has none. */
  nfd?: number
  node: unknown
}

/** PGlite's folder on disk, whose fsync reaches the disk; PGlite's own answers without doing anything. */
class SyncingNodeFS extends NodeFS {
  syncs = 0

  // Patched before PostgreSQL starts, since recovery after a crash syncs as well.
  override async init(pglite: Setup[0], options: Setup[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pglite, options)
    const preRun = [...(emscriptenOpts.preRun ?? []), (module: unknown) => this.#patch(nodeFilesOf(module))]
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }

  #patch(files: NodeFiles): void {
    files.stream_ops.fsync = (stream) => {
      this.syncs += 1
      if (stream.nfd !== undefined) fdatasyncSync(stream.nfd)
      else syncFolder(files.realPath(stream.node))
      return 0
    }
  }
}

function nodeFilesOf(module: unknown): NodeFiles {
  // Emscripten's module carries no types for its file systems; checked here, so that another build fails loudly.
  const files = (module as { NODEFS?: Partial<NodeFiles> }).NODEFS
  if (!files?.stream_ops || !files.realPath) {
    throw new Error('This build of PGlite hides its file system, so commits would not reach the disk.')
  }
  return { stream_ops: files.stream_ops, realPath: files.realPath }
}

function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await syncTree(path)
    else if (entry.isFile()) await syncPath(path)
  }
  await syncPath(folder)
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
