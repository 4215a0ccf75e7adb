// Files are read and written in a thread of their own, one at a time, with bounds on time and memory.
import { Worker } from 'node:worker_threads'
import { refuse } from '../refusal.ts'
import type { Opened } from './table.ts'
import type { Work } from './work.ts'

/** A file that wanted more time or memory than any honest one needs. */
export class TooHeavy extends Error {
  constructor() {
    super('the table took too much time or memory')
    this.name = 'TooHeavy'
  }
}

// The largest file that the limits let in takes a tenth of this on two busy cores.
const MOST_MS = 60_000
const MOST_MEGABYTES = 768
// Each waiting upload holds up to 20 MB.
const MAY_WAIT = 10

let busy = false
const waiting: (() => void)[] = []

/** Does the work when its turn comes. Throws TooHeavy, or `unavailable` when too many are waiting. */
export async function apart(work: Work): Promise<Opened | Uint8Array> {
  await turn()
  try {
    return await inThread(work)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy = false
  }
}

function turn(): Promise<void> {
  if (!busy) {
    busy = true
    return Promise.resolve()
  }
  if (waiting.length >= MAY_WAIT) return Promise.reject(refuse.unavailable('platform.refusal.busy'))
  return new Promise((resolve) => waiting.push(resolve))
}

// Tests run from the sources, the city from its bundle, where the build puts the thread's own file beside main.js.
const program = new URL(import.meta.url.endsWith('.ts') ? './work.ts' : './sheets-work.js', import.meta.url)

function inThread(work: Work): Promise<Opened | Uint8Array> {
  const resourceLimits = { maxOldGenerationSizeMb: MOST_MEGABYTES }
  const worker = new Worker(program, { workerData: work, resourceLimits, execArgv: [], env: {} })
  return new Promise<Opened | Uint8Array>((resolve, reject) => {
    const late = setTimeout(() => reject(new TooHeavy()), MOST_MS)
    worker.once('message', resolve)
    worker.once('error', (error: Error & { code?: string }) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TooHeavy() : error),
    )
    worker.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`the thread for tables ended with ${code} and no answer`))
    })
  }).finally(() => worker.terminate())
}
