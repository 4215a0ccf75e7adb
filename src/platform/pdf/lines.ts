// Breaks sentences into lines: at spaces, after hyphens, and inside a word only when it is wider than the line.
import type { Piece, Told } from './content.ts'

export interface Span {
  text: string
  bold: boolean
  href: string
  width: number
}

export type Line = Span[]

export type Measure = (text: string, bold: boolean) => number

/** The lines of a text at a width; at least one, which may be empty. */
export function linesOf(told: Told, width: number, measure: Measure, bold = false): Line[] {
  const lines: Line[] = [[]]
  let left = width
  const put = (text: string, style: Omit<Span, 'text' | 'width'>): void => {
    const wide = measure(text, style.bold)
    const line = lines.at(-1) ?? []
    const last = line.at(-1)
    if (last && last.bold === style.bold && last.href === style.href) {
      last.text += text
      last.width += wide
    } else line.push({ text, ...style, width: wide })
    left -= wide
  }
  const next = (): void => {
    lines.push([])
    left = width
  }
  for (const { text, bold: strong, href } of piecesOf(told, bold)) {
    const style = { bold: strong, href }
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) next()
      for (const word of part.split(/(?<= )|(?<=[^\s\d-]-)(?=\p{L})/u)) {
        const seen = measure(word.trimEnd(), strong)
        if (seen > left && left < width) next()
        if (seen <= width) put(word, style)
        else
          for (const letter of word) {
            if (measure(letter, strong) > left) next()
            put(letter, style)
          }
      }
    }
  }
  return lines
}

/** How wide the widest line would be without breaking, and the widest word. */
export function widthsOf(told: Told, measure: Measure, bold = false): { whole: number; word: number } {
  let [whole, word] = [0, 0]
  let line = 0
  for (const piece of piecesOf(told, bold)) {
    for (const [index, part] of piece.text.split('\n').entries()) {
      if (index > 0) line = 0
      line += measure(part, piece.bold)
      whole = Math.max(whole, line)
      for (const one of part.split(' ')) word = Math.max(word, measure(one, piece.bold))
    }
  }
  return { whole, word }
}

function piecesOf(told: Told, bold: boolean): { text: string; bold: boolean; href: string }[] {
  const pieces: readonly Piece[] = typeof told === 'string' || 'text' in told ? [told] : told
  return pieces.map((piece) =>
    typeof piece === 'string'
      ? { text: plain(piece), bold, href: '' }
      : { text: plain(piece.text), bold: piece.bold ?? bold, href: piece.href ?? '' },
  )
}

function plain(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\t\v\f ]+/g, ' ')
}
