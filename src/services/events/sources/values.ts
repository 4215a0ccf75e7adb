// Single values as sources write them: ages, money, addresses, languages, states; null is what they do not say.
import { type Age, ages, type FoundState } from './found.ts'
import { lineOf } from './plain-text.ts'

/** Any value as one line of text; null where there is none in it. */
export function lineIn(said: unknown, most?: number): string | null {
  if (typeof said !== 'string' && typeof said !== 'number') return null
  return lineOf(String(said), most) || null
}

/** «12+», «12-18», «от 12 лет», 12: the label that begins there. «14+» is no label of the law, so it says nothing. */
export function ageOf(said: unknown): Age | null {
  const text = typeof said === 'number' ? String(said) : typeof said === 'string' ? said : ''
  const least = /^\D{0,20}?(\d{1,2})(?!\d)/.exec(text.normalize('NFKC').trim())?.[1]
  return ages.find((age) => age === `${Number(least ?? 'NaN')}+`) ?? null
}

/** More than any ticket costs: whoever writes so means something else. */
const mostRoubles = 1_000_000

export type Money = { kopecks: number } | { wrong: 'negative' | 'absurd' } | null

/** A price in roubles: a number, or a text with one number in it, «1 200,50 ₽». Another currency is null. */
export function moneyOf(said: unknown): Money {
  if (typeof said === 'number') return moneyIn(said)
  if (typeof said !== 'string' || isForeign(said)) return null
  const [first] = numbersIn(said)
  return first === undefined ? null : moneyIn(first)
}

/** The least and the most of a text: «от 300 до 1 200 ₽», «500», «бесплатно». */
export function pricesIn(said: string): { min: Money; max: Money; free: boolean | null } {
  if (/бесплатн|вход свободн|свободный вход|\bfree\b/i.test(said) && numbersIn(said).length === 0)
    return { min: null, max: null, free: true }
  const all = isForeign(said) ? [] : numbersIn(said).sort((a, b) => a - b)
  const [least] = all
  const most = all.at(-1)
  if (least === undefined || most === undefined) return { min: null, max: null, free: null }
  const onlyFrom = /(^|\s)от\s/i.test(said) && all.length === 1
  return { min: moneyIn(least), max: onlyFrom ? null : moneyIn(most), free: most === 0 ? true : null }
}

function moneyIn(roubles: number): Money {
  if (!Number.isFinite(roubles) || roubles > mostRoubles) return { wrong: 'absurd' }
  return roubles < 0 ? { wrong: 'negative' } : { kopecks: Math.round(roubles * 100) }
}

function numbersIn(text: string): number[] {
  const found = text.normalize('NFKC').matchAll(/(?<![\d.,])[-−–]?\d+(?: \d{3})*(?:[.,]\d+)?(?!\d)/g)
  return [...found].map(([each], at) => {
    // «300–500» is a range: only a minus before the first number, or behind a space, makes it less than nothing.
    const isRange = at > 0 && /^[-−–]/.test(each)
    return Number((isRange ? each.slice(1) : each).replace(/[−–]/, '-').replaceAll(' ', '').replace(',', '.'))
  })
}

const isForeign = (text: string): boolean => /[$€£¥₸₴]|\b(usd|eur|gbp|kzt|byn)\b/i.test(text)

/** Whether a currency code or sign means roubles. */
export function isRoubles(said: unknown): boolean {
  return typeof said === 'string' && /^(rub|rur|₽|руб\.?|рубл\w*|р\.?)$/i.test(said.trim())
}

/** A whole address of http or https, relative ones taken from `base`; anything else, such as `javascript:`, is none. */
export function linkOf(said: unknown, base: string | null = null): string | null {
  if (typeof said !== 'string' || said.trim() === '' || said.length > 2000) return null
  const text = said.trim()
  const url = URL.canParse(text) ? new URL(text) : base && URL.canParse(text, base) ? new URL(text, base) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null
  return url.href
}

/** «ru-RU», «русский», «Russian» → `ru`. */
export function languageOf(said: unknown): string | null {
  if (typeof said !== 'string') return null
  const text = said.trim().toLowerCase()
  const named = languages.find(([pattern]) => pattern.test(text))?.[1]
  return named ?? /^([a-z]{2,3})(-[a-z0-9-]+)?$/.exec(text)?.[1] ?? null
}

const languages: [RegExp, string][] = [
  [/^(русск|russian)/, 'ru'],
  [/^(удмурт|udmurt)/, 'udm'],
  [/^(татар|tatar)/, 'tt'],
  [/^(англ|english)/, 'en'],
]

/** «https://schema.org/EventCancelled», «CANCELLED», «отменено», «перенесён», in any of the ways sources say it. */
export function stateOf(said: unknown): FoundState | null {
  if (typeof said !== 'string') return null
  const text = said.toLowerCase()
  if (/online/.test(text)) return 'online'
  if (/cancel|отмен/.test(text)) return 'cancelled'
  if (/postpon|отлож/.test(text)) return 'postponed'
  if (/resched|moved|перен/.test(text)) return 'moved'
  return /sched|confirm|состоит|запланир/.test(text) ? 'scheduled' : null
}

export function yesNoOf(said: unknown): boolean | null {
  if (typeof said === 'boolean') return said
  if (said === 1 || said === 0) return said === 1
  if (typeof said !== 'string') return null
  const text = said
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/schema\.org\//, '')
  if (/^(true|yes|да|1|есть|\+)$/.test(text)) return true
  return /^(false|no|нет|0|-)$/.test(text) ? false : null
}

/** Degrees; null where it is none of the globe. */
export function degreesOf(said: unknown, most: 90 | 180): number | null {
  const number = typeof said === 'string' && said.trim() !== '' ? Number(said.replace(',', '.')) : said
  return typeof number === 'number' && Math.abs(number) <= most ? number : null
}
