// Several processes over one database: a writer is answered only when no process can still serve a page older than the write.
//
// Each process beats several times a second by NOTIFY and hears its own beat through the connection on which it listens. What was
// committed before that beat it has heard as well, since PostgreSQL delivers in the order of commits. So hearing a beat gives
// a lease: until `lease` after the beat was sent, the process knows all that was written before it, and may serve kept pages.
// A process that is deaf, cut off or stopped hears no beat, and by its own clock stops serving kept pages when the lease ends.
// A writer tells the others and waits for their answers, but never longer than one lease: whoever holds a lease after that has
// heard a beat sent after the write, and therefore the write. With nobody else there it waits for nothing and sends nothing.
// docs/decisions/020-pages-over-processes.md says why this holds, also for a process that has only just come.
import { sql } from 'kysely'
import { z } from 'zod'
import type { OpenDatabase } from './db/open.ts'
import { newSecret } from './ids.ts'
import { type Log, tellable } from './log.ts'

export interface Processes {
  /** Whether this process knows all that others have written: it may serve and keep pages. */
  hears(): boolean
  /** After a commit: answers when no other process can serve a page older than it. */
  tell(schemas: ReadonlySet<string>): Promise<void>
  close(): Promise<void>
}

export interface Joining {
  database: Pick<OpenDatabase, 'kysely' | 'listen'>
  log: Log
  /** Another process has written: drop its pages, wake the workers. It is done when this returns. */
  heard(schemas: readonly string[]): void
  /** Something may have been missed: forget every page. Called before `hears` turns true. */
  missed(): void
}

const lease = 1000
const pause = 250
const channel = 'italmas_processes'

const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('beat'), from: z.string(), n: z.number() }),
  z.object({ kind: z.literal('wrote'), from: z.string(), n: z.number(), schemas: z.array(z.string()) }),
  z.object({ kind: z.literal('heard'), from: z.string(), n: z.number(), to: z.string() }),
])
type Message = z.output<typeof message>

/** Joins the processes of a database on a server; the embedded database has one process and needs none of this. */
export async function joinProcesses({ database, log, heard, missed }: Joining): Promise<Processes> {
  const me = newSecret(9)
  const others = new Map<string, number>()
  const waiting = new Map<number, { left: Set<string>; done: () => void }>()
  let closed = false
  let counter = 0
  let beat: { n: number; sentAt: number } | null = null
  let leaseEnds = 0
  // From when on this process has heard without a gap; pages and the list of others count only some time after.
  let since = 0
  let ready = false

  const hears = (): boolean => ready && now() < leaseEnds
  const notify = (said: Message): Promise<unknown> =>
    sql`select pg_notify(${channel}, ${JSON.stringify(said)})`.execute(database.kysely)

  const hearBeat = (from: string, n: number): void => {
    if (from !== me) {
      others.set(from, now() + 2 * lease)
      return
    }
    if (beat?.n !== n) return
    const at = now()
    if (at >= leaseEnds) {
      ready = false
      since = at
    }
    leaseEnds = beat.sentAt + lease
    if (!ready && at < leaseEnds && at - since >= 2 * lease) {
      missed()
      ready = true
    }
  }
  const hear = (payload: string): void => {
    const said = parsed(payload)
    // An empty payload: the connection was lost and is back, and what was said meanwhile is gone.
    if (said === null) leaseEnds = 0
    else if (said.kind === 'beat') hearBeat(said.from, said.n)
    else if (said.kind === 'wrote' && said.from !== me) {
      heard(said.schemas)
      notify({ kind: 'heard', from: me, n: said.n, to: said.from }).catch(() => {
        // The writer waits for one lease instead.
      })
    } else if (said.kind === 'heard' && said.to === me) {
      const wait = waiting.get(said.n)
      if (wait?.left.delete(said.from) && wait.left.size === 0) wait.done()
    }
  }

  const stopListening = await database.listen(channel, hear)
  const beating = (async () => {
    while (!closed) {
      counter += 1
      beat = { n: counter, sentAt: now() }
      await notify({ kind: 'beat', from: me, n: counter }).catch((error: unknown) =>
        log.warn({ error: tellable(error) }, 'this process could not tell the others that it lives'),
      )
      await sleep(pause)
    }
  })()

  const living = (): Set<string> => {
    for (const [name, until] of others) if (until < now()) others.delete(name)
    return new Set(others.keys())
  }
  const tell = async (schemas: ReadonlySet<string>): Promise<void> => {
    const known = hears()
    const left = living()
    if (closed || (known && left.size === 0)) return
    counter += 1
    const n = counter
    const answered = new Promise<void>((done) => waiting.set(n, { left, done }))
    try {
      await persist(() => notify({ kind: 'wrote', from: me, n, schemas: [...schemas] }))
    } catch (error) {
      // The row is written; refusing now would make the person do it twice. Pages fall by their own time, a minute at most.
      log.error({ error: tellable(error) }, 'the other processes could not be told of a change')
    }
    // Without a lease of its own this process does not know who else there is, so no answers are enough.
    await Promise.race(known ? [answered, sleep(lease)] : [sleep(lease)])
    waiting.delete(n)
  }
  return {
    hears,
    tell,
    close: async () => {
      closed = true
      leaseEnds = 0
      await stopListening()
      await beating
    },
  }
}

async function persist(work: () => Promise<unknown>): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    try {
      await work()
      return
    } catch (error) {
      if (turn === 3) throw error
    }
  }
}

function parsed(payload: string): Message | null {
  if (payload === '') return null
  const read = message.safeParse(JSON.parse(payload))
  return read.success ? read.data : null
}

// Not the wall clock: an operator who sets it must not lengthen a lease.
function now(): number {
  return performance.now()
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
