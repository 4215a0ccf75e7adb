// One reading of a source becomes one run: what is unchanged costs nothing, what is new goes in by pages, what is missing is marked.
import { createHash } from 'node:crypto'
import { venueNamed } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { mayKeepEvents } from '../../policy.ts'
import type { Found, Reading, SetAside } from '../../sources/found.ts'
import { sourcesDb } from '../../tables/sources.ts'
import { markGone } from './gone.ts'
import { takeItems } from './take.ts'

export interface Run {
  source: string
  reading: Reading
  how: 'clock' | 'asked' | 'file'
  zone: string
  /** What the file is only a part of: nothing that it leaves out is gone. */
  partial?: boolean
}

export interface Ran {
  id: string
  found: number
  made: number
  changed: number
  same: number
  aside: number
  gone: number
}

const pageSize = 100

/**
 * Takes in what was read. Every page is an action of its own, so a run that is killed leaves each event whole; the next one sees what
 * is in already by its hash and goes on. Not for use within an action.
 */
export async function importReading(city: City, run: Run): Promise<Ran> {
  const known = await knownItems(city, run.source)
  const { fresh, seen } = sorted(run.reading.found, known)
  const id = await beginRun(city, run)
  const count = { made: 0, changed: 0 }
  const venues = await venuesMeant(city, fresh)
  for (let from = 0; from < fresh.length; from += pageSize) {
    const items = fresh.slice(from, from + pageSize)
    const taken = await takeItems(city, { source: run.source, items, venues, zone: run.zone })
    count.made += taken.made
    count.changed += taken.changed
  }
  const aside = new Set(run.reading.setAside.flatMap(({ item }) => item ?? []))
  const missing = [...known].filter(([uid, { gone }]) => !gone && !seen.has(uid) && !aside.has(uid)).map(([uid]) => uid)
  const leaving = run.partial ? [] : missing
  for (let from = 0; from < leaving.length; from += pageSize)
    await markGone(city, { source: run.source, uids: leaving.slice(from, from + pageSize), zone: run.zone })
  const ran: Ran = {
    ...{ id, ...count, found: run.reading.found.length, same: run.reading.found.length - fresh.length },
    ...{ aside: run.reading.setAside.length, gone: leaving.length },
  }
  await endRun(city, { ran, setAside: run.reading.setAside })
  if (run.how === 'file') await noteFile(city, run.source)
  return ran
}

export interface FreshItem {
  uid: string
  hash: string
  found: Found
}

/** What differs from what is kept, and the names of all that was read. */
export function sorted(
  all: readonly Found[],
  known: ReadonlyMap<string, { hash: string; gone: boolean }>,
): { fresh: FreshItem[]; seen: Set<string> } {
  const fresh: FreshItem[] = []
  const seen = new Set<string>()
  for (const found of all) {
    const uid = shortUid(found.uid)
    const hash = createHash('sha256').update(JSON.stringify(found)).digest('base64url')
    const before = known.get(uid)
    if (!seen.has(uid) && (before?.hash !== hash || before.gone)) fresh.push({ uid, hash, found })
    seen.add(uid)
  }
  return { fresh, seen }
}

// An index holds no longer names.
const shortUid = (uid: string): string =>
  uid.length <= 500 ? uid : createHash('sha256').update(uid).digest('base64url')

/** What is kept of a source, by its own names. */
export async function knownItems(city: City, source: string): Promise<Map<string, { hash: string; gone: boolean }>> {
  const known = new Map<string, { hash: string; gone: boolean }>()
  for (let after = ''; ; ) {
    const rows = await sourcesDb(city)
      .selectFrom('events.items')
      .select(['uid', 'hash', 'gone_at'])
      .where('source', '=', source)
      .where('uid', '>', after)
      .orderBy('uid')
      .limit(2000)
      .execute()
    for (const { uid, hash, gone_at } of rows) known.set(uid, { hash, gone: gone_at !== null })
    const last = rows.at(-1)
    if (!last || rows.length < 2000) return known
    after = last.uid
  }
}

export interface VenueFound {
  venue: string
  hall: string | null
}

/** Which venues the words of the items mean, each text asked once. */
async function venuesMeant(city: City, items: readonly FreshItem[]): Promise<Map<string, VenueFound>> {
  const meant = new Map<string, VenueFound>()
  const texts = items.flatMap(({ found: { venue } }) => [venue.name, venue.address].filter((text) => text !== null))
  for (const text of new Set(texts)) {
    const known = await venueNamed(city, text)
    if (known) meant.set(text, { venue: known.venue.id, hall: known.hall })
  }
  return meant
}

const beginRun = action('events', async (city: City, { source, how }: Run): Promise<string> => {
  demand(city.actor, mayKeepEvents, undefined)
  await sourcesDb(city)
    .updateTable('events.imports')
    .set({ ended_at: city.now, outcome: 'events.outcome.broken' })
    .where('source', '=', source)
    .where('ended_at', 'is', null)
    .execute()
  const id = newId(city.now)
  await sourcesDb(city).insertInto('events.imports').values({ id, source, how, started_at: city.now }).execute()
  return id
})

// A file by hand is a reading of the source, too; what its address last answered is another matter while that fails.
const noteFile = action('events', async (city: City, source: string) => {
  demand(city.actor, mayKeepEvents, undefined)
  await sourcesDb(city)
    .updateTable('events.sources')
    .set(({ eb }) => ({
      read_at: city.now,
      outcome: eb.case().when('failures', '=', 0).then('events.outcome.read').else(eb.ref('outcome')).end(),
    }))
    .where('id', '=', source)
    .execute()
})

const mostAside = 5_000

const endRun = action('events', async (city: City, { ran, setAside }: { ran: Ran; setAside: readonly SetAside[] }) => {
  demand(city.actor, mayKeepEvents, undefined)
  const rows = setAside.slice(0, mostAside).map(({ line, item, reason, values }, position) => ({
    ...{ import: ran.id, position, line, item: item?.slice(0, 500) ?? null, reason, values: JSON.stringify(values) },
  }))
  for (let from = 0; from < rows.length; from += 500)
    await sourcesDb(city)
      .insertInto('events.set_aside')
      .values(rows.slice(from, from + 500))
      .execute()
  const { id, ...counts } = ran
  await sourcesDb(city)
    .updateTable('events.imports')
    .set({ ...counts, ended_at: city.now, outcome: 'events.outcome.read' })
    .where('id', '=', id)
    .execute()
})
