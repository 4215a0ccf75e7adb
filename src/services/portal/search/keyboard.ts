// A keyboard left in the wrong language: what the same keys say in the other one.

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const CYRILLIC = 'ёйцукенгшщзхъфывапролджэячсмитьбю'

const toCyrillic = new Map([...LATIN].map((key, place) => [key, CYRILLIC[place] ?? key]))
const toLatin = new Map([...CYRILLIC].map((key, place) => [key, LATIN[place] ?? key]))
// With the shift key the signs are others, and the letters are folded anyway.
for (const [sign, key] of Object.entries({ '~': 'ё', '{': 'х', '}': 'ъ', ':': 'ж', '"': 'э', '<': 'б', '>': 'ю' }))
  toCyrillic.set(sign, key)

/**
 * What somebody meant whose keyboard was in the other language: `gfhr` is «парк», «зфкл» is `park`. Null where a piece between two
 * blanks has letters of both alphabets, or of neither.
 */
export function otherLayout(typed: string): string | null {
  const small = typed.toLowerCase()
  const latin = /[a-z]/.test(small)
  const cyrillic = /[а-яё]/.test(small)
  if (latin === cyrillic) return null
  const keys = latin ? toCyrillic : toLatin
  return [...small].map((key) => keys.get(key) ?? key).join('')
}
