// A bare city whose record is sealed, for the tests of the record: it can be left and started again over the same database and folder.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { auditLog, type LogVerdict, type Verifier, verifierFrom } from '#engines/transparency-log/index.ts'
import { ask } from '#outside/witness/real.ts'
import { readChronicleConfig } from '#platform/config.ts'
import { openWorker, type Worker } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import type { Health, Module } from '#platform/module.ts'
import { machinery } from '#platform/policy.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { chronicle, openSeal, type Seal } from './index.ts'
import { readFrom } from './saying.testing.ts'

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
  /** The checkpoint shown now; empty where there is none. */
  checkpoint(): Promise<string>
  /** The keys that are published, the current one first. */
  verifiers(): Promise<Verifier[]>
  /** Walks all that is published. */
  audit(): Promise<LogVerdict>
  /** Asks the witnesses, as the minute's stroke does. */
  cosign(): Promise<void>
  /** What an address of the record answers to programs; null where there is nothing. */
  read(path: string): Promise<Uint8Array | null>
}

/** Opens it; `env` of `start` are settings of the record. */
export async function openSealed(): Promise<Sealed> {
  const folder = await mkdtemp(join(tmpdir(), 'italmas-sealed-'))
  const bare = await openBareCity([chronicle(() => [])])
  return {
    bare,
    folder,
    start: async (env = {}) => {
      const seal = await openSeal(readChronicleConfig({ DATA_DIR: folder, ...env }), 'demo')
      const door = chronicle(() => [], { seal, ask: (url, request) => ask(url, request, 500) })
      const worker = openWorker(door.reactions ?? [], (via) => bare.as(machinery(via)), 'Europe/Samara')
      const health = async () => (await door.health?.(bare.as())) ?? []
      const read = (path: string) => readFrom(door.routes ?? [], bare.as(), path)
      const textAt = async (path: string) => Buffer.from((await read(path)) ?? []).toString()
      const verifiers = async () => (await textAt('vkey')).trim().split('\n').map(verifierFrom)
      return {
        door,
        seal,
        worker,
        health,
        settle: async () => {
          await worker.settle()
          return (await health()).filter(({ ok }) => !ok).map(({ key }) => key)
        },
        cosign: async () => {
          const cosigning = door.reactions?.find(({ kind }) => kind === 'deliver')
          const heard = { id: newId(bare.now), kind: 'clock.minute', subject: 'clock.minute', at: bare.now, data: {} }
          if (cosigning?.kind === 'deliver') await cosigning.run(bare.as(machinery('reaction')), heard)
        },
        checkpoint: () => textAt('checkpoint'),
        verifiers,
        audit: async () => auditLog(read, { verifiers: await verifiers() }),
        read,
      }
    },
    close: async () => {
      await bare.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
