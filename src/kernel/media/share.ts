// Draws the picture that stands beside a shared link: one sentence, one honest number, on calm paper.
import { withPictures } from '#platform/pictures.ts'
import { markSvg } from '#web/components/mark/mark.tsx'
import { drawable, widthOf, wrap } from './lettering.ts'

export type Share = {
  /** The sentence; what does not fit in three lines (four without a number) ends with an ellipsis. */
  title: string
  /** As people write it in the page's language («12,4»), with its unit apart. */
  number?: string
  unit?: string
  place?: string
  date?: string
  /** What it rests on: the page of the press, the case that a resident confirmed, how many records were added. */
  basis?: string
  /** Says that something went wrong: gold is for what is done. */
  wrong?: boolean
  city: string
  /** Said across the foot of the picture where it must not be overlooked: «демонстрация: …». */
  band?: string
}

/**
 * A PNG of 1200×630, the size that messengers and networks show whole, below 60 kB by a palette of 64 colours.
 * Words are drawn in the fonts named to `useFonts` at start; without them an empty machine would draw boxes.
 */
export const sharePicture = (share: Share): Promise<Uint8Array> =>
  withPictures((sharp) =>
    sharp(Buffer.from(shareSvg(share)))
      .png({ palette: true, colours: 64, dither: 0, effort: 8 })
      .toBuffer(),
  )

const WIDTH = 1200
const HEIGHT = 630
const MARGIN = 80
const LINE = WIDTH - 2 * MARGIN
const FAMILY = 'Golos Text, Golos Text Variable'
// The colours of the page's own tokens (src/web/styles/tokens.css); a file of its own cannot read a style sheet.
const PAPER = '#fbfaf6'
const INK = '#17202a'
const QUIET = '#56606b'
const POND = '#0b5a6b'
const GOLD = '#f5b800'
const LATE = '#b3261e'
const RULE = '#dcd8cc'

/** The drawing itself. Everything a person wrote is escaped, and characters that XML forbids are left out. */
export const shareSvg = (share: Share): string => {
  const where = [share.place, share.date].filter(Boolean).join(' · ')
  const foot = [
    ...(where ? [{ words: where, size: 30, weight: 500, fill: INK }] : []),
    ...(share.basis ? [{ words: share.basis, size: 26, weight: 400, fill: QUIET }] : []),
  ]
  const bottom = share.band ? HEIGHT - 64 : HEIGHT
  // The foot grows upwards from the edge; the title ends above its rule.
  const top = bottom - 40 - foot.length * 42
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="${FAMILY}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="${PAPER}"/>
<rect width="16" height="${HEIGHT}" fill="${share.wrong ? LATE : GOLD}"/>
<g transform="translate(${MARGIN} 52)">${markSvg(68)}</g>
${letters('Италмас', { x: MARGIN + 86, y: 98, size: 36, weight: 700, fill: INK }, { words: share.city, dx: 18, size: 32, weight: 400, fill: QUIET })}
${share.number ? figure(share.number, share.unit ?? '') : ''}
${heading(share.title, share.number !== undefined, top)}
${foot.length > 0 ? `<rect x="${MARGIN}" y="${top}" width="${LINE}" height="2" fill="${RULE}"/>` : ''}
${foot.map(({ words, size, ...style }, i) => letters(wrap(words, size, LINE, 1)[0] ?? '', { x: MARGIN, y: top + 46 + i * 42, size, ...style })).join('')}
${share.band ? footBand(share.band) : ''}
</svg>`
}

// The number is as large as its line allows; the unit stands on the same line and never leaves it.
const figure = (number: string, unit: string) => {
  const wanted = widthOf(number, 168) + 26 + widthOf(unit, 56)
  const scale = Math.min(1, LINE / wanted)
  const style = { x: MARGIN - 6 * scale, y: 272, size: Math.floor(168 * scale), weight: 700, fill: INK }
  return letters(number, style, { words: unit, dx: 26, size: Math.floor(56 * scale), weight: 500, fill: POND })
}

const heading = (title: string, belowNumber: boolean, foot: number) => {
  const size = belowNumber ? 44 : 66
  const step = Math.round(size * 1.2)
  const top = belowNumber ? 346 : 220
  const most = Math.max(1, Math.min(belowNumber ? 3 : 4, Math.floor((foot - 24 - top) / step) + 1))
  return wrap(title, size, LINE, most)
    .map((line, i) => letters(line, { x: MARGIN, y: top + i * step, size, weight: 700, fill: INK }))
    .join('')
}

const footBand = (words: string) =>
  `<rect y="${HEIGHT - 64}" width="${WIDTH}" height="64" fill="${INK}"/>${letters(wrap(words, 28, LINE, 1)[0] ?? '', { x: MARGIN, y: HEIGHT - 22, size: 28, weight: 500, fill: PAPER })}`

type Style = { x: number; y: number; size: number; weight: number; fill: string }
type Tail = { words: string; dx: number; size: number; weight: number; fill: string }

// A tail follows in the same text, so that the renderer and not our guess of widths sets the gap between them.
const letters = (words: string, { x, y, size, weight, fill }: Style, tail?: Tail) => {
  const after = tail?.words
    ? `<tspan dx="${tail.dx}" font-size="${tail.size}" font-weight="${tail.weight}" fill="${tail.fill}">${escaped(tail.words)}</tspan>`
    : ''
  return `<text x="${Math.round(x)}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(words)}${after}</text>`
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

const escaped = (words: string) => drawable(words).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '')
