// Matches a person's words with stems from the city pack, in any Russian ending.

export type Word = { text: string; clause: number }
/** Positions of the words that matched one pattern. */
export type Match = number[]

/** Cuts text into folded words (lower case, ё as е) and numbers their clauses. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let clause = 0
  for (const m of text
    .slice(0, 5000)
    .toLowerCase()
    .replace(/ё/g, 'е')
    .matchAll(/[\p{L}\d]+|[.,;:!?\n]/gu)) {
    if (/[.,;:!?\n]/.test(m[0])) clause += 1
    else words.push({ text: m[0], clause })
  }
  return words
}

// Words of one phrase stand close together: «яма … во дворе».
const REACH = 6

/**
 * Answers where a pattern («яма», «не гор фонар») stands in the words: every stem has its own word, in any order,
 * within reach of the first. `exact` lists stems that take case endings only («газ», not «газон»).
 */
export function matchesOf(pattern: string, words: readonly Word[], exact: readonly string[] = []): Match[] {
  const [first, ...others] = pattern.split(' ')
  if (first === undefined || first === '') return []
  const found: Match[] = []
  for (const [at, word] of words.entries()) {
    if (!isForm(word.text, first, exact)) continue
    const match = [at]
    for (const stem of others) {
      const next = nearest(words, at, match, (text) => isForm(text, stem, exact))
      if (next < 0) break
      match.push(next)
    }
    if (match.length === others.length + 1) found.push(match)
  }
  return found
}

function nearest(
  words: readonly Word[],
  at: number,
  taken: readonly number[],
  fits: (text: string) => boolean,
): number {
  for (let step = 1; step <= REACH; step += 1) {
    for (const place of [at + step, at - step]) {
      const word = words[place]
      if (word && !taken.includes(place) && fits(word.text)) return place
    }
  }
  return -1
}

const CASES = /^(?:а|я|о|е|и|ы|у|ю|ь|ой|ей|ою|ею|ом|ем|ам|ям|ами|ями|ах|ях|ов|ев)?$/
const SHORT =
  /^(?:а|я|о|е|и|ы|у|ю|ь|ой|ей|ою|ею|ом|ем|ам|ям|ами|ями|ах|ях|ов|ев|ит|ят|ат|ет|ут|ют|ал|ала|али|ило|ил|или|ая|ые)?$/
const WHOLE = new Set(['не', 'нет', 'под', 'без', 'кго', 'тко'])

/** Answers whether a word is a form of the stem. Long stems take any ending, short ones only endings of Russian. */
export function isForm(word: string, stem: string, exact: readonly string[] = []): boolean {
  if (!word.startsWith(stem)) return false
  const ending = word.slice(stem.length)
  if (WHOLE.has(stem)) return ending === ''
  // «ям» must not meet «Ямал».
  if (exact.includes(stem) || stem.length < 3) return CASES.test(ending)
  return stem.length >= 4 || SHORT.test(ending)
}
