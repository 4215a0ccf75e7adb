// The benchmark of the search: how well it finds beside PostgreSQL's own search, and how long it takes at 200,000 documents.
import { openSearchCity } from './search/city.ts'
import { benchRelevance } from './search/relevance.ts'

const { startPostgres } = await import('../scripts/postgres.mjs')
const postgres = process.env.BENCH_DATABASE_URL ? null : await startPostgres()
const open = await openSearchCity(process.env.BENCH_DATABASE_URL ?? postgres?.url ?? null)
try {
  await benchRelevance(open)
} finally {
  await open.close()
  await postgres?.stop()
}
