// The benchmarks: the transparency log in memory, then the server: each page beside a raw node:http server that sends the same bytes, on both databases, in
// interleaved rounds. It prints medians, ratios and p99, and what each page weighs. It is no test: nothing fails here.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load, median, type Target, warm } from './load.ts'
import { type City, startCity, startFloor } from './servers.ts'
import { benchTransparencyLog } from './transparency-log.ts'
import { weigh } from './weight.ts'

const rounds = numberOf('--rounds', 5)
const seconds = numberOf('--seconds', 3)

// A whole report: a pothole's depth is asked for by the city pack.
const report = new URLSearchParams({
  service_code: 'road.pothole',
  address_string: 'ул. Пушкинская, 123',
  description: 'Яма у третьего подъезда, глубокая, объехать нельзя',
  'attribute[depth]': 'deep',
}).toString()

await benchTransparencyLog(numberOf('--entries', 1_000_000), 3)

const folder = await mkdtemp(join(tmpdir(), 'italmas-bench-'))
const { startPostgres } = await import('../scripts/postgres.mjs')
const postgres = process.env.BENCH_DATABASE_URL ? null : await startPostgres()
const url = process.env.BENCH_DATABASE_URL ?? postgres?.url
const cities: City[] = []
try {
  cities.push(await startCity('embedded', join(folder, 'embedded'), null))
  cities.push(await startCity('PostgreSQL', join(folder, 'server'), url ?? null))
  const targets = await targetsOf(cities)
  await measure(targets)
  await weigh(cities[0]?.origin ?? '', [
    '/',
    '/my-yard',
    '/my-yard/report',
    '/small-wins',
    '/strategy',
    '/strategy/indicators/own-confirmed-fixes',
    await casePath(cities[0]),
  ])
} finally {
  for (const city of cities) await city.stop()
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
}

/** What is measured of each city. A cookie that means nothing makes a page pass by the cache. */
async function targetsOf(open: City[]): Promise<Target[]> {
  const targets: Target[] = []
  for (const city of open) {
    const page = await casePath(city)
    const plain = { origin: city.origin, on: city.name, method: 'GET' as const }
    targets.push(
      { ...plain, what: 'front page, cached', path: '/' },
      { ...plain, what: 'wins list of 30, cached', path: '/small-wins' },
      { ...plain, what: 'wins list of 30, uncached', path: '/small-wins', headers: { cookie: 'bench=1' } },
      { ...plain, what: 'case page, cached', path: page },
      { ...plain, what: 'case page, uncached', path: page, headers: { cookie: 'bench=1' } },
      {
        ...plain,
        what: 'posting a report',
        method: 'POST',
        path: '/open311/v2/requests.json',
        body: report,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    )
  }
  return targets
}

async function casePath(city: City | undefined): Promise<string> {
  if (!city) return '/cases'
  const answer = await fetch(`${city.origin}/open311/v2/requests.json`)
  const cases: { service_request_id: string }[] = await answer.json()
  return `/cases/${cases[0]?.service_request_id ?? ''}`
}

async function measure(targets: Target[]): Promise<void> {
  for (const what of new Set(targets.map((target) => target.what))) {
    const same = targets.filter((target) => target.what === what)
    const floor = await startFloor(same[0])
    const all: Target[] = [floor.target, ...same]
    const results = new Map<string, { rate: number; p99: number }[]>()
    for (const target of all) await warm(target)
    for (let round = 0; round < rounds; round++) {
      for (const target of all) results.set(target.on, [...(results.get(target.on) ?? []), await load(target, seconds)])
    }
    await floor.stop()
    const base = median((results.get('raw node:http') ?? []).map(({ rate }) => rate))
    console.log(`\n${what}`)
    for (const [on, runs] of results) {
      const rate = median(runs.map((run) => run.rate))
      const p99 = median(runs.map((run) => run.p99))
      console.log(
        `  ${on.padEnd(14)} ${rate.toFixed(0).padStart(7)}/s   ratio ${(rate / base).toFixed(2)}   p99 ${p99.toFixed(1)} ms   rounds ${runs.map((run) => run.rate.toFixed(0)).join(' ')}`,
      )
    }
  }
}

function numberOf(name: string, usual: number): number {
  const at = process.argv.indexOf(name)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
