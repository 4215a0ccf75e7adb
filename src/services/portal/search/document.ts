// A document as the search keeps it: its words with their places, as PostgreSQL's tsvector writes them.
import { createHash } from 'node:crypto'
import type { SearchDocument } from '#platform/module.ts'
import { wordsIn } from './letters.ts'

/** What is read of a text: more would only make long papers slow to rank. */
const mostWords = 4000
/** tsvector keeps places up to this one, and so many of a word. */
const lastPlace = 16_383
const mostPlaces = 255
const mostText = 30_000

export interface Kept {
  subject: string
  door: string
  kind: string
  title: string
  titleEn: string | null
  body: string
  keywords: string
  lang: string | null
  href: string
  place: string | null
  district: string | null
  day: string | null
  audience: string[]
  hash: string
}

/** A door's document as it is kept: nothing absent, nothing endless, and its hash. */
export function keptOf(door: string, document: SearchDocument): Kept {
  const kept = {
    subject: document.subject,
    door,
    kind: document.kind,
    title: clean(document.title),
    titleEn: document.titleEn ? clean(document.titleEn) : null,
    body: clean(document.text ?? ''),
    keywords: clean(document.keywords ?? ''),
    lang: document.lang ?? null,
    href: document.href,
    place: document.place ? clean(document.place) : null,
    district: document.district ?? null,
    day: document.day ?? null,
    audience: [...new Set(document.audience ?? ['anyone'])].sort(),
  }
  return { ...kept, hash: createHash('sha256').update(JSON.stringify(kept)).digest('base64url') }
}

// PostgreSQL's texts hold no NUL and no half of a letter.
function clean(text: string): string {
  return text.replaceAll('\u0000', ' ').toWellFormed().slice(0, mostText).toWellFormed()
}

export interface Placed {
  word: string
  place: number
  weight: 'A' | 'B' | 'C'
}

/** The words of a document with their places: title, then keywords and place, then text; a phrase does not reach over their borders. */
export function wordsOf(kept: Pick<Kept, 'title' | 'titleEn' | 'keywords' | 'place' | 'body'>): Placed[] {
  const parts = [
    { text: kept.title, weight: 'A' as const },
    { text: kept.titleEn ?? '', weight: 'A' as const },
    { text: kept.keywords, weight: 'B' as const },
    { text: kept.place ?? '', weight: 'B' as const },
    { text: kept.body, weight: 'C' as const },
  ]
  const placed: Placed[] = []
  let place = 0
  for (const { text, weight } of parts) {
    for (const { text: word } of wordsIn(text, mostWords)) {
      place += 1
      placed.push({ word, place: Math.min(place, lastPlace), weight })
    }
    place += 1
  }
  return placed
}

/** Marks that filters are answered by; no stem begins with these signs. */
export const marks = {
  title: (stem: string) => `=${stem}`,
  kind: (kind: string) => `#${kind}`,
  district: (district: string) => `@${district}`,
  year: (year: number) => `~${year}`,
}

export interface Indexed {
  length: number
  year: number | null
  /** The text of a tsvector. */
  words: string
  stems: Set<string>
  /** Words as written, folded, with their stems. */
  written: Map<string, string>
}

/** The document as it is asked for; `stems` answers for every word of it. */
export function indexedOf(kept: Kept, placed: readonly Placed[], stems: ReadonlyMap<string, string | null>): Indexed {
  const places = new Map<string, string[]>()
  const written = new Map<string, string>()
  const plain = new Set([marks.kind(kept.kind)])
  let length = 0
  for (const { word, place, weight } of placed) {
    const stem = stems.get(word)
    if (!stem) continue
    length += 1
    written.set(word, stem)
    const own = places.get(stem)
    if (!own) places.set(stem, [`${place}${weight}`])
    else if (own.length < mostPlaces) own.push(`${place}${weight}`)
    if (weight === 'A') plain.add(marks.title(stem))
  }
  const year = kept.day === null ? null : Number(kept.day.slice(0, 4))
  if (kept.district !== null) plain.add(marks.district(kept.district))
  if (year !== null) plain.add(marks.year(year))
  const lexemes = [...places].map(([stem, at]) => `${quoted(stem)}:${at.join(',')}`)
  return {
    length,
    year,
    words: [...lexemes, ...[...plain].map(quoted)].join(' '),
    stems: new Set(places.keys()),
    written,
  }
}

/** A lexeme as tsvector and tsquery read it. */
export function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
