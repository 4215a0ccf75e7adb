// Reading one source from its address: asked carefully, read, taken in, and put down how it went, so that it is read again in time.
import { createHash } from 'node:crypto'
import { type AskFeed, type FeedFailed, type FeedHeard, mostFeedBytes } from '#outside/feeds/index.ts'
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { atHour, dayOf, days, hours, later, minutes } from '#platform/time.ts'
import { mayKeepEvents } from '../../policy.ts'
import type { Reading } from '../../sources/found.ts'
import { nextPage, readSource, wholeFault } from '../../sources/read.ts'
import { type ReadKind, readKinds, type Schedule, type Settings, settingsShape } from '../../sources/settings.ts'
import { sourcesDb } from '../../tables/sources.ts'
import { importReading } from './run.ts'

export interface Reaching {
  feeds: AskFeed
  zone: string
}

/** Reading a source takes no longer; a process that died meanwhile keeps it from the others no longer. */
const lease = minutes(10)
/** How long a source waits that fails for the first, second … time in a row. */
const waits = [minutes(5), minutes(15), hours(1), hours(3), hours(12), hours(24)]
/** A feed that says it has not changed is read whole once a week: schedules without an end go on. */
const wholeEvery = days(7)
const mostPages = 50

interface Taken {
  id: string
  kind: ReadKind
  url: string
  settings: Settings
  schedule: Schedule | null
  failures: number
  etag: string | null
  lastModified: string | null
  /** Of the settings and the body that were taken in last. */
  bodyHash: string | null
}

/**
 * Reads a source now. Whatever happens on the way is put down in words; nothing is thrown for it. Throws `missing`, and `conflict`
 * where it is read at this very moment. Not for use within an action.
 */
export async function importSource(
  city: City,
  { id, how }: { id: string; how: 'clock' | 'asked' },
  reach: Reaching,
): Promise<void> {
  const source = await takeSource(city, id)
  try {
    const heard = await listen(city, source, reach)
    if (heard.kind !== 'read') return await settleSource(city, { source, heard, zone: reach.zone })
    const fault = wholeFault(heard.reading)
    if (fault)
      return await settleSource(city, {
        source,
        zone: reach.zone,
        heard: { kind: 'unread', key: fault.reason, values: fault.values, movedTo: heard.movedTo },
      })
    await importReading(city, { source: id, reading: heard.reading, how, zone: reach.zone })
    await settleSource(city, { source, heard, zone: reach.zone })
  } catch (error) {
    // A bug of ours must not keep the source from being read again; it is logged by whoever called.
    await settleSource(city, {
      source,
      zone: reach.zone,
      heard: { kind: 'unread', key: 'events.trouble.bug', values: {}, movedTo: null },
    })
    throw error
  }
}

type Heard =
  | { kind: 'unchanged'; movedTo: string | null }
  | { kind: 'failed'; answer: FeedFailed; movedTo: string | null }
  | { kind: 'unread'; key: string; values: Record<string, string | number>; movedTo: string | null }
  | {
      kind: 'read'
      reading: Reading
      hash: string
      etag: string | null
      lastModified: string | null
      movedTo: string | null
    }

async function listen(city: City, source: Taken, { feeds, zone }: Reaching): Promise<Heard> {
  const asIs = await wasReadLately(city, source)
  const validators = asIs ? { etag: source.etag, lastModified: source.lastModified } : {}
  const first = await feeds({ url: source.url, ...validators })
  if (first.kind === 'unchanged') return first
  if (first.kind === 'failed') return { kind: 'failed', answer: first, movedTo: first.movedTo }
  const pages: FeedHeard[] = [first]
  const seen = new Set([source.url])
  let bytes = first.body.length
  for (
    let next = await nextPage(source, first.body, source.url);
    next !== null && pages.length < mostPages && !seen.has(next);
  ) {
    seen.add(next)
    const page = await feeds({ url: next })
    if (page.kind !== 'heard')
      return { kind: 'failed', answer: page.kind === 'failed' ? page : failedPage, movedTo: null }
    // All pages together are held to what one may be, or a source could fill the memory fifty times over.
    bytes += page.body.length
    if (bytes > mostFeedBytes)
      return { kind: 'failed', answer: { ...failedPage, trouble: 'size', status: null }, movedTo: null }
    pages.push(page)
    next = await nextPage(source, page.body, source.url)
  }
  const hash = hashOf(source.settings, pages)
  if (asIs && hash === source.bodyHash) return { kind: 'unchanged', movedTo: first.movedTo }
  const readings: Reading[] = []
  for (const page of pages) readings.push(await readSource(source, page, { base: source.url, zone, now: city.now }))
  const reading = {
    found: readings.flatMap(({ found }) => found),
    setAside: readings.flatMap(({ setAside }) => setAside),
  }
  const { etag, lastModified, movedTo } = first
  return { kind: 'read', reading, hash, etag, lastModified, movedTo }
}

const failedPage: FeedFailed = { kind: 'failed', trouble: 'status', status: 304, retryAfterMs: null, movedTo: null }

function hashOf(settings: Settings, pages: readonly FeedHeard[]): string {
  const hash = createHash('sha256').update(JSON.stringify(settings))
  for (const { body } of pages) hash.update(body)
  return hash.digest('base64url')
}

async function wasReadLately(city: City, { id, bodyHash }: Taken): Promise<boolean> {
  if (bodyHash === null) return false
  const last = await sourcesDb(city)
    .selectFrom('events.imports')
    .select(({ fn }) => fn.max('started_at').as('at'))
    .where('source', '=', id)
    .where('outcome', '=', 'events.outcome.read')
    .executeTakeFirst()
  return last?.at !== null && last?.at !== undefined && last.at > later(city.now, -wholeEvery)
}

const takeSource = action('events', async (city: City, id: string): Promise<Taken> => {
  demand(city.actor, mayKeepEvents, undefined)
  const row = await sourcesDb(city)
    .selectFrom('events.sources')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const kind = readKinds.find((each) => each === row?.kind)
  if (!row || !kind || row.url === null) throw refuse.missing('events.refusal.noSource')
  if (row.leased_until !== null && row.leased_until > city.now) throw refuse.conflict('events.refusal.beingRead')
  await sourcesDb(city)
    .updateTable('events.sources')
    .set({ leased_until: later(city.now, lease), tried_at: city.now })
    .where('id', '=', id)
    .execute()
  const settings = settingsShape.safeParse(row.mapping).data ?? {}
  const { url, schedule, failures, etag, last_modified: lastModified, body_hash: bodyHash } = row
  return { id, kind, url, settings, schedule, failures, etag, lastModified, bodyHash }
})

const settleSource = action(
  'events',
  async (city: City, { source, heard, zone }: { source: Taken; heard: Heard; zone: string }) => {
    const good = heard.kind === 'read' || heard.kind === 'unchanged'
    const failures = good ? 0 : source.failures + 1
    const asked = heard.kind === 'failed' ? heard.answer.retryAfterMs : null
    const wait = Math.max(waits[Math.min(failures, waits.length) - 1] ?? 0, asked ?? 0)
    const due = good ? dueAfter(source.schedule, city.now, zone) : later(city.now, wait)
    await sourcesDb(city)
      .updateTable('events.sources')
      .set({
        ...{ leased_until: null, failures, due_at: source.schedule === null ? null : due, moved_to: heard.movedTo },
        ...outcomeOf(source, heard),
        ...(good ? { read_at: city.now } : {}),
        // Validators are kept only of what was taken in whole.
        ...(heard.kind === 'read'
          ? { etag: heard.etag, last_modified: heard.lastModified, body_hash: heard.hash }
          : {}),
      })
      .where('id', '=', source.id)
      .execute()
  },
)

function outcomeOf({ url }: Taken, heard: Heard): { outcome: string; outcome_values: string } {
  if (heard.kind === 'read') return { outcome: 'events.outcome.read', outcome_values: '{}' }
  if (heard.kind === 'unchanged') return { outcome: 'events.outcome.unchanged', outcome_values: '{}' }
  if (heard.kind === 'unread') return { outcome: heard.key, outcome_values: JSON.stringify(heard.values) }
  const { trouble, status } = heard.answer
  return {
    outcome: `events.trouble.${trouble}`,
    outcome_values: JSON.stringify({ host: hostOf(url), status: status ?? 0 }),
  }
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url.slice(0, 60))

/** When a source that went well is read next: in an hour, at four of the next night, in a week. */
function dueAfter(schedule: Schedule | null, now: Date, zone: string): Date | null {
  if (schedule === null) return null
  if (schedule === 'hour') return later(now, hours(1))
  const night = atHour(dayOf(later(now, days(schedule === 'week' ? 7 : 1)), zone), 4, zone)
  const tonight = atHour(dayOf(now, zone), 4, zone)
  return schedule === 'night' && tonight > now ? tonight : night
}

const atOnce = 5

/** Reads what is due, the longest waiting first; a source that fails holds up no other. */
export async function importDue(city: City, reach: Reaching): Promise<void> {
  const rows = await sourcesDb(city)
    .selectFrom('events.sources')
    .select('id')
    .where('enabled', '=', true)
    .where('url', 'is not', null)
    .where('due_at', '<=', city.now)
    .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<=', city.now)]))
    .orderBy('due_at')
    .limit(atOnce)
    .execute()
  for (const { id } of rows) {
    try {
      await importSource(city, { id, how: 'clock' }, reach)
    } catch (error) {
      city.log.error({ source: id, error: String(error) }, 'a source of events was not read')
    }
  }
}
