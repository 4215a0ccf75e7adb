// The piece of a text that answers a question, with the words that do so marked.
import type { City } from '#platform/city.ts'
import { type Word, wordsIn } from './letters.ts'
import { stemsOf } from './stems.ts'

export interface Run {
  text: string
  marked: boolean
}

/** What is read of a text for its excerpt, and how long an excerpt is. */
const mostRead = 8000
const width = 220

/** For each of some texts: the words that have one of the stems. One statement for all. */
export async function marksIn(city: City, texts: readonly string[], stems: ReadonlySet<string>): Promise<Word[][]> {
  const shortest = Math.min(...[...stems].map(({ length }) => length), 3)
  const beginnings = new Set([...stems].map((stem) => stem.slice(0, shortest)))
  const likely = texts.map((text) =>
    wordsIn(text.slice(0, mostRead)).filter(({ text: word }) => beginnings.has(word.slice(0, shortest))),
  )
  const known = await stemsOf(
    city,
    likely.flat().map(({ text }) => text),
  )
  return likely.map((words) => words.filter(({ text }) => stems.has(known.get(text) ?? '')))
}

/** A whole text with its marks. */
export function markedRuns(text: string, words: readonly Word[]): Run[] {
  return runsBetween(text, 0, text.length, words)
}

/** The window of a text with the most different marked words; the beginning where it has none. */
export function excerptOf(text: string, words: readonly Word[]): Run[] {
  if (text.length <= width) return markedRuns(text, words)
  let best = { from: 0, different: 0 }
  for (const word of words) {
    const inside = words.filter(({ from, to }) => from >= word.from && to <= word.from + width)
    const different = new Set(inside.map((each) => each.text)).size
    if (different > best.different) best = { from: word.from, different }
  }
  const from = best.from < width / 3 ? 0 : wordStart(text, best.from - 40)
  const to = from + width >= text.length ? text.length : wordEnd(text, from + width)
  const runs = runsBetween(text, from, to, words)
  return [
    ...(from > 0 ? [{ text: '… ', marked: false }] : []),
    ...runs,
    ...(to < text.length ? [{ text: ' …', marked: false }] : []),
  ]
}

function wordStart(text: string, at: number): number {
  const blank = text.indexOf(' ', at)
  return blank < 0 || blank > at + 30 ? at : blank + 1
}

function wordEnd(text: string, at: number): number {
  const blank = text.lastIndexOf(' ', at)
  return blank < at - 30 ? at : blank
}

function runsBetween(text: string, from: number, to: number, words: readonly Word[]): Run[] {
  const runs: Run[] = []
  let at = from
  for (const word of words.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (word.from < at || word.to > to) continue
    if (word.from > at) runs.push({ text: text.slice(at, word.from), marked: false })
    runs.push({ text: text.slice(word.from, word.to), marked: true })
    at = word.to
  }
  if (at < to) runs.push({ text: text.slice(at, to), marked: false })
  return runs
}
