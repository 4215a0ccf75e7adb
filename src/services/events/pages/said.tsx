// How an event is said: when, for how much, for whom, where, and what became of it.
import { useFrame } from '#platform/http/frame.ts'
import { dayOf, plusDays } from '#platform/time.ts'
import type { Words } from '#platform/words.ts'
import { Tag } from '#web/components/tag/tag.tsx'
import type { Age, Basis, Said, Status } from '../rules/terms.ts'

/** The time of the city by which pages say days and hours. */
export interface Clock {
  zone: string
  today: string
}

export const clockOf = (now: Date, zone: string): Clock => ({ zone, today: dayOf(now, zone) })

/** Words that came with the data and are in Russian only. */
export function Data({ children }: { children: string }) {
  const { words } = useFrame()
  return words.locale === 'ru' ? children : <span lang="ru">{children}</span>
}

export function titleOf(words: Words, event: { title: string; titleEn: string | null }): string {
  return words.locale === 'en' ? (event.titleEn ?? event.title) : event.title
}

/** The title, marked as Russian where the page is not and it has no translation. */
export function Title({ event }: { event: { title: string; titleEn: string | null } }) {
  const { words } = useFrame()
  return words.locale === 'en' && event.titleEn === null ? <span lang="ru">{event.title}</span> : titleOf(words, event)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(words: Words, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${words.locale} ${name}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(words.locale === 'en' ? 'en-GB' : 'ru-RU', options)
  formats.set(key, made)
  return made
}

/** «сб, 28 ноября»; the year is said where it is not this one. */
export function dayText(words: Words, day: string, { today }: Clock): string {
  // ICU knows no days of the week in Udmurt.
  if (words.locale === 'udm') return words.date(day)
  const other = day.slice(0, 4) !== today.slice(0, 4)
  const year: Intl.DateTimeFormatOptions = other ? { year: 'numeric' } : {}
  const said = format(words, `day ${other}`, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...year,
  })
  return said.format(new Date(`${day}T00:00:00Z`)).replace(/\sг\.$/, '')
}

/** «сегодня, четверг, 26 ноября»: what stands above a day of the list. */
export function dayHeading(words: Words, day: string, clock: Clock): string {
  if (words.locale === 'udm') return words.date(day)
  const other = day.slice(0, 4) !== clock.today.slice(0, 4)
  const year: Intl.DateTimeFormatOptions = other ? { year: 'numeric' } : {}
  const long = format(words, `heading ${other}`, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...year,
  })
  const said = long.format(new Date(`${day}T00:00:00Z`)).replace(/\sг\.$/, '')
  if (day === clock.today) return words('events.day.today', { day: said })
  if (day === plusDays(clock.today, 1)) return words('events.day.tomorrow', { day: said })
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** «18:30» by the city's clocks. */
export function hourText(words: Words, at: Date, zone: string): string {
  return format(words, `hour ${zone}`, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(
    at,
  )
}

/** «28–30 ноября», «с 28 ноября по 3 декабря». */
export function daysText(words: Words, from: string, to: string, clock: Clock): string {
  if (from === to) return dayText(words, from, clock)
  return words.days(from, to)
}

export interface SaidTime {
  said: Said
  startsAt: Date | null
  endsAt: Date | null
  firstDay: string | null
  lastDay: string | null
}

/** A session's time as exactly as somebody said it: «сб, 28 ноября, 18:30», «в выходные 13–14 сентября, точный день не назван». */
export function whenText(words: Words, when: SaidTime, clock: Clock): string {
  const { said, startsAt, endsAt, firstDay, lastDay } = when
  if (firstDay === null || lastDay === null) return words('events.when.unknown')
  if (said === 'weekend') return words('events.when.weekend', { days: words.days(firstDay, lastDay) })
  if (said === 'month') return words('events.when.month', { month: words.date(firstDay.slice(0, 7)) })
  if (said === 'year') return words('events.when.year', { year: firstDay.slice(0, 4) })
  if (said === 'day' || startsAt === null) return daysText(words, firstDay, lastDay, clock)
  const hour = hourText(words, startsAt, clock.zone)
  const begins = `${dayText(words, firstDay, clock)}, ${hour}`
  if (endsAt === null) return begins
  const end = hourText(words, endsAt, clock.zone)
  return firstDay === lastDay
    ? `${begins}–${end}`
    : words('events.when.until', { begins, ends: `${dayText(words, dayOf(endsAt, clock.zone), clock)}, ${end}` })
}

/** The time before a move, in the same words. */
export function wasText(
  words: Words,
  was: { startsAt: Date | null; firstDay: string | null },
  clock: Clock,
): string | null {
  if (was.firstDay === null) return null
  return was.startsAt === null
    ? dayText(words, was.firstDay, clock)
    : `${dayText(words, was.firstDay, clock)}, ${hourText(words, was.startsAt, clock.zone)}`
}

/** «бесплатно», «300–900 ₽», «от 300 ₽»; null where nobody said. */
export function priceText(
  words: Words,
  price: { free: boolean | null; priceMin: number | null; priceMax: number | null },
): string | null {
  const { free, priceMin: from, priceMax: to } = price
  if (free === true || (from === 0 && (to === null || to === 0))) return words('events.price.free')
  if (from !== null && to !== null && from !== to)
    return words('events.price.range', { from: rubles(words, from), to: rubles(words, to) })
  if (from !== null && to !== null) return words('events.price.one', { price: rubles(words, from) })
  if (from !== null) return words('events.price.from', { price: rubles(words, from) })
  if (to !== null) return words('events.price.to', { price: rubles(words, to) })
  return free === false ? words('events.price.paid') : null
}

// Whole kopecks; they are said only where there are some.
function rubles(words: Words, kopecks: number): string {
  return words.number(kopecks / 100, { minimumFractionDigits: kopecks % 100 === 0 ? 0 : 2 })
}

/** What is not as announced, in words: moved, cancelled, put off. */
export function StatusTag({ status }: { status: Status }) {
  const { words } = useFrame()
  if (status === 'scheduled') return null
  return <Tag kind={status === 'moved' ? 'ok' : 'late'}>{words(`events.status.${status}`)}</Tag>
}

/** The age mark of the law, with its meaning for whoever does not see it. */
export function AgeMark({ age }: { age: Age }) {
  const { words } = useFrame()
  return (
    <abbr class="age" title={words('events.age.means', { years: Number.parseInt(age, 10) })}>
      {age}
    </abbr>
  )
}

export function DemoTag({ basis }: { basis: Basis }) {
  const { words } = useFrame()
  return basis === 'demo' ? <Tag>{words('events.demo')}</Tag> : null
}

/** A language by its name where a source gave its code: «ru» is «русский»; null where it is no code. */
export function languageText(words: Words, said: string): string | null {
  if (!/^[a-z]{2,3}$/.test(said)) return null
  return new Intl.DisplayNames(words.locale === 'en' ? 'en' : 'ru', { type: 'language' }).of(said) ?? null
}

export function Language({ said }: { said: string }) {
  const { words } = useFrame()
  return <>{languageText(words, said) ?? <Data>{said}</Data>}</>
}
