// All streets that a text names: «Ленина, К. Маркса и 9-я Подлесная» are three.
import { tokensOf } from './address-tokens.ts'
import { findKnown, type Street } from './street-names.ts'

const LONGEST = 1000
const MOST = 30

// What is named after the same people as streets are, and is no street: «парк Кирова», «школа имени Пушкина».
const NAMESAKE =
  /^(?:парк|сквер|площад|школ|дк$|дворец|лицей|гимнази|стадион|завод|остановк|ост$|мкр|микрорайон|пос$|поселок|пруд|бульвар|набережн)/

/**
 * Names of the known streets that a text names, in the order of the list of streets; a house, a flat and words around them do not
 * matter. A park or a school with the same name is no street.
 */
export function streetsIn(text: string, streets: readonly Street[]): string[] {
  let tokens = tokensOf(text.slice(0, LONGEST))
  const named = new Set<string>()
  for (let n = 0; n < MOST; n += 1) {
    const found = findKnown(tokens, streets)
    if (!found) break
    const before = tokens[found.from - 1]
    const said = tokens.slice(found.from, found.to).map(({ text }) => text)
    if ((before === undefined || !NAMESAKE.test(before.text)) && !isOfOtherGender(said, found.street))
      named.add(found.street)
    // A comma stands where the street stood, so that its neighbours do not become one name.
    tokens = [...tokens.slice(0, found.from), { text: ',', written: ',' }, ...tokens.slice(found.to)]
  }
  return streets.map(({ name }) => name).filter((name, at, all) => named.has(name) && all.indexOf(name) === at)
}

// «Первомайский район» is not «Первомайская улица»: a nominative of another gender names another thing.
function isOfOtherGender(said: readonly string[], street: string): boolean {
  const [own] = genderOf(street.toLowerCase())
  const others = said.flatMap(genderOf)
  return own !== undefined && others.length > 0 && !others.includes(own)
}

function genderOf(word: string): ('he' | 'she' | 'it')[] {
  if (/(ый|ий)$/.test(word)) return ['he']
  if (/(ая|яя)$/.test(word)) return ['she']
  return /(ое|ее)$/.test(word) ? ['it'] : []
}
