// The benchmark of the search: how well it finds beside PostgreSQL's own search, and how long it takes at 200,000 documents.
// `--documents 20000` makes a smaller city, `--questions 100` asks fewer questions of each kind.
import { openSearchCity } from './search/city.ts'
import { benchLatency } from './search/latency.ts'
import { benchRelevance } from './search/relevance.ts'

const { startPostgres } = await import('../scripts/postgres.mjs')
const postgres = process.env.BENCH_DATABASE_URL ? null : await startPostgres()
const open = await openSearchCity(process.env.BENCH_DATABASE_URL ?? postgres?.url ?? null)
try {
  await benchRelevance(open)
  await benchLatency(open, numberOf('--documents', 200_000), numberOf('--questions', 200))
} finally {
  await open.close()
  await postgres?.stop()
}

function numberOf(name: string, usual: number): number {
  const at = process.argv.indexOf(name)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
