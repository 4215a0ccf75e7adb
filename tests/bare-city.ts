// A city without a web server, of the doors that a test names: a migrated database, their words and their reactions.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { City, House } from '#platform/city.ts'
import { type Migrations, migrate } from '#platform/db/migrate.ts'
import type { OpenDatabase } from '#platform/db/open.ts'
import { testDatabase, testDatabaseUrl } from '#platform/db/testing.ts'
import { openWorker, type Worker } from '#platform/facts/index.ts'
import { openPageCache } from '#platform/http/cache.ts'
import { openLog } from '#platform/log.ts'
import type { Module } from '#platform/module.ts'
import { type Actor, guest, machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { type Locale, openWords, prefixOf } from '#platform/words.ts'

export interface BareCity {
  database: OpenDatabase
  worker: Worker
  /** The city as someone sees it; the clock is `now` below. */
  as(actor?: Actor, locale?: Locale): City
  /** The instant at which everything happens; a test moves it. */
  now: Date
  close(): Promise<void>
}

const zone = 'Europe/Samara'

/** Opens a fresh city of these doors; closing removes it. On a server many things may happen at once. */
export async function openBareCity(doors: readonly Module[], poolSize = 10): Promise<BareCity> {
  const folderOf = (door: Module) => join(projectRoot, 'src', door.folder ?? `${door.floor}/${door.name}`)
  const migrations: Migrations[] = [
    { name: 'facts', folder: join(projectRoot, 'src/platform/facts/migrations') },
    ...doors
      .map((door) => ({ name: door.name, folder: join(folderOf(door), 'migrations') }))
      .filter(({ folder }) => existsSync(folder)),
  ]
  const database = await testDatabase(migrations, { url: testDatabaseUrl(), poolSize })
  await migrate(database, migrations)
  const words = openWords(
    [
      { prefix: 'platform', folder: join(projectRoot, 'src/platform') },
      { prefix: 'web', folder: join(projectRoot, 'src/web') },
      // Pages of any thing lead to its thread.
      { prefix: 'threads', folder: join(projectRoot, 'src/kernel/threads') },
      ...doors.map((door) => ({ prefix: prefixOf(door.name), folder: folderOf(door) })),
    ],
    zone,
  )
  const reactions = doors.flatMap((door) => door.reactions ?? [])
  const cache = openPageCache({ now: () => bare.now.getTime() })
  const house: House = {
    mode: 'live',
    listeners: (kind) => reactions.filter((reaction) => reaction.fact === kind).map((reaction) => reaction.name),
    memory: cache,
    committed: async (writes) => cache.drop(writes),
  }
  const log = openLog('silent')
  const bare: BareCity = {
    database,
    worker: openWorker(reactions, (via) => bare.as(machinery(via)), zone),
    now: new Date('2026-11-23T09:00:00Z'),
    as: (actor = guest, locale = 'ru') => ({
      db: database.kysely,
      actor,
      now: bare.now,
      words: words.in(locale),
      log,
      within: { transaction: false, reads: new Set(), writes: new Set(), house },
    }),
    close: () => database.close(),
  }
  return bare
}
