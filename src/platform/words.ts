// The catalogue of what the house says: ICU messages by key and language, Russian first, English complete, Udmurt where certain.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Values } from './refusal.ts'
import { dayOf, daysBetween } from './time.ts'

export type Locale = 'ru' | 'en' | 'udm'
export const locales: readonly Locale[] = ['ru', 'en', 'udm']

export interface Words {
  (key: string, values?: Values): string
  readonly locale: Locale
  /** Whether the key exists in the language or in Russian. */
  has(key: string): boolean
  /** Whether the phrase is in Russian because this language has none of its own. */
  borrowed(key: string): boolean
  /** The texts themselves of the keys that fit, with their {places} unfilled: for scripts that say them in the browser. */
  texts(fits: RegExp): Record<string, string>
  number(value: number, options?: Intl.NumberFormatOptions): string
  /** «23 ноября 2026», or with the time «23 ноября 2026, 14:05». */
  date(at: Date | string, style?: 'day' | 'time' | 'short'): string
  /** Whole days from one to another: «16–17 сентября 2025». */
  days(from: string, to: string): string
  /** «вчера», «3 дня назад», «через 2 дня», by calendar days of the city. */
  ago(at: Date, now: Date): string
  /** Money in roubles, rounded as people say it: «192,4 млн ₽». */
  roubles(value: number): string
}

export interface Catalogue {
  in(locale: Locale): Words
  /** All keys of a language, for the house test. */
  keys(locale: Locale): string[]
}

/** Reads `words/{ru,en,udm}.json` of each folder; `prefix` is the module's name in camel case. */
export function openWords(folders: { prefix: string; folder: string }[], zone: string): Catalogue {
  const texts = new Map<Locale, Map<string, string>>(locales.map((locale) => [locale, new Map()]))
  for (const { prefix, folder } of folders) {
    for (const locale of locales) {
      const file = join(folder, 'words', `${locale}.json`)
      if (!existsSync(file)) continue
      const entries: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
      for (const [key, text] of Object.entries(entries)) texts.get(locale)?.set(`${prefix}.${key}`, text)
    }
  }
  const ready = new Map(locales.map((locale) => [locale, wordsIn(locale, texts, zone)]))
  return {
    in: (locale) => ready.get(locale) ?? wordsIn('ru', texts, zone),
    keys: (locale) => [...(texts.get(locale)?.keys() ?? [])],
  }
}

/** small-wins → smallWins. */
export function prefixOf(module: string): string {
  return module.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function wordsIn(locale: Locale, texts: Map<Locale, Map<string, string>>, zone: string): Words {
  const own = texts.get(locale) ?? new Map<string, string>()
  const russian = texts.get('ru') ?? new Map<string, string>()
  // ICU has no data for udm: its numbers and dates follow Russian custom.
  const tag = locale === 'en' ? 'en-GB' : 'ru-RU'
  const formats = new Map<string, IntlMessageFormat>()
  const counted = new Map<string, string>()
  const numbers = new Map<string, Intl.NumberFormat>()
  const dates = dateFormats(tag, zone)
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })

  const say = (key: string, values?: Values): string => {
    const text = own.get(key) ?? russian.get(key)
    if (text === undefined) throw new Error(`no words for ${key}`)
    if (!text.includes('{') && !text.includes("'")) return text
    // «30 записей» is said again and again; phrases with words of people in them are not kept.
    const name =
      values && Object.values(values).every((value) => typeof value === 'number')
        ? `${key} ${JSON.stringify(values)}`
        : null
    const known = name === null ? undefined : counted.get(name)
    if (known !== undefined) return known
    let format = formats.get(key)
    if (!format) {
      format = new IntlMessageFormat(text, tag, undefined, { ignoreTag: true })
      formats.set(key, format)
    }
    const said = String(format.format(values))
    if (name !== null) {
      if (counted.size >= 5_000) counted.clear()
      counted.set(name, said)
    }
    return said
  }
  const sourceDates = new Map<string, string>()
  const date = (at: Date | string, style: 'day' | 'time' | 'short' = 'day'): string => {
    if (at instanceof Date) return dateText(at, style, dates)
    // A list says the same few days of its sources again and again: 60 of them cost 0.07 ms to format, and 0.00 to look up.
    const known = sourceDates.get(at)
    if (known !== undefined) return known
    if (sourceDates.size >= 5_000) sourceDates.clear()
    const said = dateText(at, style, dates)
    sourceDates.set(at, said)
    return said
  }
  const usual = new Intl.NumberFormat(tag, { maximumFractionDigits: 2, useGrouping: 'min2' })
  const number = (value: number, options?: Intl.NumberFormatOptions): string => {
    if (options === undefined) return usual.format(value)
    const name = JSON.stringify(options)
    let format = numbers.get(name)
    if (!format) {
      format = new Intl.NumberFormat(tag, { maximumFractionDigits: 2, useGrouping: 'min2', ...options })
      numbers.set(name, format)
    }
    return format.format(value)
  }
  return Object.assign(say, {
    locale,
    has: (key: string) => own.has(key) || russian.has(key),
    borrowed: (key: string) => !own.has(key),
    texts: (fits: RegExp) => Object.fromEntries([...russian, ...own].filter(([key]) => fits.test(key))),
    number,
    days: (from: string, to: string): string =>
      dates.utcDay.formatRange(new Date(from), new Date(to)).replace(/\sг\./, ''),
    date,
    ago: (at: Date, now: Date) => {
      const days = daysBetween(dayOf(now, zone), dayOf(at, zone))
      return Math.abs(days) < 14 ? relative.format(days, 'day') : dates.day.format(at).replace(' г.', '')
    },
    roubles: (value: number) => roubles(value, locale, number),
  })
}

function dateFormats(tag: string, zone: string) {
  const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }
  return {
    day: new Intl.DateTimeFormat(tag, { ...day, timeZone: zone }),
    utcDay: new Intl.DateTimeFormat(tag, { ...day, timeZone: 'UTC' }),
    month: new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    time: new Intl.DateTimeFormat(tag, { ...day, hour: '2-digit', minute: '2-digit', timeZone: zone }),
    short: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: zone }),
  }
}

// Dates of sources may be known to the month or year only («2025-12», «2025»): they are said no more exactly than that.
function dateText(at: Date | string, style: 'day' | 'time' | 'short', dates: ReturnType<typeof dateFormats>): string {
  const text = ((): string => {
    if (at instanceof Date) return dates[style].format(at)
    if (/^\d{4}$/.test(at)) return at
    if (/^\d{4}-\d{2}$/.test(at)) return dates.month.format(new Date(`${at}-01T00:00:00Z`))
    if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return dates.utcDay.format(new Date(`${at}T00:00:00Z`))
    return at
  })()
  return text.replace(/\sг\./, '')
}

function roubles(
  value: number,
  locale: Locale,
  number: (value: number, options?: Intl.NumberFormatOptions) => string,
): string {
  const scales: [number, string, string][] = [
    [1e12, 'трлн', 'trillion'],
    [1e9, 'млрд', 'billion'],
    [1e6, 'млн', 'million'],
  ]
  const scale = scales.find(([from]) => Math.abs(value) >= from)
  if (!scale) return `${number(value)}\u00a0₽`
  const [from, russian, english] = scale
  return `${number(value / from, { maximumFractionDigits: 1 })}\u00a0${locale === 'en' ? english : russian}\u00a0₽`
}
