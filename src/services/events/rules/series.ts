// A whole series in one go: days and hours as people write them, each mistake by its line, and a rule of weekdays.
import { atMinute, dayOf, daysBetween } from '#platform/time.ts'

/** One session as it was meant: a day of the city and minutes of its clocks from midnight on. */
export interface Slot {
  day: string
  minute: number
  /** Minutes of the day it ends at; past 1440 it ends the next day. Null where nothing was said. */
  until: number | null
}

export interface SeriesMistake {
  /** Counted from 1. */
  line: number
  /** What stands there. */
  said: string
  /** Word key. */
  key: string
  values: Record<string, string | number>
}

export interface SeriesRead {
  slots: Slot[]
  mistakes: SeriesMistake[]
}

/** More than a season of daily shows; a longer list is a mistake of pasting. */
export const mostSessions = 400

/**
 * Reads lines such as «сб 28 ноября 18:30», «28.11 18:30, 29.11 12:00», «28.11: 12:00 и 18.30», «2026-11-28 18:30–20:00». A day
 * without a year is the next one to come. Whatever cannot be read is said by its line, and the rest is read.
 */
export function readSeries(text: string, today: string): SeriesRead {
  const slots: Slot[] = []
  const mistakes: SeriesMistake[] = []
  const seen = new Map<string, number>()
  for (const [index, raw] of text.normalize('NFKC').split('\n').entries()) {
    const line = index + 1
    // A day holds for the hours after it in the same line.
    let day: string | null = null
    for (const said of whole(partsOf(raw), today)) {
      const read = readPart(said, today, day)
      if (!('slot' in read)) {
        mistakes.push({ line, said: said.slice(0, 60), values: {}, ...read })
        if (read.day) day = read.day
        continue
      }
      day = read.slot.day
      const key = `${read.slot.day} ${read.slot.minute}`
      const before = seen.get(key)
      if (before !== undefined)
        mistakes.push({ line, said: said.slice(0, 60), key: 'events.series.twice', values: { line: before } })
      else if (slots.length >= mostSessions) {
        mistakes.push({ line, said: said.slice(0, 60), key: 'events.series.tooMany', values: { most: mostSessions } })
        return { slots: inOrder(slots), mistakes }
      } else {
        seen.set(key, line)
        slots.push(read.slot)
      }
    }
  }
  return { slots: inOrder(slots), mistakes }
}

export interface WeeklyRule {
  /** 1 is Monday. */
  weekdays: readonly number[]
  from: string
  to: string
  minutes: readonly number[]
  /** Days left out: holidays, if the organiser wishes so. */
  without: ReadonlySet<string>
}

/** Every day of the rule at every hour of it, in order; no more than `mostSessions`, and one more so that too many shows. */
export function weeklySlots({ weekdays, from, to, minutes, without }: WeeklyRule): Slot[] {
  const slots: Slot[] = []
  for (let day = from; day <= to && slots.length <= mostSessions; day = nextDay(day)) {
    if (!weekdays.includes(weekdayOf(day)) || without.has(day)) continue
    for (const minute of [...new Set(minutes)].sort((one, other) => one - other))
      slots.push({ day, minute, until: null })
  }
  return slots.slice(0, mostSessions + 1)
}

/** Hours as they are written: «18:30», «12.00 и 18-30». Null where something else stands there. */
export function readHours(text: string): number[] | null {
  const parts = text
    .normalize('NFKC')
    .split(/[,;]|\s+и\s+|\s+/)
    .filter((part) => part !== '' && part !== 'и' && part !== 'в')
  const minutes = parts.map((part) => clockMinute(part))
  const read = minutes.flatMap((minute) => (minute === null ? [] : [minute]))
  return read.length === 0 || read.length < parts.length ? null : read
}

/** The instant of a slot by the clocks of a zone, and of its end. */
export function instantsOf(slot: Slot, zone: string): { start: Date; end: Date | null } {
  return {
    start: atMinute(slot.day, slot.minute, zone),
    end:
      slot.until === null
        ? null
        : slot.until > 1440
          ? atMinute(nextDay(slot.day), slot.until - 1440, zone)
          : slot.until === 1440
            ? atMinute(nextDay(slot.day), 0, zone)
            : atMinute(slot.day, slot.until, zone),
  }
}

/** The slot of an instant, as it is put into a form again. */
export function slotOf(start: Date, end: Date | null, zone: string): Slot {
  const day = dayOf(start, zone)
  const minute = minuteOf(start, day, zone)
  return { day, minute, until: end === null ? null : Math.max(0, minuteOf(end, day, zone)) || null }
}

/** «18:30». */
export function clock(minute: number): string {
  const of = minute % 1440
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`
}

export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

export function nextDay(day: string, by = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
}

function minuteOf(at: Date, day: string, zone: string): number {
  return Math.round((at.getTime() - atMinute(day, 0, zone).getTime()) / 60_000)
}

function inOrder(slots: readonly Slot[]): Slot[] {
  return [...slots].sort((one, other) =>
    one.day === other.day ? one.minute - other.minute : one.day < other.day ? -1 : 1,
  )
}

function partsOf(line: string): string[] {
  return line
    .replaceAll(/\([^()]*\)/g, ' ')
    .split(/[,;\t]|(?:^|\s)и(?=\s)/i)
    .flatMap((part) => severalHours(part.replaceAll(/\s+/g, ' ').trim()))
    .filter((part) => part !== '' && !/^[-–—•*]+$/.test(part))
}

// «28.11 12:00 18:30» is a day and two hours. A part longer than anybody writes is neither: looking on would hold everybody up.
const longestPart = 200
function severalHours(part: string): string[] {
  const found = part.length <= longestPart * 4 && /^(.*?\S)\s+(\d{1,2}:\d{2})((?:\s+\d{1,2}:\d{2})+)$/.exec(part)
  if (!found) return [part]
  const [, day = '', first = '', rest = ''] = found
  return [`${day} ${first}`, ...rest.trim().split(' ')]
}

// «Суббота, 28 ноября, 18:30» is one session: what has no hour yet belongs to what follows, unless that is a day of its own.
function whole(parts: readonly string[], today: string): string[] {
  const joined: string[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    const waits = before !== undefined && before.length <= longestPart && !hasTime(before, today)
    const open = waits && !(hasDay(before, today) && hasDay(part, today))
    if (open) joined[joined.length - 1] = `${before} ${part}`
    else joined.push(part)
  }
  return joined
}

const hasDay = (part: string, today: string): boolean => dateIn(spaced(part), today) !== null
function hasTime(part: string, today: string): boolean {
  const date = dateIn(spaced(part), today)
  return timeIn(date === null || date === 'none' ? spaced(part) : spaced(part).replace(date.said, ' ')) !== null
}

const spaced = (text: string): string =>
  ` ${text.toLowerCase().replaceAll('ё', 'е')} `.replaceAll(/\s+/g, ' ').replace(/^ [-–—•*]+ ?/, ' ')

type Read = { slot: Slot } | { key: string; values?: Record<string, string | number>; day?: string }

function readPart(said: string, today: string, before: string | null): Read {
  let rest = spaced(said)
  const weekday = weekdayIn(rest)
  if (weekday) rest = rest.replace(weekday.said, ' ')
  const date = dateIn(rest, today)
  if (date === 'none') return { key: 'events.series.noSuchDay' }
  if (date) rest = rest.replace(date.said, ' ')
  const time = timeIn(rest)
  if (time === 'none') return { key: 'events.series.noSuchTime', ...(date ? { day: date.day } : {}) }
  if (time) rest = rest.replace(time.said, ' ')
  const day = date?.day ?? before
  const left = rest.replaceAll(/(^| )(в|года?|г\.?|начало|с|нач\.?)(?= |$)/g, ' ').replaceAll(/[\s.:–—-]+/g, '')
  if (left !== '')
    return { key: 'events.series.unread', values: { text: left.slice(0, 30) }, ...(date ? { day: date.day } : {}) }
  if (day === null) return { key: 'events.series.noDay' }
  const named = { day }
  if (weekday && weekdayOf(day) !== weekday.day)
    return { key: 'events.series.otherWeekday', values: { is: String(weekdayOf(day)) }, ...named }
  if (!time) return { key: 'events.series.noTime', ...named }
  if (day < today) return { key: 'events.series.past', ...named }
  if (daysBetween(today, day) > 731) return { key: 'events.series.tooFar', ...named }
  return { slot: { day, minute: time.minute, until: time.until } }
}

const weekdays: readonly RegExp[] = [
  / (понедельник|пон|пн)[.:]?(?= |\d)/,
  / (вторник|вт)[.:]?(?= |\d)/,
  / (среда|среду|ср)[.:]?(?= |\d)/,
  / (четверг|чет|чт)[.:]?(?= |\d)/,
  / (пятница|пятницу|пят|пт)[.:]?(?= |\d)/,
  / (суббота|субботу|суб|сб)[.:]?(?= |\d)/,
  / (воскресенье|воскр|вск|вс)[.:]?(?= |\d)/,
]

function weekdayIn(text: string): { day: number; said: string } | null {
  for (const [index, pattern] of weekdays.entries()) {
    const found = pattern.exec(text)
    if (found) return { day: index + 1, said: found[0] }
  }
  return null
}

const months = ['янв', 'фев', 'мар', 'апр', 'ма[йя]', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек']
const named = new RegExp(
  ` (\\d{1,2})(?:-?го)? (${months.map((month) => `${month}[а-я]*`).join('|')})\\.?(?: (\\d{4}))?(?= |,|:)`,
)

function dateIn(text: string, today: string): { day: string; said: string } | 'none' | null {
  const iso = / (\d{4})-(\d{1,2})-(\d{1,2})(?=[ t:])/.exec(text)
  if (iso) return dated(iso[0], Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const full = / (\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?!\d)/.exec(text)
  if (full) return dated(full[0], century(Number(full[3])), Number(full[2]), Number(full[1]))
  const word = named.exec(text)
  if (word) {
    const month = months.findIndex((name) => new RegExp(`^${name}`).test(word[2] ?? '')) + 1
    if (word[3]) return dated(word[0], Number(word[3]), month, Number(word[1]))
    return coming(word[0], month, Number(word[1]), today)
  }
  const short = / (\d{1,2})[./](\d{1,2})(?=[ :])/.exec(text)
  // «18.30» alone is an hour: as a day it has no month.
  if (short && Number(short[2]) >= 1 && Number(short[2]) <= 12)
    return coming(short[0], Number(short[2]), Number(short[1]), today)
  return null
}

const century = (year: number): number => (year < 100 ? 2000 + year : year)

function dated(said: string, year: number, month: number, day: number): { day: string; said: string } | 'none' {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? 'none' : { day: text, said }
}

// The next such day to come: 29 February may be some years away.
function coming(said: string, month: number, day: number, today: string): { day: string; said: string } | 'none' {
  const year = Number(today.slice(0, 4))
  for (let more = 0; more <= 4; more += 1) {
    const read = dated(said, year + more, month, day)
    if (read !== 'none' && read.day >= today) return read
  }
  return 'none'
}

function timeIn(text: string): { minute: number; until: number | null; said: string } | 'none' | null {
  const range = / (?:в |с )?(\d{1,2})[:.](\d{2}) ?(?:[-–—]|до) ?(\d{1,2})[:.](\d{2})(?= )/.exec(text)
  if (range) {
    const [said, ...digits] = range
    const [minute, until] = [minuteIn(digits[0], digits[1]), minuteIn(digits[2], digits[3], 24)]
    if (minute === null || until === null) return 'none'
    return { minute, until: until > minute ? until : until + 1440, said }
  }
  const exact = /[ t](?:в )?(\d{1,2})[:.-](\d{2})(?::00)?(?: ?ч\.?)?(?= )/.exec(text)
  if (exact) {
    const minute = minuteIn(exact[1], exact[2])
    return minute === null ? 'none' : { minute, until: null, said: exact[0] }
  }
  const hour = / в (\d{1,2})(?: ?ч(?:\.|ас\p{L}*)?)?(?= )| (\d{1,2}) ?ч(?:\.|ас\p{L}*)?(?= )/u.exec(text)
  if (hour) {
    const minute = minuteIn(hour[1] ?? hour[2], '00')
    return minute === null ? 'none' : { minute, until: null, said: hour[0] }
  }
  return null
}

function clockMinute(text: string): number | null {
  const found = /^(\d{1,2})[:.-](\d{2})$/.exec(text) ?? /^(\d{1,2})()$/.exec(text)
  return found ? minuteIn(found[1], found[2] || '00') : null
}

function minuteIn(hour: string | undefined, minute: string | undefined, most = 23): number | null {
  const [h, m] = [Number(hour), Number(minute)]
  if (h > most || m > 59 || (h === 24 && m > 0)) return null
  return h * 60 + m
}
