// The benchmark of the record: what a statement costs an action, statements a second beside plain inserts of PostgreSQL in
// interleaved rounds, and a long record built, served and walked. `--entries 1000000` builds the long one whole.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { inscribe } from '../src/kernel/chronicle/actions.ts'
import { openRecord } from '../src/kernel/chronicle/crash.testing.ts'
import { action, type City } from '../src/platform/city.ts'
import { median } from './load.ts'
import { startCity } from './servers.ts'

const entries = numberOf('--entries', 50_000)
const rounds = numberOf('--rounds', 5)
const seconds = numberOf('--seconds', 2)
const clients = 16

const folder = await mkdtemp(join(tmpdir(), 'italmas-bench-'))
const { startPostgres } = await import('../scripts/postgres.mjs')
const postgres = process.env.BENCH_DATABASE_URL ? null : await startPostgres()
const url = process.env.BENCH_DATABASE_URL ?? postgres?.url
try {
  await shareOfAnAction('embedded', join(folder, 'embedded'), undefined)
  const record = await openRecord(join(folder, 'server'), url)
  await shareOf('PostgreSQL', record)
  await besidePlainInserts(record)
  await build(record)
  await record.close()
  await serveAndWalk()
} finally {
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
}

type Record = Awaited<ReturnType<typeof openRecord>>

async function shareOfAnAction(on: string, place: string, database: string | undefined): Promise<void> {
  const record = await openRecord(place, database)
  await shareOf(on, record)
  await record.close()
}

/** The least an action does: a transaction with one row of its own; and the same with a statement, with and without a text. */
async function shareOf(on: string, record: Record): Promise<void> {
  await sql`create table if not exists bench_rows (n int)`.execute(record.city().db)
  const ways: [string, ReturnType<typeof acting>][] = [
    ['an action of one row', acting(async () => {})],
    ['and a statement', acting((city, n) => inscribe(city, statement(n)))],
    ['and a statement with a text', acting((city, n) => inscribe(city, { ...statement(n), texts: { said: 'Слово' } }))],
  ]
  const times = new Map<string, number[]>()
  for (let round = 0; round < rounds * 20; round += 1) {
    for (const [name, act] of ways) {
      const began = performance.now()
      for (let n = 0; n < 10; n += 1) await act(record.city(), n)
      times.set(name, [...(times.get(name) ?? []), (performance.now() - began) / 10])
    }
  }
  console.log(`\nwhat a statement adds to an action, ${on}`)
  const least = median(times.get('an action of one row') ?? [])
  for (const [name, took] of times) {
    const ms = median(took)
    console.log(`  ${name.padEnd(28)} ${ms.toFixed(3)} ms   +${(ms - least).toFixed(3)} ms`)
  }
  await settle(record)
}

function acting(more: (city: City, n: number) => Promise<void>) {
  return action('bench', async (city, n: number) => {
    await sql`insert into bench_rows (n) values (${n})`.execute(city.db)
    await more(city, n)
  })
}

function statement(n: number) {
  return {
    kind: 'bench.measured',
    subject: `indicator:ind-${n % 500}`,
    basis: { kind: 'demo' as const },
    office: 'strategist',
    data: { value: n, period: '2026-11', unit: '796', source: 'report', revision: 1 },
  }
}

/** Statements said by many at once and signed meanwhile, beside the same number of clients that insert jsonb and a SHA-256. */
async function besidePlainInserts(record: Record): Promise<void> {
  const { db } = record.city()
  await sql`create table if not exists bench_audit (n bigint generated always as identity, body jsonb, h bytea)`.execute(
    db,
  )
  const say = action('bench', (city, n: number) => inscribe(city, statement(n)))
  const sayMany = action('bench', async (city, n: number) => {
    for (let k = 0; k < 100; k += 1) await inscribe(city, statement(n + k))
  })
  const plain = async (n: number) => {
    const body = JSON.stringify(statement(n))
    await sql`insert into bench_audit (body, h) values (${body}::jsonb, sha256(convert_to(${body}, 'UTF8')))`.execute(
      db,
    )
  }
  const rates = new Map<string, number[]>()
  const take = (name: string, rate: number) => rates.set(name, [...(rates.get(name) ?? []), rate])
  for (let round = 0; round < rounds; round += 1) {
    take('plain insert of jsonb and sha256', await busy(1, plain, async () => {}))
    take(
      'statement in its own action, until signed',
      await busy(
        1,
        (n) => say(record.city(), n),
        () => settle(record),
      ),
    )
    take(
      '100 statements an action, until signed',
      await busy(
        100,
        (n) => sayMany(record.city(), n),
        () => settle(record),
      ),
    )
  }
  console.log(`\nstatements a second on PostgreSQL, ${clients} clients, rounds of ${seconds} s`)
  const base = median(rates.get('plain insert of jsonb and sha256') ?? [])
  for (const [name, runs] of rates) {
    const rate = median(runs)
    console.log(
      `  ${name.padEnd(42)} ${rate.toFixed(0).padStart(7)}/s   ratio ${(rate / base).toFixed(2)}   rounds ${runs.map((one) => one.toFixed(0)).join(' ')}`,
    )
  }
}

async function busy(each: number, work: (n: number) => Promise<void>, settled: () => Promise<void>): Promise<number> {
  const began = performance.now()
  const until = began + seconds * 1000
  let done = 0
  const working = Array.from({ length: clients }, async () => {
    while (performance.now() < until) {
      await work(done)
      done += each
    }
  })
  let open = true
  const signing = (async () => {
    while (open) {
      await settled()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })()
  await Promise.all(working)
  open = false
  await signing
  await settled()
  return done / ((performance.now() - began) / 1000)
}

/** Many statements that wait are given their places and signed. */
async function build(record: Record): Promise<void> {
  const { db } = record.city()
  for (let from = 0; from < entries; from += 50_000) {
    await sql`insert into chronicle.inscriptions (body, kind, subject, at)
      select '{"at":"2026-11-25T10:00:00.000Z","basis":{"kind":"demo"},"data":{"period":"2026-11","value":' || n ||
        '},"id":"' || gen_random_uuid() || '","kind":"bench.measured","office":"strategist","subject":"indicator:ind-' ||
        n % 500 || '","texts":{},"v":1}', 'bench.measured', 'indicator:ind-' || n % 500, now()
      from generate_series(${from}::int, ${Math.min(from + 50_000, entries) - 1}::int) as n`.execute(db)
  }
  await sql`analyze`.execute(db)
  const before = await record.entries()
  const began = performance.now()
  await settle(record)
  const took = (performance.now() - began) / 1000
  const placed = (await record.entries()) - before
  console.log(
    `\n${placed} waiting statements placed and signed in ${took.toFixed(1)} s: ${(placed / took).toFixed(0)}/s`,
  )
}

async function serveAndWalk(): Promise<void> {
  const city = await startCity('PostgreSQL', join(folder, 'server'), url ?? null)
  try {
    const began = performance.now()
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(import.meta.dirname, '../build/main.js'),
      ...['verify-log', city.origin, '--json'],
    ])
    const { ok, size } = JSON.parse(stdout)
    const took = (performance.now() - began) / 1000
    console.log(`walked over HTTP, ok ${ok}: ${size} entries in ${took.toFixed(1)} s: ${(size / took).toFixed(0)}/s`)
    const receipts: number[] = []
    for (let n = 0; n < 200; n += 1) {
      const start = performance.now()
      await (await fetch(`${city.origin}/chronicle/receipts/${(n * 7919) % size}.json`)).arrayBuffer()
      receipts.push(performance.now() - start)
    }
    console.log(`a receipt of one entry: ${median(receipts).toFixed(1)} ms`)
  } finally {
    await city.stop()
  }
}

async function settle(record: Record): Promise<void> {
  while (await record.worker.step('whenever'));
}

function numberOf(name: string, usual: number): number {
  const at = process.argv.indexOf(name)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
