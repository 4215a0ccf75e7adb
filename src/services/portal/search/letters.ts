// How a text becomes words to search by: one case, one spelling, abbreviations of streets said whole, numbers whole and in parts.

export interface Word {
  /** Folded. */
  text: string
  /** Where it stands in the text as written. */
  from: number
  to: number
}

const UDMURT: Record<string, string> = { ё: 'е', ӝ: 'ж', ӟ: 'з', ӥ: 'и', ӧ: 'о', ӵ: 'ч' }
const longest = 64

/**
 * A word as search compares it: small letters, ё as е, Udmurt ӝ ӟ ӥ ӧ ӵ as ж з и о ч, without stress marks and soft hyphens;
 * composed and decomposed letters are the same.
 */
export function fold(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[ёӝӟӥӧӵ]/g, (letter) => UDMURT[letter] ?? letter)
    .replaceAll(/[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]/gu, '')
    .slice(0, longest)
    .toWellFormed()
}

// A run of letters and digits, and such runs joined by hyphens, slashes or full stops: «пр-т», «2026-000123», «123/1», «31.12.2026».
const run = '[\\p{L}\\p{M}\\p{N}\\u00ad\\u200b-\\u200d\\u2060]+'
const JOINED = new RegExp(`${run}(?:[-‐‑–/.]${run})*`, 'gu')

/** The words of a text in their order; words of one joined run overlap. Never throws, whatever the text. */
export function wordsIn(text: string, most = Number.POSITIVE_INFINITY): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(JOINED)) {
    if (words.length >= most) break
    const [written] = match
    for (const each of wordsOfRun(written)) {
      const word = fold(each.text)
      if (word !== '') words.push({ text: word, from: match.index + each.from, to: match.index + each.to })
    }
  }
  return words
}

interface Piece {
  text: string
  from: number
  to: number
}

function wordsOfRun(written: string): Piece[] {
  const whole = { from: 0, to: written.length }
  const short = ABBREVIATIONS.get(fold(written).replaceAll(/[‐‑–]/g, '-'))
  if (short !== undefined) return [{ ...whole, text: short }]
  const parts = piecesOf(written, /[^-‐‑–/.]+/gu)
  if (parts.length === 1) return mixed(parts[0])
  const inner = parts.flatMap((part) => {
    const said = ABBREVIATIONS.get(fold(part.text))
    return said === undefined ? mixed(part) : [{ ...part, text: said }]
  })
  // A number of several parts is asked for as a whole; so is a code such as prj-001.
  if (!/\p{N}/u.test(written)) return inner
  return [{ ...whole, text: written.replaceAll(/[‐‑–]/g, '-') }, ...inner]
}

// «123к1» is one word, and so are its number and its letters; noughts before a number say nothing.
function mixed(part: Piece | undefined): Piece[] {
  if (!part) return []
  const inner = piecesOf(part.text, /\p{N}+|[^\p{N}]+/gu)
  const shifted = inner.map((piece) => ({
    text: piece.text.replace(/^0+(?=\p{N})/u, ''),
    from: part.from + piece.from,
    to: part.from + piece.to,
  }))
  return shifted.length === 1
    ? shifted
    : [part, ...shifted.filter(({ text }) => /\p{N}/u.test(text) || text.length > 1)]
}

function piecesOf(text: string, pattern: RegExp): Piece[] {
  return [...text.matchAll(pattern)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }))
}

const ABBREVIATIONS = new Map(
  Object.entries({
    улица: ['ул', 'улк'],
    проспект: ['пр-т', 'пр-кт', 'просп', 'пр'],
    проезд: ['пр-д'],
    переулок: ['пер'],
    бульвар: ['б-р', 'бул', 'бульв'],
    набережная: ['наб'],
    площадь: ['пл'],
    шоссе: ['ш'],
    тракт: ['тр-т'],
    микрорайон: ['мкр', 'мкрн', 'мкр-н', 'м-н'],
    район: ['р-н'],
    поселок: ['пос', 'п-к'],
    тупик: ['туп'],
    имени: ['им'],
  }).flatMap(([whole, shorts]) => shorts.map((short): [string, string] => [short, whole])),
)
