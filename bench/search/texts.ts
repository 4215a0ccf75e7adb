// Texts made up for the benchmark: words of the Snowball vocabulary by Zipf's law in arbitrary endings, the same at every run.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/platform/root.ts'

/** A sequence of numbers from a seed (mulberry32), so that every run measures the same. */
export function openChance(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { next, upTo: (most: number) => Math.floor(next() * most) }
}

export interface Texts {
  /** So many words in a row. */
  text(words: number): string
  /** A word of a rank: 0 is the most frequent; in any of its endings. */
  word(rank: number): string
  ranks: number
}

/** Opens the vocabulary: a rank is a stem, and its word one of those the vocabulary has of it. */
export function openTexts(seed: number): Texts {
  const chance = openChance(seed)
  const order = openChance(1)
  const forms = new Map<string, string[]>()
  const lines = readFileSync(join(projectRoot, 'tests/vectors/russian-text/snowball-russian-a.tsv'), 'utf8').trim()
  for (const line of lines.split('\n')) {
    const [word = '', stem = ''] = line.split('\t')
    if (stem.length < 3) continue
    const own = forms.get(stem)
    if (own) own.push(word)
    else forms.set(stem, [word])
  }
  // Their alphabetical order would make the frequent words all begin with «а».
  const stems = [...forms.values()]
    .map((words) => ({ words, place: order.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ words }) => words)
  const sums: number[] = []
  for (const [rank] of stems.entries()) sums.push((sums.at(-1) ?? 0) + 1 / (rank + 10))
  const whole = sums.at(-1) ?? 1
  const word = (rank: number): string => {
    const own = stems[rank] ?? ['']
    return own[chance.upTo(own.length)] ?? ''
  }
  const any = (): string => {
    const sought = chance.next() * whole
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < sought) low = middle + 1
      else high = middle
    }
    return word(low)
  }
  return { text: (words) => Array.from({ length: words }, any).join(' '), word, ranks: stems.length }
}
