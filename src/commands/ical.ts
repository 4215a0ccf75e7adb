// `italmas ical`: what a calendar file says will happen in some days, what of it cannot be read, and whether it keeps RFC 5545.
import { readFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Aside,
  asideKey,
  type Days,
  type Occurrence,
  occurrencesIn,
  readCalendar,
  type Violation,
  violationKey,
  violationsOf,
} from '#platform/calendar/reading/index.ts'
import { projectRoot } from '#platform/root.ts'
import { dayOf, isDay } from '#platform/time.ts'
import { openWords, type Words } from '#platform/words.ts'
import { type ExitCode, plainly, type Tool, type ToolOptions } from './tool.ts'

export const ical: Tool = {
  words: 'ical <file>',
  about:
    'что произойдёт по календарю iCalendar, «-» читает поток: код 0 прочитан, 2 не читается или нарушает RFC 5545 (--strict) / what an iCalendar file says will happen, «-» reads stdin: exit code 0 read, 2 unreadable or against RFC 5545 (--strict)',
  options: [
    [
      '--from <day>',
      'с этого дня включительно, по умолчанию сегодня; считается начало события / from this day on, today by default; the start of an event counts',
    ],
    ['--to <day>', 'до этого дня, не включая его, по умолчанию год / before this day, a year by default'],
    [
      '--zone <zone>',
      'часовой пояс города, по умолчанию из пакета города / time zone of the city, its pack by default',
    ],
    ['--strict', 'отказать файлу, который нарушает RFC 5545 / refuse a file that breaks RFC 5545'],
    ['--json', 'строка JSON на каждое событие / one line of JSON for each occurrence'],
  ],
  run,
}

async function run([file = '']: string[], options: ToolOptions): Promise<ExitCode> {
  const days = daysOf(options)
  if (typeof days === 'string') return misused(days)
  const bytes = await bytesOf(file)
  if (!bytes) return misused(`файл не читается / cannot read the file: ${plainly(file)}`)
  const say = sayer(days.zone)
  if (options.strict) {
    const violations = violationsOf(bytes)
    for (const violation of violations) console.error(lineOf(violation, say))
    if (violations.length > 0) return 2
  }
  const { series, aside, isCalendar } = readCalendar(bytes, days)
  const { occurrences, aside: more } = occurrencesIn(series, days)
  const print = options.json ? jsonOf : plainOf
  await printed([
    ...occurrences.map((one) => print.occurrence(one)),
    ...[...aside, ...more].map((one) => print.aside(one, say)),
  ])
  if (!options.json && occurrences.length === 0) console.log(`${days.from} … ${days.to}: ничего / nothing`)
  return isCalendar ? 0 : misused(`это не календарь / this is no calendar: ${plainly(file)}`)
}

function daysOf({ from, to, zone }: ToolOptions): Days | string {
  const [wanted = zoneOfPack()] = zone ?? []
  if (!isZone(wanted)) return `нет такого часового пояса / there is no such time zone: ${plainly(wanted)}`
  const [first = dayOf(new Date(), wanted)] = from ?? []
  const [last = yearAfter(first)] = to ?? []
  const wrong = [first, last].find((day) => !isDay(day))
  if (wrong !== undefined)
    return `это не день, нужен вид 2026-11-28 / no day, write it as 2026-11-28: ${plainly(wrong)}`
  if (last < first) return `--to раньше, чем --from / --to is before --from: ${first} ${last}`
  return { from: first, to: last, zone: wanted }
}

/** Floating times are times of the city whose pack lies in the project. */
function zoneOfPack(): string {
  const pack: { timeZone: string } = JSON.parse(readFileSync(join(projectRoot, 'city/izhevsk/city.json'), 'utf8'))
  return pack.timeZone
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null
  } catch {
    return false
  }
}

function yearAfter(day: string): string {
  return isDay(day) && day < '9998'
    ? `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}${day.slice(4).replace('-02-29', '-03-01')}`
    : '9999-12-31'
}

/** Larger files are no calendars of a venue. */
const most = 256 * 1024 * 1024

async function bytesOf(file: string): Promise<Uint8Array | null> {
  try {
    if (file !== '-') return (await stat(file)).size > most ? null : await readFile(file)
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of process.stdin) {
      const bytes = Buffer.from(chunk)
      length += bytes.length
      if (length > most) return null
      chunks.push(bytes)
    }
    return Buffer.concat(chunks)
  } catch {
    return null
  }
}

function misused(text: string): ExitCode {
  console.error(text)
  return 2
}

function lineOf({ clause, line, kind, values }: Violation, { ru, en }: Said): string {
  return plainly(
    `RFC 5545, ${clause}: строка / line ${line}: ${ru(violationKey(kind), { ...values })} / ${en(violationKey(kind), { ...values })}`,
  )
}

interface Said {
  ru: Words
  en: Words
}

function sayer(zone: string): Said {
  const words = openWords([{ prefix: 'platform', folder: join(projectRoot, 'src/platform') }], zone)
  return { ru: words.in('ru'), en: words.in('en') }
}

const jsonOf = {
  occurrence: ({ uid, start, end, status, part }: Occurrence): string =>
    JSON.stringify({ uid, start, end, summary: part.texts.summary, status }),
  aside: ({ line, component, uid, kind, values }: Aside, { ru, en }: Said): string =>
    JSON.stringify({
      set_aside: {
        line,
        component,
        uid,
        kind,
        reason: ru(asideKey(kind), values),
        reason_en: en(asideKey(kind), values),
      },
    }),
}

const plainOf = {
  occurrence: ({ start, end, status, allDay, part }: Occurrence): string => {
    const until = end === start || allDay ? '' : `–${end.slice(11, 16)}`
    const when = allDay ? start : `${start.slice(0, 10)} ${start.slice(11, 16)}${until} ${start.slice(19)}`
    const told =
      status === 'CANCELLED' ? '  ✗ отменено / cancelled' : status === 'TENTATIVE' ? '  ? не точно / tentative' : ''
    return `${when}  ${plainly(part.texts.summary)}${told}`
  },
  aside: ({ line, component, kind, values }: Aside, { ru, en }: Said): string =>
    plainly(
      `! ${line === null ? '' : `строка / line ${line}, `}${component ?? ''}: ${ru(asideKey(kind), values)} / ${en(asideKey(kind), values)}`,
    ),
}

/** Large answers leave in pieces, and no faster than whoever reads them; who has read enough may close the pipe. */
async function printed(lines: readonly string[]): Promise<void> {
  process.stdout.on('error', () => {})
  for (let at = 0; at < lines.length; at += 1000) {
    const piece = `${lines.slice(at, at + 1000).join('\n')}\n`
    const closed = await new Promise<boolean>((resolve) =>
      process.stdout.write(piece, (error) => resolve(Boolean(error))),
    )
    if (closed) return
  }
}
