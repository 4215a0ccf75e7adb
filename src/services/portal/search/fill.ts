// Filling the index from what every door offers: one subject when a fact tells of it, all of them at first and each night.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { districts } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import { deliver, noteOf, type Reaction, takeNote, when } from '#platform/facts/index.ts'
import type { Health, Module, SearchOffer } from '#platform/module.ts'
import { emptyIndex, holdIndex, putDocuments } from './keep.ts'
import { searchDb } from './tables.ts'

interface Offering {
  door: string
  offer: SearchOffer
}

function offersOf(doors: readonly Module[]): Offering[] {
  return doors.flatMap(({ name, search }) => (search ? [{ door: name, offer: search }] : []))
}

/** Asks a door for the documents of some subjects and keeps them; answers how many changed. */
export const refresh = action(
  'portal',
  async (city: City, { door, offer, subjects }: Offering & { subjects: readonly string[] }): Promise<number> => {
    // What is read after this is what stands when it is written: two facts of one thing cannot overtake each other.
    await holdIndex(city)
    const known = await offer.documents(city, subjects)
    const ids = await districtIds(city)
    const documents = known.map(({ district, ...rest }) => ({
      ...rest,
      district: district ? (ids.get(district) ?? null) : null,
    }))
    return putDocuments(city, { door, subjects, documents })
  },
)

// Some sources call a district by its name.
async function districtIds(city: City): Promise<Map<string, string>> {
  return new Map((await districts(city)).flatMap(({ id, name }) => [[id, id] as const, [name, id] as const]))
}

export interface Filled {
  documents: number
  /** Written anew or taken out, because the index said otherwise. */
  mended: number
  kinds: Record<string, { documents: number; mended: number }>
}

// So many subjects are asked for in one transaction.
const page = 100

/**
 * Compares every document of every door with the index and mends what differs; what no door knows is taken out. Many short
 * transactions, so that nobody waits for all of it.
 */
export async function fillIndex(city: City, doors: readonly Module[]): Promise<Filled> {
  await takeNote(city, { name: begun, value: await fingerprint(city, doors) })
  const offers = offersOf(doors)
  const mended: Record<string, number> = {}
  for (const offering of offers) {
    const seen = new Set<string>()
    for await (const some of offering.offer.subjects(city)) {
      for (let at = 0; at < some.length; at += page) {
        const subjects = some.slice(at, at + page)
        for (const subject of subjects) seen.add(subject)
        mended[offering.door] = (mended[offering.door] ?? 0) + (await refresh(city, { ...offering, subjects }))
      }
    }
    for await (const some of keptSubjects(city, offering.door)) {
      const subjects = some.filter((subject) => !seen.has(subject))
      if (subjects.length === 0) continue
      mended[offering.door] = (mended[offering.door] ?? 0) + (await refresh(city, { ...offering, subjects }))
    }
  }
  const all = Object.values(mended).reduce((sum, n) => sum + n, 0) + (await dropStrangers(city, offers))
  const counted = await countKinds(city)
  const filled = { documents: counted.reduce((sum, { n }) => sum + n, 0), mended: all, kinds: kindsOf(counted, mended) }
  await takeNote(city, { name: checked, value: JSON.stringify({ at: city.now.toISOString(), ...filled }) })
  return filled
}

/** Empties the index and fills it again, with all its counts. */
export async function rebuildIndex(city: City, doors: readonly Module[]): Promise<Filled> {
  await emptyIndex(city, {})
  return fillIndex(city, doors)
}

/** How the index stands: how many documents, and what the last look at all of them had to mend. */
export async function indexHealth(city: City): Promise<Health[]> {
  const said = await noteOf(city, checked)
  if (said === null) return [{ ok: true, key: 'portal.search.health.none', values: {} }]
  const { at, documents, mended } = z
    .object({ at: z.coerce.date(), documents: z.number(), mended: z.number() })
    .parse(JSON.parse(said))
  return [{ ok: true, key: 'portal.search.health', values: { documents, mended, when: city.words.date(at, 'time') } }]
}

const begun = 'portal.search.filled'
const checked = 'portal.search.checked'

/** A reaction for each fact that changes documents; the first filling; and the night's look at everything. */
export function searchReactions(doors: () => readonly Module[]): Reaction[] {
  const told = offersOf(doors()).flatMap((offering) =>
    (offering.offer.changes ?? []).map((change) =>
      when(change.fact, `portal.index ${offering.door} ${change.fact}`, z.unknown(), async (city, data, heard) => {
        // Before the first filling nothing is kept one by one: it reads everything.
        if ((await noteOf(city, begun)) === null) return
        const subjects = change.subjects ? await change.subjects(city, { ...heard, data }) : [heard.subject]
        if (subjects.length > 0) await refresh(city, { ...offering, subjects })
      }),
    ),
  )
  return [
    ...told,
    // A delivery, since no transaction may be held open over so many pages.
    deliver('clock.minute', 'portal.fillSearch', z.unknown(), async (city) => {
      if ((await noteOf(city, begun)) === (await fingerprint(city, doors()))) return
      await fillIndex(city, doors())
    }),
    deliver('clock.night', 'portal.checkSearch', z.unknown(), async (city) => {
      const { documents, mended, kinds } = await fillIndex(city, doors())
      if (mended > 0) city.log.warn({ documents, mended, kinds }, 'the search index was mended')
    }),
  ]
}

// Another city pack or another kind of documents is another index.
async function fingerprint(city: City, doors: readonly Module[]): Promise<string> {
  const kinds = offersOf(doors).map(({ door, offer }) => [door, offer.kinds.map(({ kind }) => kind)])
  const pack = await noteOf(city, 'pack')
  return createHash('sha256').update(JSON.stringify({ version, kinds, pack })).digest('base64url')
}

/** Raised when texts are read in another way than before. */
const version = 1

async function* keptSubjects(city: City, door: string): AsyncIterable<string[]> {
  let after = ''
  for (;;) {
    const rows = await searchDb(city)
      .selectFrom('portal.search_documents')
      .select('subject')
      .where('door', '=', door)
      .where('subject', '>', after)
      .orderBy('subject')
      .limit(page)
      .execute()
    if (rows.length === 0) return
    after = rows.at(-1)?.subject ?? after
    yield rows.map(({ subject }) => subject)
  }
}

// A door that is no longer, or no longer has a kind, has left documents behind.
async function dropStrangers(city: City, offers: readonly Offering[]): Promise<number> {
  const rows = await searchDb(city).selectFrom('portal.search_documents').select('door').distinct().execute()
  let dropped = 0
  for (const { door } of rows) {
    if (offers.some((each) => each.door === door)) continue
    for await (const subjects of keptSubjects(city, door))
      dropped += await putDocuments(city, { door, subjects, documents: [] })
  }
  return dropped
}

interface Counted {
  door: string
  kind: string
  n: number
}

async function countKinds(city: City): Promise<Counted[]> {
  return searchDb(city)
    .selectFrom('portal.search_documents')
    .select(['door', 'kind'])
    .select((select) => select.fn.countAll<number>().as('n'))
    .groupBy(['door', 'kind'])
    .execute()
}

function kindsOf(counted: readonly Counted[], mended: Readonly<Record<string, number>>): Filled['kinds'] {
  return Object.fromEntries(counted.map(({ door, kind, n }) => [kind, { documents: n, mended: mended[door] ?? 0 }]))
}

/** Takes a handle out of what may be opened: what only it could open goes, the rest is written anew by the night's look. */
export const forgetReader = action('portal', async (city: City, { handle }: { handle: string }): Promise<number> => {
  await holdIndex(city)
  const key = `handle:${handle}`
  const db = searchDb(city)
  const rows = await db
    .selectFrom('portal.search_documents')
    .select(['id', 'audience'])
    .where(sql<boolean>`audience && ${[key]}::text[]`)
    .execute()
  for (const { id, audience } of rows) {
    const left = audience.filter((each) => each !== key)
    if (left.length === 0) await db.deleteFrom('portal.search_documents').where('id', '=', id).execute()
    else {
      await db.updateTable('portal.search_documents').set({ audience: left, hash: '' }).where('id', '=', id).execute()
      await db.updateTable('portal.search_index').set({ audience: left }).where('document', '=', id).execute()
    }
  }
  return rows.length
})
