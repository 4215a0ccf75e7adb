// Files are read and written in a thread of their own, one at a time, with bounds on time and memory.
import { refuse } from '../refusal.ts'
import { inThread } from '../thread.ts'
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
    return await done(work)
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

async function done(work: Work): Promise<Opened | Uint8Array> {
  const answer = await inThread<Opened | Uint8Array>(program, work, { mostMs: MOST_MS, mostMegabytes: MOST_MEGABYTES })
  if (answer === 'too-heavy') throw new TooHeavy()
  return answer.said
}
