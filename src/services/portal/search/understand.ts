// What somebody means by what she typed: words by their stems, a keyboard in the wrong language, a word begun, a slip of the finger.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { otherLayout } from './keyboard.ts'
import { type Word, wordsIn } from './letters.ts'
import { nearForms, slipsApart } from './near.ts'
import { stemsOf } from './stems.ts'
import { searchDb } from './tables.ts'

/** How a word was taken: as typed, by the other keyboard, as a beginning, as a slip; or no document has anything like it. */
export type How = 'typed' | 'layout' | 'beginning' | 'slip' | 'unknown'

export interface Term {
  /** As it was typed. */
  typed: string
  /** What was looked for instead, where that is another word. */
  shown: string
  how: How
  /** Any of these stems answers it; none does where it is unknown. */
  stems: string[]
  /** In about how many documents that anyone may open. */
  documents: number
}

export interface Asked {
  /** Only what was typed: no other keyboard, no slips, no beginnings. */
  exact?: boolean
  /** The last word is still being typed. */
  unfinished?: boolean
  /** What of the index the reader may open. */
  audience: readonly string[]
}

/** More words than these are not looked at. */
export const mostTerms = 32

/** The terms of a question, in its order, each once. Empty where it holds no word that says something. */
export async function understand(city: City, question: string, asked: Asked): Promise<Term[]> {
  const pieces = question
    .split(/\s+/)
    .filter((piece) => piece !== '')
    .slice(0, mostTerms * 2)
  const typed = pieces.map((piece) => ({ piece, words: wordsIn(piece, mostTerms), other: otherWords(piece, asked) }))
  const all = typed.flatMap(({ words, other }) => [...words, ...other]).map(({ text }) => text)
  const stems = await stemsOf(city, all)
  const counts = await countsOf(city, [...stems.values()].filter(isText), asked.audience)
  const known = (word: Word) => counts.has(stems.get(word.text) ?? '')
  const terms = new Map<string, Open>()
  for (const { piece, words, other } of typed) {
    const said = wholeOrParts(words, known).filter((word) => stems.get(word.text))
    const turned = wholeOrParts(other, known).filter((word) => stems.get(word.text))
    const useOther = turned.length > 0 && !said.some(known) && turned.every(known)
    for (const [place, word] of (useOther ? turned : said).entries()) {
      const stem = stems.get(word.text) ?? ''
      const count = counts.get(stem)
      const aside = turned.length === said.length ? turned[place]?.text : undefined
      const was = useOther ? piece : word.text
      const how: How = count === undefined ? 'unknown' : useOther ? 'layout' : 'typed'
      const term = {
        typed: was,
        shown: word.text,
        how,
        stems: count === undefined ? [] : [stem],
        documents: count ?? 0,
      }
      if (!terms.has(stem)) terms.set(stem, { ...term, word: word.text, stem, aside })
    }
  }
  const open = [...terms.values()].slice(0, mostTerms)
  if (!asked.exact) await guess(city, open, stems, asked)
  return open.map(({ word: _, stem: __, aside: ___, ...term }) => term)
}

interface Open extends Term {
  word: string
  stem: string
  /** The same keys on the other keyboard. */
  aside: string | undefined
}

function otherWords(piece: string, asked: Asked): Word[] {
  const other = asked.exact ? null : otherLayout(piece)
  return other === null ? [] : wordsIn(other, mostTerms)
}

// «123/1» is asked for as a whole where there is such a house, else by its parts; «2026-000123» is a number and nothing else.
function wholeOrParts(words: readonly Word[], known: (word: Word) => boolean): Word[] {
  const holds = (one: Word, other: Word) =>
    one !== other && one.from <= other.from && one.to >= other.to && one.to - one.from > other.to - other.from
  return words.filter((word) => {
    if (words.some((each) => holds(word, each))) return isNumber(word) || known(word)
    return !words.some((each) => holds(each, word) && (isNumber(each) || known(each)))
  })
}

function isNumber({ text }: Word): boolean {
  return /^\p{N}+(-\p{N}+)+$/u.test(text)
}

function isText(text: string | null): text is string {
  return text !== null
}

/** Stems that some document of the reader's has, with how many that anyone may open; 0 where only she may. */
async function countsOf(
  city: City,
  stems: readonly string[],
  audience: readonly string[],
): Promise<Map<string, number>> {
  if (stems.length === 0) return new Map()
  const rows = await searchDb(city)
    .selectFrom('portal.search_stems')
    .selectAll()
    .where('stem', '=', sql<string>`any(${[...stems]}::text[])`)
    .execute()
  const counts = new Map(rows.map(({ stem, documents }) => [stem, documents]))
  const others = stems.filter((stem) => !counts.has(stem))
  const own = audience.filter((each) => each !== 'anyone')
  if (own.length === 0 || others.length === 0) return counts
  const { rows: found } = await sql<{ stem: string }>`
    select stem from unnest(${others}::text[]) as asked (stem)
    where exists (
      select 1 from portal.search_index
      where words @@ (quote_literal(stem))::tsquery and audience && ${own}::text[])`.execute(searchDb(city))
  for (const { stem } of found) counts.set(stem, 0)
  return counts
}

/** Words of the city that look like those which no document has: they begin alike, the likest first. */
export async function nearestWords(city: City, terms: readonly Term[]): Promise<string[]> {
  const unknown = terms.filter(({ how, shown }) => how === 'unknown' && shown.length >= 3).map(({ shown }) => shown)
  if (unknown.length === 0) return []
  const begun = await beginnings(
    city,
    unknown.map((word) => word.slice(0, 3)),
  )
  // The ending of a longer word says nothing of its likeness.
  const unlike = (word: string) =>
    Math.min(...unknown.map((one) => slipsApart(one, word.slice(0, one.length), mostUnlike)))
  const nearest = begun.map(({ word }) => ({ word, slips: unlike(word) })).filter(({ slips }) => slips <= mostUnlike)
  return [...new Set(nearest.sort((a, b) => a.slips - b.slips).map(({ word }) => word))].slice(0, 5)
}

const mostUnlike = 4

const mostBegun = 8
const mostGuessed = 3

interface Candidate {
  word: string
  stem: string
  documents: number
}

// Unknown words become what they begin or what they are one slip from; a last word that is still typed may go on, too.
async function guess(
  city: City,
  terms: Open[],
  stems: ReadonlyMap<string, string | null>,
  asked: Asked,
): Promise<void> {
  const last = terms.at(-1)
  const unsure = terms.filter((term) => term.how === 'unknown' || (asked.unfinished && term === last))
  if (unsure.length === 0) return
  const typed = unsure.flatMap(({ word, aside }) => (aside === undefined ? [word] : [word, aside]))
  const forms = new Map(typed.map((word) => [word, nearForms(word, stems.get(word) ?? word)]))
  const begun = await beginnings(
    city,
    typed.filter((word) => word.length >= 2),
  )
  const slips = await slipped(city, [...new Set([...forms.values()].flat())])
  for (const term of unsure) {
    for (const [word, how] of [[term.word, null] as const, ...(term.aside ? [[term.aside, 'layout'] as const] : [])]) {
      const whole = term === last && asked.unfinished === true
      const going = begun.filter((each) => each.word.startsWith(word) && (whole || word.length >= 3))
      const near = closest(word, stems.get(word) ?? word, slips)
      const heavier = weightOf(near) > weightOf(going) && !whole
      const chosen = going.length > 0 && !heavier ? going.slice(0, mostBegun) : near
      if (chosen.length === 0) continue
      take(term, chosen, chosen === near ? 'slip' : (how ?? 'beginning'), word)
      break
    }
  }
}

function take(term: Open, chosen: readonly Candidate[], how: How, word: string): void {
  const known = term.how !== 'unknown'
  term.stems = [...new Set([...(known ? term.stems : []), ...chosen.map(({ stem }) => stem)])]
  term.documents = Math.max(term.documents, ...chosen.map(({ documents }) => documents))
  if (known) return
  term.how = how
  term.shown = how === 'slip' ? (chosen[0]?.word ?? word) : word
}

function weightOf(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, { documents }) => sum + documents, 0)
}

function closest(word: string, stem: string, candidates: readonly Candidate[]): Candidate[] {
  const most = word.length >= 8 ? 2 : 1
  const measured = candidates
    .map((each) => ({
      ...each,
      slips: Math.min(
        slipsApart(word, each.word, most),
        stem.length >= 4 && each.stem.length >= 4 ? slipsApart(stem, each.stem, most) : most + 1,
      ),
    }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips || b.documents - a.documents || (a.word < b.word ? -1 : 1))
  const least = measured[0]?.slips
  const best = new Map<string, Candidate>()
  for (const each of measured) if (each.slips === least && !best.has(each.stem)) best.set(each.stem, each)
  return [...best.values()].slice(0, mostGuessed)
}

/** Words that begin so, the most frequent first. */
async function beginnings(city: City, words: readonly string[]): Promise<Candidate[]> {
  if (words.length === 0) return []
  const { rows } = await sql<Candidate>`
    select w.word, w.stem, w.documents from unnest(${[...words]}::text[]) as asked (beginning)
    cross join lateral (
      select word, stem, documents from portal.search_words
      where word >= beginning and word < beginning || chr(1114111)
      order by documents desc, word limit 20) w`.execute(searchDb(city))
  return rows.sort((a, b) => b.documents - a.documents || (a.word < b.word ? -1 : 1))
}

async function slipped(city: City, forms: readonly string[]): Promise<Candidate[]> {
  if (forms.length === 0) return []
  const { rows } = await sql<Candidate>`
    select word, stem, documents from portal.search_words where near && ${[...forms]}::text[]`.execute(searchDb(city))
  return rows
}
