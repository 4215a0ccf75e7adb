// A bare city whose record is sealed, for the tests of the record: it can be left and started again over the same database and folder.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type City, action } from '#platform/city.ts'
import { openWorker, type Worker } from '#platform/facts/index.ts'
import type { Health, Module } from '#platform/module.ts'
import { machinery } from '#platform/policy.ts'
import { readChronicleConfig } from '#platform/config.ts'
import { refuse } from '#platform/refusal.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { chronicle, inscribe, openSeal, type Seal } from './index.ts'

export interface Sealed {
  bare: BareCity
  folder: string
  /** Opens the record as a process does when it starts: keys and head are read anew. */
  start(): Promise<Running>
  close(): Promise<void>
}

export interface Running {
  door: Module
  seal: Seal
  worker: Worker
  health(): Promise<Health[]>
}

/** Opens it; `env` are settings of the record. */
export async function openSealed(env: Record<string, string> = {}): Promise<Sealed> {
  const folder = await mkdtemp(join(tmpdir(), 'italmas-sealed-'))
  const bare = await openBareCity([chronicle(() => [])])
  const ask = async () => {
    throw new Error('nobody is asked here')
  }
  return {
    bare,
    folder,
    start: async () => {
      const seal = await openSeal(readChronicleConfig({ DATA_DIR: folder, ...env }), 'demo')
      const door = chronicle(() => [], { seal, ask })
      const worker = openWorker(door.reactions ?? [], (via) => bare.as(machinery(via)), 'Europe/Samara')
      return { door, seal, worker, health: async () => (await door.health?.(bare.as())) ?? [] }
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
