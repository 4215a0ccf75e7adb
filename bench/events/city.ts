// A city of nothing but places and events, over a database of the benchmark's own.
import { join } from 'node:path'
import { places } from '../../src/kernel/places/index.ts'
import { openCityPack } from '../../src/pack.ts'
import type { City } from '../../src/platform/city.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { type OpenDatabase, openDatabase } from '../../src/platform/db/open.ts'
import { openPageCache } from '../../src/platform/http/cache.ts'
import { openLog } from '../../src/platform/log.ts'
import { machinery } from '../../src/platform/policy.ts'
import { projectRoot } from '../../src/platform/root.ts'
import { openWords } from '../../src/platform/words.ts'

export const zone = 'Europe/Samara'

export interface EventsCity {
  city: City
  database: OpenDatabase
  close(): Promise<void>
}

/** Opens it over a server, or embedded in memory where no server is named. */
export async function openEventsCity(url: string | null): Promise<EventsCity> {
  const database = await openDatabase(
    url === null ? { memory: true, acquireMs: 5000 } : { url, poolSize: 4, acquireMs: 5000 },
  )
  const folder = (path: string) => join(projectRoot, 'src', path)
  await migrate(database, [
    { name: 'facts', folder: folder('platform/facts/migrations') },
    { name: 'places', folder: folder('kernel/places/migrations') },
    { name: 'events', folder: folder('services/events/migrations') },
  ])
  const words = openWords(
    [
      { prefix: 'platform', folder: folder('platform') },
      { prefix: 'web', folder: folder('web') },
      { prefix: 'events', folder: folder('services/events') },
    ],
    zone,
  )
  // Small things that every page asks for are remembered, as in a running city.
  const memory = openPageCache({ now: () => Date.now() })
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
      house: { mode: 'live', memory, listeners: () => [], committed: async (writes) => memory.drop(writes) },
    },
  }
  await places.pack?.(city, openCityPack(join(projectRoot, 'city/izhevsk')))
  return { city, database, close: () => database.close() }
}
