// A bare city whose record is sealed, for the tests of the record: it can be left and started again over the same database and folder.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { action, type City } from '#platform/city.ts'
import { readChronicleConfig } from '#platform/config.ts'
import { openWorker, type Worker } from '#platform/facts/index.ts'
import { plainLook, type Visit } from '#platform/http/route.ts'
import type { Health, Module } from '#platform/module.ts'
import { machinery } from '#platform/policy.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { chronicle, inscribe, openSeal, type Seal } from './index.ts'

export interface Sealed {
  bare: BareCity
  folder: string
  /** Opens the record as a process does when it starts: keys and head are read anew. */
  start(env?: Record<string, string>): Promise<Running>
  close(): Promise<void>
}

export interface Running {
  door: Module
  seal: Seal
  worker: Worker
  health(): Promise<Health[]>
  /** Signs all that waits, as the workers do, and says the word keys of what is wrong. */
  settle(): Promise<string[]>
  /** What an address of the record answers to programs; null where there is nothing. */
  read(path: string): Promise<Uint8Array | null>
}

/** Opens it; `env` of `start` are settings of the record. */
export async function openSealed(): Promise<Sealed> {
  const folder = await mkdtemp(join(tmpdir(), 'italmas-sealed-'))
  const bare = await openBareCity([chronicle(() => [])])
  const ask = async () => {
    throw new Error('nobody is asked here')
  }
  return {
    bare,
    folder,
    start: async (env = {}) => {
      const seal = await openSeal(readChronicleConfig({ DATA_DIR: folder, ...env }), 'demo')
      const door = chronicle(() => [], { seal, ask })
      const worker = openWorker(door.reactions ?? [], (via) => bare.as(machinery(via)), 'Europe/Samara')
      const health = async () => (await door.health?.(bare.as())) ?? []
      return {
        door,
        seal,
        worker,
        health,
        settle: async () => {
          await worker.settle()
          return (await health()).filter(({ ok }) => !ok).map(({ key }) => key)
        },
        read: (path) => readFrom(door, bare, path),
      }
    },
    close: async () => {
      await bare.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Says something in an action, which then may fail. */
export const say = action('tests', async (city: City, input: { subject: string; text?: string; fails?: boolean }) => {
  await inscribe(city, {
    kind: 'tests.said',
    subject: input.subject,
    basis: { kind: 'city' },
    office: null,
    data: { n: 1 },
    ...(input.text === undefined ? {} : { texts: { said: input.text } }),
  })
  if (input.fails) throw refuse.conflict('platform.refusal.missing')
})

async function readFrom(door: Module, bare: BareCity, path: string): Promise<Uint8Array | null> {
  const address = `/chronicle/${path}`
  const route = (door.routes ?? []).find(({ path: known }) => matches(known, address))
  if (!route) return null
  const file = address.split('/').at(-1) ?? ''
  try {
    const answer = await route.run({ ...visitOf(bare), path: address, params: { file } })
    return answer.kind === 'bytes' ? Buffer.from(answer.bytes) : null
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'missing') return null
    throw error
  }
}

// The same choice as the router's: a whole address, one last part, or anything below a folder.
function matches(known: string, address: string): boolean {
  if (known.endsWith('/*')) return address.startsWith(known.slice(0, -1))
  const folder = (path: string) => path.slice(0, path.lastIndexOf('/'))
  return known === address || (known.endsWith('/:file') && folder(known) === folder(address))
}

function visitOf(bare: BareCity): Visit {
  const nothing = () => {}
  return {
    city: bare.as(),
    method: 'GET',
    path: '/',
    params: {},
    query: {},
    fields: {},
    uploads: {},
    wantsJson: false,
    locale: 'ru',
    look: plainLook,
    cookie: () => undefined,
    setCookie: nothing,
    addCookieLine: nothing,
    clearCookie: nothing,
    origin: 'http://city.test',
    ip: '127.0.0.1',
    header: () => undefined,
  }
}
