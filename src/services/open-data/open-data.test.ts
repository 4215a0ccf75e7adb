// Every open set as strangers get it: complete, typed, the same in all files, and with nothing in it that is not for everybody.

import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { idOf, type OpenSet } from '#platform/open-data/set.ts'
import { machinery } from '#platform/policy.ts'
import { unarmed } from '#platform/sheets/armed.ts'
import { canary, liveIn } from '#tests/lived-in.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
let guest: Visitor
beforeAll(async () => {
  stage = await openStage()
  await liveIn(stage)
  guest = stage.guest()
})
afterAll(() => stage.close())

const sets = (): OpenSet[] => stage.city.doors.flatMap((door) => [...(door.openData ?? [])])
const whole = z.object({ set: z.string(), rows: z.array(z.record(z.string(), z.unknown())) })

async function rowsOf(set: OpenSet) {
  const answer = await guest.get(`/open-data/${set.id}.json`)
  expect([set.id, answer.statusCode]).toEqual([set.id, 200])
  return whole.parse(answer.json()).rows
}

/** How many rows there must be, by tables and not by the queries of the sets. */
const tables: Record<string, string> = {
  'strategy-directions': 'strategy.directions',
  'strategy-goals': 'strategy.goals',
  'strategy-tasks': 'strategy.tasks',
  'strategy-indicators': 'strategy.indicators',
  'strategy-projects': 'strategy.projects',
  'strategy-national-projects': 'strategy.national_links',
  'strategy-milestones': 'strategy.milestones',
  'strategy-terms': 'strategy.terms',
  'strategy-measurements': 'strategy.measurements',
  'strategy-observations': 'strategy.observations',
  'strategy-money': 'strategy.money',
  'strategy-results': 'strategy.evidence where id in (select evidence from strategy.verdicts where accepted)',
  'strategy-reports': 'strategy.reports',
  'strategy-questions': 'strategy.questions',
  'strategy-answers': 'strategy.answers',
  'strategy-occasions': 'strategy.occasions',
  'small-wins': 'small_wins.wins',
  'small-wins-works': `small_wins.wins where kind = 'win' and id not in (select win from small_wins.withdrawals)`,
  cases: 'cases.cases',
  'cases-holders': 'cases.holdings',
  'cases-words': `(select id from cases.answers union all select id from cases.resolutions union all
    select id from cases.confirmations union all select id from cases.reopenings) t`,
  'cases-topics': `cases.reference where kind = 'topic'`,
  'cases-deadlines': `cases.reference where kind = 'deadline'`,
  'cases-territories': `cases.reference where kind = 'route'`,
  districts: `places.reference where kind = 'district'`,
  bodies: `places.reference where kind = 'body'`,
  landmarks: `places.reference where kind = 'landmark'`,
  streets: `places.reference where kind = 'street'`,
  areas: 'places.areas',
  chronicle: 'chronicle.entries',
  threads: 'threads.links where begun_at is not null',
  venues: `places.reference where kind = 'venue'`,
  events: `events.events where state = 'published'`,
  'event-sessions': `events.sessions where event in (select id from events.events where state = 'published')`,
  'programme-calls': 'programmes.calls where published_at is not null',
  'bureau-measures': `(select distinct id from bureau.reference where kind = 'measure') t`,
  'bureau-figures': `(select distinct id from bureau.reference where kind = 'figure') t`,
}

describe('every set', () => {
  test('has as many rows in its file as the database, each under an id of its own', async () => {
    const seen: Record<string, number> = {}
    for (const set of sets()) {
      const rows = await rowsOf(set)
      expect([set.id, new Set(rows.map((row) => row[idOf(set)])).size]).toEqual([set.id, rows.length])
      seen[set.id] = rows.length
    }
    const there: Record<string, number> = {}
    for (const [id, table] of Object.entries(tables)) {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(table)}`.execute(
        stage.database.kysely,
      )
      there[id] = rows[0]?.n ?? -1
    }
    const { 'small-wins-totals': totals, ...counted } = seen
    // Nothing is decided yet, few have asked, and the clock is one row.
    const none = { 'programmes-results': 0, 'programmes-awards': 0, 'programmes-scores': 0, 'bureau-outcomes': 0 }
    expect(counted).toEqual({ ...there, ...none, 'bureau-clock': 1 })
    const { rows } = await sql<{ n: number }>`select count(distinct measure) as n from small_wins.wins
      where measure is not null`.execute(stage.database.kysely)
    expect(totals).toBeGreaterThan(0)
    expect(totals).toBeLessThanOrEqual(rows[0]?.n ?? 0)
    expect(Object.values(seen).filter((n) => n > 0).length).toBeGreaterThan(25)
  })

  test('says the same in CSV and in JSON, cell by cell', async () => {
    for (const set of sets()) {
      const text = (await guest.get(`/open-data/${set.id}.csv`)).body
      const [head = [], ...body] = parse(text, { relax_column_count: false })
      expect(head).toEqual(Object.keys(set.fields))
      const rows = await rowsOf(set)
      expect([set.id, body.length]).toEqual([set.id, rows.length])
      body.forEach((cells, at) => {
        head.forEach((name, column) => {
          expect([set.id, name, cellIn(set, name, cells[column] ?? '')]).toEqual([
            set.id,
            name,
            shown(set, name, rows[at]?.[name]),
          ])
        })
      })
    }
  })

  test('has a row in each page exactly once, however small pages are', async () => {
    for (const set of sets()) {
      const all = await rowsOf(set)
      if (all.length > 60) continue
      const seen: unknown[] = []
      let next: string | null = ''
      for (let turns = 0; next !== null && turns < 100; turns += 1) {
        const answer = await guest.get(`/open-data/${set.id}.json?most=7&after=${encodeURIComponent(next)}`)
        const page = whole.extend({ next: z.string().nullable() }).parse(answer.json())
        seen.push(...page.rows)
        next = page.next
      }
      expect([set.id, seen]).toEqual([set.id, all])
    }
  })

  test('has a page in both languages, words for each column, and a schema that names them all', async () => {
    const words = (['ru', 'en'] as const).map((locale) => stage.city.cityFor(machinery('test'), locale).words)
    for (const set of sets()) {
      for (const path of ['', '/en']) expect((await guest.get(`${path}/open-data/${set.id}`)).statusCode).toBe(200)
      for (const name of Object.keys(set.fields))
        for (const said of words) expect([name, said.has(`platform.open.field.${name}`)]).toEqual([name, true])
      const schema = (await guest.get(`/open-data/${set.id}.schema.json`)).json<{ required: string[] }>()
      expect(schema.required).toEqual(Object.keys(set.fields))
    }
  })

  test('shows nothing of a person: no handle, no address of hers, no words that nobody released', async () => {
    const handles = await sql<{ id: string }>`select id from identity.handles`.execute(stage.database.kysely)
    const people = await sql<{ email: string }>`select email from identity.accounts`
      .execute(stage.database.kysely)
      .catch(() => ({ rows: [] }))
    for (const set of sets()) {
      const text = (await guest.get(`/open-data/${set.id}.json`)).body
      expect([set.id, text.includes(canary)]).toEqual([set.id, false])
      for (const { id } of handles.rows) expect([set.id, text.includes(id)]).toEqual([set.id, false])
      for (const { email } of people.rows) expect([set.id, text.includes(email)]).toEqual([set.id, false])
      // Bodies are offices: their phone and mail are there to be used.
      if (set.id === 'bodies') continue
      expect([set.id, text.match(/[\w.+-]+@[\w-]+\.[a-z]{2,}/g)]).toEqual([set.id, null])
      expect([set.id, text.match(/(?<!\w)(\+7|8)[ (-]*\d{3}[ )-]*\d{3}[ -]?\d\d[ -]?\d\d(?!\w)/g)]).toEqual([
        set.id,
        null,
      ])
    }
  })
})

/** A cell as JSON shows it, but for decimals, which are compared as numbers. */
function cellIn(set: OpenSet, name: string, cell: string): unknown {
  const kind = set.fields[name]?.kind
  if (cell === '' && (set.fields[name]?.nullable ?? false) && kind !== 'text') return null
  if (kind === 'whole' || kind === 'decimal') return Number(cell)
  if (kind === 'flag') return cell === 'true'
  if (kind === 'list') return cell === '' ? [] : partsOf(unarmed(cell))
  if (kind === 'outline') return JSON.parse(cell)
  return unarmed(cell)
}

// A parser of CSV does not tell an empty text from nothing; both are nothing here.
function shown(set: OpenSet, name: string, value: unknown): unknown {
  return set.fields[name]?.kind === 'text' && value === null ? '' : value
}

function partsOf(cell: string): string[] {
  return [...cell.matchAll(/((?:\\.|[^\\|])*)(\||$)/g)]
    .slice(0, cell.endsWith('|') ? undefined : -1)
    .map(([, part = '']) => part.replaceAll(/\\(.)/g, '$1'))
}
