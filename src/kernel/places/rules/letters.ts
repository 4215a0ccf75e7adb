// Letters and words as people type them: look-alike letters, ё and е, endings, slips of one key.

const LOOK_ALIKE: Record<string, string> = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
  Y: 'У',
  a: 'а',
  b: 'б',
  c: 'с',
  d: 'д',
  e: 'е',
  g: 'г',
  k: 'к',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
}

/** Folds text for comparing: one case, ё as е, Latin letters that look Cyrillic as Cyrillic where a word mixes or could mix them. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[0-9A-Za-zА-Яа-яЁё]+/g, cyrillicWhereAlike)
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[\u00a0\u2009\u202f\s]+/g, ' ')
    .replace(/[‐‑–—−]/g, '-')
}

function cyrillicWhereAlike(word: string): string {
  const letters = [...word]
  const foreign = letters.some((letter) => /[A-Za-z]/.test(letter) && LOOK_ALIKE[letter] === undefined)
  return foreign ? word : letters.map((letter) => LOOK_ALIKE[letter] ?? letter).join('')
}

const ADJECTIVE = /(ая|яя|ую|юю|ой|ей|ое|ее|ый|ий|ого|его|ому|ему|ом|ем|ым|им|ые|ие|ых|их)$/
const NOUN = /(ами|ями|ах|ях|ам|ям|ом|ем|ой|ей|ов|а|я|о|е|и|ы|у|ю|ь)$/

/** Answers whether two folded words are one word in different cases of Russian. */
export function sameWord(a: string, b: string): boolean {
  if (a === b) return true
  return sameStem(a, b, ADJECTIVE, 4) || sameStem(a, b, NOUN, 3)
}

/** Answers whether two folded adjectives differ only in case or gender: «пушкинская», «пушкинской». */
export function sameAdjective(a: string, b: string): boolean {
  return ADJECTIVE.test(a) && ADJECTIVE.test(b) && sameStem(a, b, ADJECTIVE, 4)
}

function sameStem(a: string, b: string, ending: RegExp, least: number): boolean {
  const stem = a.replace(ending, '')
  return stem.length >= least && stem === b.replace(ending, '')
}

/** Answers whether one key press apart: a letter changed, missing, extra, or two neighbours exchanged. */
export function oneSlipApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (restA.length > restB.length) return restA.slice(1) === restB
  if (restA.length < restB.length) return restA === restB.slice(1)
  if (restA.slice(1) === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}
