// Street names: which known street the words mean, or what an unknown one is called.
import type { Token } from './address-tokens.ts'
import { fold, oneSlipApart, sameAdjective } from './letters.ts'

export type Street = { name: string; type: string; aliases?: readonly string[] }

/** Where the street stands in the tokens; `needsHouse` when only a house beside it makes it an address. */
export type StreetFound = {
  street: string
  streetType: string | null
  known: boolean
  needsHouse: boolean
  from: number
  to: number
}

/** Answers the street named in the tokens: a known one first, else an unknown one. */
export function findStreet(tokens: readonly Token[], streets: readonly Street[]): StreetFound | null {
  return findKnown(tokens, streets) ?? markedStreet(tokens) ?? bareStreet(tokens)
}

/** Writes a street with its type in the usual order: «ул. Пушкинская», «Воткинское шоссе». */
export function typeOf(street: string, type: string | null): string {
  if (type === null) return street
  if (type === 'ш.') return `${street} шоссе`
  if (type === 'тракт') return `${street} тракт`
  return `${type} ${street}`
}

const TYPES: Record<string, readonly string[]> = {
  'ул.': ['ул', 'улица', 'улице', 'улицы', 'улицу', 'улк'],
  'ш.': ['ш', 'шоссе'],
  // «пр.» is written for both, the known street decides; unknown ones are taken for a проспект.
  'пр-т': ['пр-т', 'просп', 'проспект', 'проспекте', 'пр-кт', 'пр'],
  'пр-д': ['пр-д', 'проезд', 'проезде', 'пр'],
  'пер.': ['пер', 'переулок', 'переулке', 'переулка'],
  'б-р': ['б-р', 'бул', 'бульвар', 'бульваре', 'бр'],
  'наб.': ['наб', 'набережная', 'набережной'],
  тракт: ['тракт', 'тр-т', 'тракте'],
  мкр: ['мкр', 'мкрн', 'мкр-н', 'микрорайон', 'микрорайоне'],
  'пл.': ['пл', 'площадь', 'площади'],
  'пос.': ['пос', 'поселок', 'поселке'],
  туп: ['туп', 'тупик'],
}

function typesOf(token: Token | undefined): string[] {
  if (!token) return []
  return Object.keys(TYPES).filter((type) => TYPES[type]?.includes(token.text))
}

/** Answers the known street that the tokens name best; null when they name none, or two equally well. */
export function findKnown(tokens: readonly Token[], streets: readonly Street[]): StreetFound | null {
  let best: { found: StreetFound; score: number } | null = null
  let tied = false
  for (const street of streets) {
    for (const name of [street.name, ...(street.aliases ?? [])]) {
      const match = matchName(tokens, wordsOf(name), street)
      if (!match) continue
      if (best && match.score === best.score && match.found.street !== best.found.street) tied = true
      if (!best || match.score > best.score) {
        best = match
        tied = false
      }
    }
  }
  // One slip away from two streets is neither of them.
  return best && !tied ? best.found : null
}

function wordsOf(name: string): string[] {
  return [...fold(name).matchAll(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu)].map((m) => ordinal(m[0]))
}

function ordinal(word: string): string {
  return word.replace(/^(\d+)-?(?:го|ая|ое|ий|ый|ой|ья|[еяйо])$/, '$1')
}

function matchName(
  tokens: readonly Token[],
  name: readonly string[],
  street: Street,
): { found: StreetFound; score: number } | null {
  for (let at = 0; at + name.length <= tokens.length; at += 1) {
    const qualities = name.map((word, i) => quality(ordinal(tokens[at + i]?.text ?? ''), word))
    if (qualities.includes(0)) continue
    const span = withType(tokens, at, at + name.length, street.type)
    if (!span) continue
    const length = name.reduce((sum, word) => sum + word.length, 0)
    const exact = Math.min(...qualities)
    const found = {
      street: street.name,
      streetType: street.type,
      known: true,
      needsHouse: false,
      from: span.from,
      to: span.to,
    }
    // An exact name beats any slip; then the longer name; then the one whose type was written; then the earlier one.
    return { found, score: exact * 1e6 + length * 1e3 + (span.typed ? 500 : 0) - at }
  }
  return null
}

// 3 exact, 2 another case of an adjective, 1 one slip in a long word, 0 another word.
function quality(token: string, word: string): number {
  if (token === word) return 3
  if (/\d/.test(word)) return 0
  if (sameAdjective(token, word)) return 2
  return word.length >= 7 && token.length >= 7 && oneSlipApart(token, word) ? 1 : 0
}

// A type written beside the name must agree with the street's own; «пер. Советский» is not «ул. Советская».
function withType(
  tokens: readonly Token[],
  from: number,
  to: number,
  type: string,
): { from: number; to: number; typed: boolean } | null {
  const before = typesOf(tokens[from - 1])
  const after = typesOf(tokens[to])
  if (before.includes(type)) return { from: from - 1, to: after.includes(type) ? to + 1 : to, typed: true }
  if (after.includes(type)) return { from, to: to + 1, typed: true }
  // A square or a bank of the river shares its name with streets, so it counts only with its type.
  if (before.length > 0 || after.length > 0 || type === 'пл.' || type === 'наб.') return null
  return { from, to, typed: false }
}

const HOUSE_LIKE = /^\d/
const NOT_A_NAME =
  /^(?:д|дом|доме|дома|к|корп|с|стр|лит|литера|у|на|в|во|за|возле|около|напротив|между|перед|рядом|и|или|подъезд|двор|дворе|яма|ямы|подъезда|остановка|школа|магазин|этаж|вход|№|,)$/
const COUNTED = /^(?:лет|года|год|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)$/

function markedStreet(tokens: readonly Token[]): StreetFound | null {
  for (const [at, token] of tokens.entries()) {
    const [type] = typesOf(token)
    if (type === undefined) continue
    const after = nameAfter(tokens, at + 1)
    if (after > at + 1) return unknown(tokens, at + 1, after, type, at, after)
    const before = nameBefore(tokens, at)
    if (before < at) return unknown(tokens, before, at, type, before, at + 1)
  }
  return null
}

function unknown(
  tokens: readonly Token[],
  from: number,
  to: number,
  type: string | null,
  start: number,
  end: number,
): StreetFound {
  const street = tokens.slice(from, to).map(capitalised).join(' ')
  return { street, streetType: type, known: false, needsHouse: type === null, from: start, to: end }
}

function nameAfter(tokens: readonly Token[], from: number): number {
  let to = from
  if (HOUSE_LIKE.test(tokens[to]?.text ?? '')) {
    const next = tokens[to + 1]
    if (!next || !(COUNTED.test(next.text) || /-|[а-я]$/.test(tokens[to]?.text ?? '')) || !isNameWord(next)) return from
    to += 1
  }
  while (to - from < 4 && isNameWord(tokens[to]) && typesOf(tokens[to]).length === 0) to += 1
  return to
}

function nameBefore(tokens: readonly Token[], to: number): number {
  let from = to
  while (to - from < 3 && isNameWord(tokens[from - 1]) && typesOf(tokens[from - 1]).length === 0) from -= 1
  return from
}

function isNameWord(token: Token | undefined): boolean {
  return token !== undefined && /^\p{L}/u.test(token.text) && !NOT_A_NAME.test(token.text)
}

// «Лермонтова 5» with nothing around it.
function bareStreet(tokens: readonly Token[]): StreetFound | null {
  const from = tokens.findIndex((token) => token.text !== ',')
  if (from < 0) return null
  const to = nameAfter(tokens, from)
  const long = tokens.slice(from, to).some((token) => token.text.length >= 4)
  return to > from && to - from <= 3 && long ? unknown(tokens, from, to, null, from, to) : null
}

function capitalised(token: Token): string {
  const small = /^(?:лет|и|имени|им)$/.test(token.text) || COUNTED.test(token.text)
  return small || /^\p{Lu}/u.test(token.written)
    ? token.written
    : token.written.charAt(0).toUpperCase() + token.written.slice(1)
}
