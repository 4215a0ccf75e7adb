// Cuts an address into words, numbers and commas, and throws away what must not or need not be kept.
import { fold } from './letters.ts'

/** `text` is folded for comparing, `written` is as typed. */
export type Token = { text: string; written: string }

/** Cuts the text; flats, offices, telephones, postcodes, the city and its region are gone from the result. */
export function tokensOf(text: string): Token[] {
  const tidy = dropPlaces(dropFlats(spaced(text)))
  return [...tidy.matchAll(TOKEN)].map((m) => ({ text: fold(m[0]), written: m[0] })).filter(hasMeaning)
}

const TOKEN =
  /\d+(?:-?(?:го|ая|ое|ий|ый|ой|ья|[еяйо])(?![\p{L}\d]))?(?:[а-яё](?![\p{L}\d]))?(?:\/\d+[а-яё]?(?![\p{L}\d]))?|\p{L}+(?:-\p{L}+)*|[№,]/giu

function hasMeaning(token: Token): boolean {
  return !/^(?:им|имени|)$/.test(token.text)
}

// «123к1», «9к.3», «5с1» are a house and its part; look-alike Latin letters become Cyrillic before anything is compared.
function spaced(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00a0\u2009\u202f\s]+/g, ' ')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/[0-9A-Za-zА-Яа-яЁё]+/g, (word) => (/[A-Za-z]/.test(word) ? recased(word) : word))
    .replace(/(\d[а-яё]?)\s*(корпус|корп|кор|к|строение|стр|с)\s?\.?\s?(\d{1,2})(?!\d)/giu, part)
    .replace(/(\d)\s*\/\s*(\d)/g, '$1/$2')
    .replace(/№/g, ' № ')
}

function part(_all: string, house: string, word: string, number: string): string {
  return `${house} ${/^с/i.test(word) ? 'стр' : 'корп'} ${number}`
}

// Folding loses capitals, which unknown names want back.
function recased(word: string): string {
  const folded = fold(word)
  return /^\p{Lu}/u.test(word) ? folded.charAt(0).toUpperCase() + folded.slice(1) : folded
}

const FLAT =
  /(?<![\p{L}\d])(?:квартир[аыуе]|кварт|кв|офис[а-я]?|оф|помещени[ея]|пом|комнат[аыуе]|комн|ком|этаж|эт|домофон)(?![\p{L}])[.\s:№-]*\d+(?:-?[а-яё])?(?![\p{L}\d])/giu
const FLAT_BEFORE = /\d+-?(?:й|ый|ой)?\s+этаж(?![\p{L}])/giu
const TELEPHONE = /(?:\+7|(?<!\d)8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)/g

function dropFlats(text: string): string {
  return text.replace(TELEPHONE, ' ').replace(FLAT, ' , ').replace(FLAT_BEFORE, ' , ')
}

const TOWN =
  /(?<!\p{L})(?:г\.|г(?=\s)|город(?=\s)|пгт\.?|п\.г\.т\.|поселок городского типа|д\.(?=\s*\p{Lu}\p{L}{2})|дер\.|деревня|село|с\.(?=\s*\p{Lu}\p{L}{2}))\s*\p{Lu}[\p{L}-]+/gu

const PLACES = [
  /(?<![\p{L}\d])\d{6}(?!\d)/gu,
  /(?<!\p{L})(?:российская федерация|россия|рф)(?!\p{L})/giu,
  /(?<!\p{L})(?:удмуртская\s+(?:республика|респ\.?)|(?:республика|респ\.?)\s+[\p{Lu}][\p{L}-]+|удмуртия|ур)(?!\p{L})/giu,
  /(?<!\p{L})[\p{L}-]+\s+(?:обл(?:асть)?|край|р-н|район)(?!\p{L})\.?/giu,
  /(?<!\p{L})(?:г|гор|город)(?:\.\s*|\s+)ижевск[а-я]*/giu,
  /(?<!\p{L})ижевск[а-я]{0,2}(?!\p{L})/giu,
  TOWN,
]

/** Answers another town named in the text, as written: «г. Воткинск»; null when none is. */
export function otherTown(text: string): string | null {
  const found = [...text.matchAll(TOWN)].map((m) => m[0]).find((town) => !/ижевск/i.test(town))
  return found ?? null
}

function dropPlaces(text: string): string {
  return PLACES.reduce((left, place) => left.replace(place, ' , '), text)
}
