// Addresses: street and house out of what a person typed. A flat is read past and never kept.

import { otherTown, type Token, tokensOf } from './address-tokens.ts'
import { findStreet, type Street, typeOf } from './street-names.ts'

export type { Street } from './street-names.ts'

export type Address = {
  /** The street's name without its type: «Пушкинская»; null when only the house was named. */
  street: string | null
  /** «ул.», «ш.», «пр-д» …; null when the text does not say and the street is not known. */
  streetType: string | null
  /** «123», «12а», «12/3». */
  house: string | null
  /** «корп. 1», «стр. 2», «корп. 1, стр. 2». */
  building: string | null
  /** Whether the street is one the city pack names. */
  known: boolean
  /** What else was said, without any bare number: «подъезд 2», «у магазина». */
  rest: string
  /** The same address in one form, for comparing: parsing it again gives the same address. */
  canonical: string
}

const LONGEST = 300

/**
 * Reads an address typed by a person against the city's streets; null when the text names no street.
 * A street that is not in the list is accepted with `known: false` if the text says what it is («ул. …») or is nothing
 * but a name and a house. Flat, office, postcode, city and region are dropped; another town is kept in `rest` and its
 * streets are never `known`.
 */
export function parseAddress(text: string, streets: readonly Street[]): Address | null {
  const tokens = tokensOf(text.slice(0, LONGEST))
  const found = findStreet(tokens, streets)
  if (!found) return null
  const before = tokens.slice(0, found.from)
  const after = houseIn(tokens.slice(found.to))
  const leading = after.house === null ? leadingHouse(before) : null
  const house = leading ?? after
  if (found.needsHouse && house.house === null) return null
  const rest = wordsOf([...(leading ? leading.left : before), ...after.left])
  if (found.needsHouse && rest !== '') return null
  const { street, streetType } = found
  const town = otherTown(text.slice(0, LONGEST))
  return {
    street,
    streetType,
    house: house.house,
    building: house.building,
    known: found.known && town === null,
    rest: [town, rest].filter((part) => part !== null && part !== '').join(' '),
    canonical: canonicalOf(street, streetType, house.house, house.building),
  }
}

type House = { house: string | null; building: string | null; left: Token[] }

const HOUSE = /^[1-9]\d{0,3}[а-я]?(\/[1-9]\d{0,3}[а-я]?)?$/
const HOUSE_WORD = /^(д|дом|дома|доме|домом|дому|№|вл|владение)$/
const PART: Record<string, string> = {
  к: 'корп.',
  корп: 'корп.',
  корпус: 'корп.',
  с: 'стр.',
  стр: 'стр.',
  строение: 'стр.',
  лит: 'лит.',
  литера: 'лит.',
  литер: 'лит.',
}

// «Азина, напротив дома 5»: the house stands at once after the street or after the word «дом».
function houseIn(tokens: readonly Token[]): House {
  const direct = readHouse(tokens)
  if (direct.house !== null) return direct
  const at = tokens.findIndex((token, i) => HOUSE_WORD.test(token.text) && HOUSE.test(tokens[i + 1]?.text ?? ''))
  if (at < 0) return direct
  const found = readHouse(tokens.slice(at))
  return { ...found, left: [...tokens.slice(0, at), ...found.left] }
}

// «12, улица Ленина» and «напротив дома 5 по улице Азина»; «2 ямы на Ленина» names no house.
function leadingHouse(before: readonly Token[]): House | null {
  const found = houseIn(before)
  const said = before.some((token) => HOUSE_WORD.test(token.text))
  return found.house !== null && (said || wordsOf(found.left) === '') ? found : null
}

function readHouse(tokens: readonly Token[]): House {
  let at = tokens.findIndex((token) => token.text !== ',')
  if (at < 0) return { house: null, building: null, left: [] }
  while (HOUSE_WORD.test(tokens[at]?.text ?? '')) at += 1
  const first = tokens[at]?.text ?? ''
  if (!HOUSE.test(first)) return { house: null, building: null, left: [...tokens] }
  at += 1
  let house = first
  const letter = tokens[at]?.text ?? ''
  if (/\d$/.test(house) && /^[абвгдежзикл]$/.test(letter) && endsAfter(tokens, at)) {
    house += letter
    at += 1
  }
  const parts: string[] = []
  for (let skip = separators(tokens, at); isPart(tokens, at + skip); skip = separators(tokens, at)) {
    const word = PART[tokens[at + skip]?.text ?? ''] ?? ''
    const number = tokens[at + skip + 1]?.text ?? ''
    parts.push(`${word} ${number}`)
    at += skip + 2
  }
  return { house, building: parts.length > 0 ? parts.join(', ') : null, left: tokens.slice(at) }
}

// «85 у подъезда»: a lone letter before a word is a preposition; before a comma, a part or the end it belongs to the house.
function endsAfter(tokens: readonly Token[], at: number): boolean {
  if (isPart(tokens, at)) return false
  const next = tokens[at + 1]
  return next === undefined || next.text === ',' || isPart(tokens, at + 1)
}

function separators(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text === ',' ? 1 : 0
}

function isPart(tokens: readonly Token[], at: number): boolean {
  const word = PART[tokens[at]?.text ?? '']
  const number = tokens[at + 1]?.text ?? ''
  if (word === undefined) return false
  return word === 'лит.' ? /^[а-я]$|^\d{1,2}$/.test(number) : /^\d{1,2}[а-я]?$/.test(number)
}

const EMPTY = /^(?:на|по|во|адрес|адресу|ул|улица|дом)$/

// A bare number after an address is most often a flat or a telephone, so only numbers of an entrance are kept.
function wordsOf(tokens: readonly Token[]): string {
  const kept: string[] = []
  for (const [i, token] of tokens.entries()) {
    if (/^[\p{L}-]{2,}$/u.test(token.text) && !EMPTY.test(token.text)) kept.push(token.written)
    else if (/^\d{1,2}$/.test(token.text) && tokens[i - 1]?.text === 'подъезд') kept.push(token.text)
  }
  return kept.join(' ')
}

function canonicalOf(street: string, type: string | null, house: string | null, building: string | null): string {
  return [typeOf(street, type), house, building].filter((part) => part !== null).join(', ')
}
