// How a phrase is judged before an editor sees it: its values, its one plural form, and that it stands in what is quoted.

/** An ICU message as its reader gives it: elements with a type, a value and perhaps options (icu-messageformat-parser). */
export interface Piece {
  /** 0 is plain text, 1 a value, 5 a choice, 6 a plural, 7 the number sign. */
  type: number
  value?: unknown
  options?: Record<string, { value: readonly Piece[] }>
}

export type Wrong = 'values' | 'plural' | 'notQuoted'

/**
 * What is wrong with an Udmurt phrase for a Russian one, or null. Its values are those of the Russian phrase, its plurals have the form
 * `other` alone (a noun stays singular after a number), and its words stand in the quotation.
 */
export function wrongWith(asked: {
  russian: readonly Piece[]
  udmurt: readonly Piece[]
  quotation: string
}): Wrong | null {
  const { russian, udmurt, quotation } = asked
  if ([...valuesIn(russian)].sort().join() !== [...valuesIn(udmurt)].sort().join()) return 'values'
  if (!hasOneForm(udmurt)) return 'plural'
  const said = folded(quotation)
  const words = textsIn(udmurt)
    .map(folded)
    .filter((text) => /\p{L}/u.test(text))
  if (words.length === 0 || !words.every((text) => said.includes(text))) return 'notQuoted'
  return null
}

/** Phrases compared as a reader compares them: composed letters (NFC), no case, one space, ё as е, no signs at the ends. */
export function folded(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '')
}

function valuesIn(pieces: readonly Piece[]): Set<string> {
  return new Set(
    pieces.flatMap(({ type, value, options }) => [
      ...(type !== 0 && type !== 7 ? [String(value)] : []),
      ...Object.values(options ?? {}).flatMap((option) => [...valuesIn(option.value)]),
    ]),
  )
}

function hasOneForm(pieces: readonly Piece[]): boolean {
  return pieces.every(({ type, options }) => {
    const forms = Object.keys(options ?? {})
    const own = type !== 6 || forms.every((form) => form === 'other' || form.startsWith('='))
    return own && Object.values(options ?? {}).every((option) => hasOneForm(option.value))
  })
}

function textsIn(pieces: readonly Piece[]): string[] {
  return pieces.flatMap(({ type, value, options }) => [
    ...(type === 0 ? [String(value)] : []),
    ...Object.values(options ?? {}).flatMap((option) => textsIn(option.value)),
  ])
}
