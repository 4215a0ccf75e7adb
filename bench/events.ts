// The benchmark of the list of events: each filter, alone and together, over 100,000 sessions on PostgreSQL 15.
// `--sessions 20000` makes a smaller city, `--questions 50` asks each filter less often.
import { openEventsCity } from './events/city.ts'
import { benchList } from './events/list.ts'

const { startPostgres } = await import('../scripts/postgres.mjs')
const postgres = process.env.BENCH_DATABASE_URL ? null : await startPostgres()
const open = await openEventsCity(process.env.BENCH_DATABASE_URL ?? postgres?.url ?? null)
try {
  await benchList(open, numberOf('--sessions', 100_000), numberOf('--questions', 100))
} finally {
  await open.close()
  await postgres?.stop()
}

function numberOf(name: string, usual: number): number {
  const at = process.argv.indexOf(name)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
