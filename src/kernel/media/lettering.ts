// Breaks a sentence into lines by approximate letter widths, where no browser does it.

/**
 * At most `most` lines, each at most `width` pixels wide in bold letters of `size`. Breaks at spaces, and inside a
 * word only when the word alone is wider than a line. What is left over is dropped and an ellipsis says so.
 * White space and characters that XML cannot hold become single spaces; non-breaking spaces keep words together.
 */
export const wrap = (text: string, size: number, width: number, most: number): string[] => {
  const lines: string[] = []
  for (const word of drawable(text).split(' ').filter(Boolean)) {
    for (const piece of pieces(word, size, width)) {
      const last = lines.at(-1)
      const joined = last === undefined ? piece : `${last} ${piece}`
      if (last !== undefined && widthOf(joined, size) <= width) lines[lines.length - 1] = joined
      else lines.push(piece)
    }
  }
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '', size, width)]
}

/** Pixels that the words take in bold Golos Text of the size, rather too many than too few. */
export const widthOf = (words: string, size: number): number =>
  [...words].reduce((sum, letter) => sum + share(letter), 0) * size

/** The text without what XML 1.0 has no place for: control characters, lone surrogates, the last two of each plane. */
export const drawable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cn}\ufffd\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()

// Shares of the font size: advances of bold Golos Text as measured, each kind rounded up to its widest letter.
const KINDS: ReadonlyArray<readonly [RegExp, number]> = [
  [/\p{M}/u, 0],
  [/[ \u00a0.,:;!·'’ijlI|]/, 0.34],
  [/[гfrtz1()/«»?²³–-]/, 0.54],
  [/[авкчъяӵзтьсэabckseё]/, 0.6],
  [/[ыфюжшщмӝmw]/, 0.89],
  [/[ЖШЩЮФЫМӜWM@№…]/, 1.11],
  [/[\p{Ll}\p{Nd}]/u, 0.65],
  [/\p{Lu}/u, 0.79],
]

const share = (letter: string) => KINDS.find(([kind]) => kind.test(letter))?.[1] ?? 1.11

const pieces = (word: string, size: number, width: number): string[] => {
  const found: string[] = []
  let piece = ''
  for (const letter of word) {
    if (piece && widthOf(piece + letter, size) > width) {
      found.push(piece)
      piece = ''
    }
    piece += letter
  }
  return piece ? [...found, piece] : found
}

// Whole words go first; letters of a word only when it is the last one left.
const shortened = (line: string, size: number, width: number) => {
  const fits = (kept: string) => widthOf(`${kept}…`, size) <= width
  const words = line.split(' ')
  while (words.length > 1 && !fits(words.join(' '))) words.pop()
  const letters = [...words.join(' ')]
  while (letters.length > 0 && !fits(letters.join(''))) letters.pop()
  return `${letters.join('').replace(/[\s.,:;–—-]+$/u, '')}…`
}
