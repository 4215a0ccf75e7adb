// When two names mean the same: titles and places without what people write in different ways, and how alike two titles are.

/** Words that say what kind of thing it is, and nothing of which: «спектакль «Гроза»» is «Гроза». */
const noise =
  /^(спектакль|концерт|выставка|балет|опера|мюзикл|лекция|фестиваль|мастер класс|премьера|кинопоказ|показ|фильм|стендап|шоу|детский спектакль|музыкальный спектакль|творческий вечер|встреча|экскурсия|программа|концертная программа|гастроли)\s+(?=\S)/u

/** A title in the form in which spellings do not matter: ё, quotes, case, signs, age marks and the kind of thing before it. */
export function titleKey(title: string): string {
  const plain = fold(title.replace(/\(?\b(0|6|12|16|18)\s?\+\)?/g, ' '))
  let bare = plain
  // «Премьера. Спектакль «Гроза»» has two of them.
  for (let turn = 0; turn < 3; turn += 1) bare = bare.replace(noise, '')
  return bare || plain
}

/** A place in the same form. */
export function placeKey(place: string): string {
  return fold(place)
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** How alike two titles are, from 0 to 1: the share of three-letter pieces that they have in common (Dice). The same both ways. */
export function likeness(one: string, other: string): number {
  const [a, b] = [pieces(titleKey(one)), pieces(titleKey(other))]
  const total = a.size + b.size
  if (total === 0) return 0
  let common = 0
  for (const piece of a) if (b.has(piece)) common += 1
  return (2 * common) / total
}

/** From here on two titles at one place and time are shown to the editor as perhaps the same. */
export const alike = 0.5

function pieces(text: string): Set<string> {
  const padded = ` ${text.slice(0, 200)} `
  return new Set(Array.from({ length: Math.max(padded.length - 2, 0) }, (_, at) => padded.slice(at, at + 3)))
}
