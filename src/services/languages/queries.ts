// What can be asked about phrases: those in force, what waits, what a page says and how much of it is known.
import type { City } from '#platform/city.ts'
import { remembering } from '#platform/memory.ts'
import type { Phrases, Uses } from '#platform/phrases.ts'
import type { Words } from '#platform/words.ts'
import { languagesDb } from './tables.ts'

export interface Accepted {
  key: string
  russian: string
  text: string
  source: string
  place: string
  quotation: string
  decidedAt: Date | null
}

/** Phrases in force, the last accepted one of each key. */
export async function acceptedPhrases(city: City): Promise<Accepted[]> {
  const rows = await languagesDb(city)
    .selectFrom('languages.proposals')
    .select(['key', 'russian', 'text', 'source', 'place', 'quotation', 'decided_at as decidedAt'])
    .where('decision', '=', 'accepted')
    .orderBy('decided_at')
    .orderBy('id')
    .execute()
  return [...new Map(rows.map((row) => [row.key, row])).values()]
}

/** What lies over the catalogue: only phrases whose Russian is still the one they were accepted for. */
export function openPhrases(russian: () => Words): (city: City) => Promise<Phrases> {
  return remembering(['languages'], async (city) => {
    const now = russian().texts(/^/)
    const accepted = await acceptedPhrases(city)
    const rows = await languagesDb(city).selectFrom('languages.uses').select(['page', 'key']).execute()
    const uses = new Map<string, Set<string>>()
    for (const { page, key } of rows) {
      // A phrase that the house no longer has keeps no page from being whole.
      if (now[key] === undefined) continue
      const keys = uses.get(page) ?? new Set<string>()
      keys.add(key)
      uses.set(page, keys)
    }
    const held = accepted.filter(({ key, russian: then }) => now[key] === then)
    return { texts: new Map(held.map(({ key, text }) => [key, text])), uses }
  })
}

export interface PageStanding {
  page: string
  all: number
  known: number
}

/** Pages for everybody and how many of their phrases are known, those nearest to being whole first. */
export function pageStandings(uses: Uses, udmurt: Words): PageStanding[] {
  return [...uses.pages()]
    .filter(([page]) => page !== '' && !/^\/(desk|demo|account|notifications)(\/|$)/.test(page))
    .map(([page, keys]) => ({
      page,
      all: keys.size,
      known: [...keys].filter((key) => !udmurt.borrowed(key)).length,
    }))
    .sort((one, other) => one.all - one.known - (other.all - other.known) || one.page.localeCompare(other.page))
}

export interface Waiting {
  id: string
  key: string
  russian: string
  text: string
  source: string
  place: string
  quotation: string
  madeAt: Date
}

/** What waits for an editor, the oldest first. */
export async function waitingPhrases(city: City, most = 50): Promise<Waiting[]> {
  return languagesDb(city)
    .selectFrom('languages.proposals')
    .select(['id', 'key', 'russian', 'text', 'source', 'place', 'quotation', 'made_at as madeAt'])
    .where('decision', 'is', null)
    .orderBy('made_at')
    .limit(most)
    .execute()
}

export interface Decided {
  id: string
  text: string
  source: string
  place: string
  quotation: string
  decision: 'accepted' | 'declined' | null
  reason: string | null
}

/** Everything proposed for one phrase, the latest first. */
export async function proposalsFor(city: City, key: string): Promise<Decided[]> {
  return languagesDb(city)
    .selectFrom('languages.proposals')
    .select(['id', 'text', 'source', 'place', 'quotation', 'decision', 'reason'])
    .where('key', '=', key)
    .orderBy('made_at', 'desc')
    .limit(50)
    .execute()
}

/** What is held of a handle. */
export async function heldOf(city: City, handle: string): Promise<unknown> {
  const proposed = await languagesDb(city)
    .selectFrom('languages.proposals')
    .select(['key', 'text', 'source', 'place', 'quotation', 'made_at as madeAt', 'decision'])
    .where('handle', '=', handle)
    .orderBy('made_at')
    .execute()
  return proposed.length === 0 ? null : { proposed }
}

/** Accepted phrases in the shape of the words files, a module each: `udm.json` and `udm.sources.json`. */
export async function phraseFiles(city: City, russian: Words): Promise<Record<string, PhraseFiles>> {
  const now = russian.texts(/^/)
  const files: Record<string, PhraseFiles> = {}
  const held = (await acceptedPhrases(city)).filter(({ key, russian: then }) => now[key] === then)
  for (const { key, text, source, place, quotation } of held.sort((one, other) => (one.key < other.key ? -1 : 1))) {
    const [module = '', ...rest] = key.split('.')
    const file = files[module] ?? { 'udm.json': {}, 'udm.sources.json': {} }
    files[module] = file
    file['udm.json'][rest.join('.')] = text
    file['udm.sources.json'][rest.join('.')] = `${source}, ${place}: «${quotation}»`
  }
  return files
}

export interface PhraseFiles {
  'udm.json': Record<string, string>
  'udm.sources.json': Record<string, string>
}
