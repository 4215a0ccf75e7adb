// What can be asked of sources: all with how they fare, one with its runs and what was set aside, and whether all is well.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Health } from '#platform/module.ts'
import { type ReadKind, readKinds, type Schedule, type Settings, settingsShape } from '../sources/settings.ts'
import { sourcesDb } from '../tables/sources.ts'

export interface SourceView {
  id: string
  name: string
  kind: ReadKind
  url: string | null
  schedule: Schedule | null
  trust: number
  enabled: boolean
  settings: Settings
  /** A word key of how the last reading went, with its values. */
  outcome: string | null
  outcomeValues: Record<string, string | number>
  failures: number
  triedAt: Date | null
  /** The last time it was read well. */
  readAt: Date | null
  dueAt: Date | null
  movedTo: string | null
  /** The INN of whose it is. */
  organisation: string | null
  /** How many of its items are there, and how many of them it no longer names. */
  items: number
  gone: number
}

/** Sources that are read by machine, all or those of some organisations by their INN: those that fail first, then by name. */
export async function sourceViews(
  city: City,
  { id, owners }: { id?: string; owners?: readonly string[] } = {},
): Promise<SourceView[]> {
  if (owners?.length === 0) return []
  let asked = sourcesDb(city).selectFrom('events.sources').selectAll().where('kind', 'in', readKinds)
  if (id !== undefined) asked = asked.where('id', '=', id)
  if (owners !== undefined) asked = asked.where('organisation', 'in', owners)
  const rows = await asked.orderBy('failures', 'desc').orderBy('name').execute()
  const counted = await sourcesDb(city)
    .selectFrom('events.items')
    .select([
      'source',
      ({ fn }) => fn.countAll<number>().as('items'),
      ({ fn }) => fn.count<number>('gone_at').as('gone'),
    ])
    .where('source', 'in', rows.length === 0 ? [''] : rows.map((row) => row.id))
    .groupBy('source')
    .execute()
  const counts = new Map(
    counted.map(({ source, items, gone }) => [source, { items: Number(items), gone: Number(gone) }]),
  )
  // A file by hand is a reading too, though the clock knows nothing of it.
  const ran = await sourcesDb(city)
    .selectFrom('events.imports')
    .select(['source', ({ fn }) => fn.max('ended_at').as('at')])
    .where('source', 'in', rows.length === 0 ? [''] : rows.map((row) => row.id))
    .where('outcome', '=', 'events.outcome.read')
    .groupBy('source')
    .execute()
  const byFile = new Map(ran.map(({ source, at }) => [source, at]))
  return rows.flatMap((row) => {
    const kind = readKinds.find((each) => each === row.kind)
    if (!kind) return []
    const settings = settingsShape.safeParse(row.mapping).data ?? {}
    const { id: own, name, url, schedule, trust, enabled, failures, organisation } = row
    const readAt = row.read_at ?? byFile.get(own) ?? null
    const outcome = row.outcome ?? (readAt === null ? null : 'events.outcome.read')
    return [
      {
        ...{ id: own, name, kind, url, schedule, trust, enabled, outcome, failures, organisation, settings },
        ...{ outcomeValues: row.outcome_values, triedAt: row.tried_at, readAt, dueAt: row.due_at },
        movedTo: row.moved_to,
        ...(counts.get(own) ?? { items: 0, gone: 0 }),
      },
    ]
  })
}

export interface RunView {
  id: string
  startedAt: Date
  endedAt: Date | null
  outcome: string | null
  how: 'clock' | 'asked' | 'file'
  found: number
  made: number
  changed: number
  same: number
  aside: number
  gone: number
}

export async function runsOf(city: City, source: string, most = 20): Promise<RunView[]> {
  const rows = await sourcesDb(city)
    .selectFrom('events.imports')
    .selectAll()
    .where('source', '=', source)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ source: _, started_at: startedAt, ended_at: endedAt, ...run }) => ({ ...run, startedAt, endedAt }))
}

export interface AsideView {
  line: number | null
  item: string | null
  reason: string
  values: Record<string, string | number>
}

/** What a run set aside, in the order of the file. */
export async function asideOf(city: City, run: string, most = 200): Promise<AsideView[]> {
  return sourcesDb(city)
    .selectFrom('events.set_aside')
    .select(['line', 'item', 'reason', 'values'])
    .where('import', '=', run)
    .orderBy('position')
    .limit(most)
    .execute()
}

/** Whether sources are read: at most one row, for the page of the house. */
export async function sourcesHealth(city: City): Promise<Health[]> {
  const { rows } = await sql<{ failing: number; names: string | null; all: number }>`
    select count(*) filter (where failures >= 3)::int as failing, count(*)::int as all,
      string_agg(name, ', ' order by name) filter (where failures >= 3) as names
    from events.sources where enabled and schedule is not null and url is not null`.execute(city.db)
  const [row] = rows
  if (!row || row.all === 0) return []
  const { failing, names, all } = row
  return failing === 0
    ? [{ ok: true, key: 'events.health.sources', values: { n: all } }]
    : [{ ok: false, key: 'events.health.failing', values: { n: failing, names: names ?? '' } }]
}
