// A city of nothing but events, over a database of the benchmark's own.
import { join } from 'node:path'
import type { City } from '../../src/platform/city.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openDatabase } from '../../src/platform/db/open.ts'
import { openLog } from '../../src/platform/log.ts'
import { machinery } from '../../src/platform/policy.ts'
import { projectRoot } from '../../src/platform/root.ts'
import { openWords } from '../../src/platform/words.ts'
import { sourcesDb } from '../../src/services/events/tables/sources.ts'

/** Opens it over a server, or embedded in memory where no server is named, with one source. */
export async function openEventsCity(url: string | null): Promise<{ city: City; close(): Promise<void> }> {
  const database = await openDatabase(
    url === null ? { memory: true, acquireMs: 5000 } : { url, poolSize: 4, acquireMs: 5000 },
  )
  const folder = (name: string) => join(projectRoot, 'src', name, 'migrations')
  await migrate(database, [
    { name: 'facts', folder: folder('platform/facts') },
    { name: 'places', folder: folder('kernel/places') },
    { name: 'events', folder: folder('services/events') },
  ])
  const words = openWords([{ prefix: 'platform', folder: join(projectRoot, 'src/platform') }], 'Europe/Samara')
  const city: City = {
    db: database.kysely,
    actor: machinery('bench'),
    now: new Date('2026-11-26T09:00:00Z'),
    words: words.in('ru'),
    log: openLog('silent'),
    within: {
      transaction: false,
      reads: new Set(),
      writes: new Set(),
      house: { mode: 'live', listeners: () => [], committed: async () => {} },
    },
  }
  await sourcesDb(city)
    .insertInto('events.sources')
    .values({ id: 'bench', name: 'bench', kind: 'json', trust: 60, made_at: city.now })
    .execute()
  return { city, close: () => database.close() }
}
