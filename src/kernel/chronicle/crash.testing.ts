// A record over a database that outlives its process: what a killed process and the one that looks after it both open.
import { join } from 'node:path'
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { readChronicleConfig } from '#platform/config.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/open.ts'
import { openWorker, whenever } from '#platform/facts/index.ts'
import { openLog } from '#platform/log.ts'
import { machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { openWords } from '#platform/words.ts'
import { chronicleFeeds } from './feeds.ts'
import { healthOf } from './health.ts'
import { openPublication } from './publication.ts'
import { readFrom } from './saying.testing.ts'
import { openSeal, type Seal } from './seal.ts'
import { openSequencer } from './sequencer.ts'

/** Where a process is to be killed: each lies between a statement that was made and its checkpoint that is shown. */
export const points = ['while-signing', 'after-commit', 'before-keeping', 'after-keeping', 'after-showing'] as const
export type Point = (typeof points)[number]

/** Opens the record; `reached` is told of each point as the work passes it. */
export async function openRecord(folder: string, url: string | undefined, reached: (point: Point) => void = () => {}) {
  const database = await openDatabase(url === undefined ? { folder } : { url })
  const { kysely } = database
  await migrate(database, [
    { name: 'facts', folder: join(projectRoot, 'src/platform/facts/migrations') },
    { name: 'chronicle', folder: join(projectRoot, 'src/kernel/chronicle/migrations') },
  ])
  const words = openWords([], 'Europe/Samara').in('ru')
  const city = (): City => ({
    db: kysely,
    actor: machinery('test'),
    now: new Date(),
    words,
    log: openLog('silent'),
    within: {
      transaction: false,
      reads: new Set(),
      writes: new Set(),
      house: {
        mode: 'live',
        listeners: () => [],
        committed: async (writes) => {
          if (writes.has('chronicle') && !writes.has('tests')) reached('after-commit')
        },
      },
    },
  })
  const seal = watched(await openSeal(readChronicleConfig({ DATA_DIR: folder }), 'demo'), reached)
  // The door's own parts without its pages, which plain Node does not read.
  const publication = openPublication(seal)
  const sequencer = openSequencer({ seal, publication })
  const routes = chronicleFeeds({ seal, publication })
  const worker = openWorker([whenever('chronicle.sequence', sequencer.run)], city, 'Europe/Samara')
  return {
    city,
    seal,
    worker,
    read: (path: string) => readFrom(routes, city(), path),
    health: () => healthOf(city(), { seal, publication, sequencer }),
    entries: async () =>
      (await sql<{ n: number }>`select count(*) as n from chronicle.entries`.execute(kysely)).rows[0]?.n ?? 0,
    close: () => database.close(),
  }
}

function watched(seal: Seal, reached: (point: Point) => void): Seal {
  return {
    ...seal,
    signers: async () =>
      (await seal.signers()).map((signer) => ({
        ...signer,
        // The key is needed inside the transaction, when everything but the root is written.
        get seed() {
          reached('while-signing')
          return signer.seed
        },
      })),
    keep: async (note) => {
      reached('before-keeping')
      await seal.keep(note)
      reached('after-keeping')
    },
  }
}
