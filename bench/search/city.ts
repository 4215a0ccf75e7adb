// A city of nothing but the search, over a database of the benchmark's own.
import { join } from 'node:path'
import { sql } from 'kysely'
import type { City } from '../../src/platform/city.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { type OpenDatabase, openDatabase } from '../../src/platform/db/open.ts'
import { openLog } from '../../src/platform/log.ts'
import { guest } from '../../src/platform/policy.ts'
import { projectRoot } from '../../src/platform/root.ts'
import { openWords } from '../../src/platform/words.ts'

export interface SearchCity {
  city: City
  database: OpenDatabase
  close(): Promise<void>
}

/** Opens it over a server, or embedded in memory where no server is named. */
export async function openSearchCity(url: string | null): Promise<SearchCity> {
  const database = await openDatabase(
    url === null ? { memory: true, acquireMs: 5000 } : { url, poolSize: 4, acquireMs: 5000 },
  )
  await migrate(database, [{ name: 'portal', folder: join(projectRoot, 'src/services/portal/migrations') }])
  const words = openWords([{ prefix: 'platform', folder: join(projectRoot, 'src/platform') }], 'Europe/Samara')
  const city: City = {
    db: database.kysely,
    actor: guest,
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
  return { city, database, close: () => database.close() }
}

/** What the database must know after many rows came: a running server finds out by itself. */
export async function settle({ database }: SearchCity): Promise<void> {
  for (const table of ['search_index', 'search_documents', 'search_stems', 'search_words'])
    await sql`vacuum analyze ${sql.table(`portal.${table}`)}`.execute(database.kysely)
}
