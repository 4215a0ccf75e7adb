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
  /** The keys asked for so far, where somebody listens: what a page says decides whether it is whole in a language. */
  readonly heard?: ReadonlySet<string>
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
  /** The same words for one page; Udmurt phrases come between `marks`, so that the page can tell their language. */
  heardIn(locale: Locale, marks?: { from: string; to: string }): Words
  /** Udmurt phrases that lie over those of the files, by key: what people have brought since. They take the place of the last ones. */
  lay(udmurt: ReadonlyMap<string, string>): void
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
  const filed = texts.get('udm') ?? new Map<string, string>()
  const wordsOf = (locale: Locale): Words => ready.get(locale) ?? wordsIn('ru', texts, zone)
  return {
    in: wordsOf,
    heardIn: (locale, marks) => heard(wordsOf(locale), marks),
    lay: (udmurt) => {
      const over = new Map([
        ...filed,
        ...[...udmurt].map(([key, text]): [string, string] => [key, text.normalize('NFC')]),
      ])
      ready.set('udm', wordsIn('udm', new Map([...texts, ['udm', over]]), zone))
    },
    keys: (locale) => [...(texts.get(locale)?.keys() ?? [])],
  }
}

/** The keys with which a date is said where the machine has no words for it: pattern and months. */
export function dateKeys(style: 'day' | 'time' | 'short' | 'month'): string[] {
  const months = Array.from({ length: 12 }, (_, at) =>
    style === 'month' ? `platform.monthAlone.${at + 1}` : `platform.month.${at + 1}`,
  )
  return [`platform.date.${style}`, ...months]
}

// Each way of saying something notes what it needs: a date needs its months, whichever this one names.
function heard(words: Words, marks: { from: string; to: string } | undefined): Words {
  const keys = new Set<string>()
  const note = (needed: readonly string[]) => {
    for (const key of needed) keys.add(key)
  }
  const set = (text: string, needed: readonly string[]): string =>
    marks && words.locale === 'udm' && !needed.some(words.borrowed) ? marks.from + text + marks.to : text
  const dated = (text: string, style: 'day' | 'time' | 'short' | 'month'): string => {
    const needed = dateKeys(style)
    note(needed)
    return set(text, needed)
  }
  const say = (key: string, values?: Values): string => {
    keys.add(key)
    return set(words(key, values), [key])
  }
  return Object.assign(say, words, {
    heard: keys,
    texts: (fits: RegExp) => {
      const texts = words.texts(fits)
      note(Object.keys(texts))
      return texts
    },
    date: (at: Date | string, style: 'day' | 'time' | 'short' = 'day') =>
      dated(words.date(at, style), typeof at === 'string' && /^\d{4}-\d{2}$/.test(at) ? 'month' : style),
    days: (from: string, to: string) => dated(words.days(from, to), 'day'),
    ago: (at: Date, now: Date) => dated(words.ago(at, now), 'day'),
  })
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
  const ownDates = locale === 'udm' ? datesOf(say, (key) => own.has(key), zone) : null
  return Object.assign(say, {
    locale,
    has: (key: string) => own.has(key) || russian.has(key),
    borrowed: (key: string) => !own.has(key),
    texts: (fits: RegExp) => Object.fromEntries([...russian, ...own].filter(([key]) => fits.test(key))),
    number,
    days: (from: string, to: string): string =>
      ownDates?.days(from, to) ?? dates.utcDay.formatRange(new Date(from), new Date(to)).replace(/\sг\./, ''),
    date: (at: Date | string, style: 'day' | 'time' | 'short' = 'day') => ownDates?.date(at, style) ?? date(at, style),
    ago: (at: Date, now: Date) => {
      // The machine cannot say «вчера» in Udmurt, so the day itself is said.
      const day = ownDates?.date(at, 'day')
      if (day) return day
      const days = daysBetween(dayOf(now, zone), dayOf(at, zone))
      return Math.abs(days) < 14 ? relative.format(days, 'day') : dates.day.format(at).replace(' г.', '')
    },
    roubles: (value: number) => roubles(value, locale, number),
  })
}

/** Dates by the catalogue's own months, each null while one of its phrases is missing (ICU has no months for udm). */
function datesOf(say: (key: string, values?: Values) => string, has: (key: string) => boolean, zone: string) {
  const parted = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
  const pattern = (style: 'day' | 'time' | 'short' | 'month', day: string, time = ''): string | null => {
    if (!dateKeys(style).every(has)) return null
    const [year = '', month = '', of = ''] = day.split('-')
    const name = say(style === 'month' ? `platform.monthAlone.${Number(month)}` : `platform.month.${Number(month)}`)
    return say(`platform.date.${style}`, { day: String(Number(of)), month: name, year, time })
  }
  const date = (at: Date | string, style: 'day' | 'time' | 'short'): string | null => {
    if (typeof at !== 'string') {
      const [day = '', time = ''] = parted.format(at).split(', ')
      return pattern(style, day, time)
    }
    if (/^\d{4}-\d{2}$/.test(at)) return pattern('month', at)
    return /^\d{4}-\d{2}-\d{2}$/.test(at) ? pattern('day', at) : null
  }
  const days = (from: string, to: string): string | null => {
    const [first, last] = [date(from, 'day'), date(to, 'day')]
    return first === null || last === null ? null : from === to ? first : `${first} – ${last}`
  }
  return { date, days }
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
