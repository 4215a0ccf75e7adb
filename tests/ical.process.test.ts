// The verb that says what a calendar holds, as a newspaper or a venue runs it: no city, no database.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { run, type Said } from './started.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-ical-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const vectors = join(projectRoot, 'tests/vectors/events')
const ical = (...words: string[]) => run(join(folder, 'no-data'), 'scripts/italmas.mjs', ['ical', ...words])
const year = ['--from', '2026-01-01', '--to', '2027-01-01']
const linesOf = ({ out }: Said): Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

async function calendar(name: string, ...lines: string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//a', ...lines, 'END:VCALENDAR', ''].join('\r\n'))
  return path
}

test('it prints what happens in time order, a line of JSON each, and what was set aside', async () => {
  const path = await calendar(
    'poster.ics',
    ...['BEGIN:VEVENT', 'UID:late', 'DTSTART:20261128T183000', 'DURATION:PT2H', 'SUMMARY:Вечер', 'END:VEVENT'],
    ...['BEGIN:VEVENT', 'UID:utc', 'DTSTART:20261128T100000Z', 'SUMMARY:Полдень', 'STATUS:CANCELLED', 'END:VEVENT'],
    ...['BEGIN:VEVENT', 'UID:day', 'DTSTART;VALUE=DATE:20261128', 'SUMMARY:День города', 'END:VEVENT'],
    ...['BEGIN:VEVENT', 'UID:never', 'SUMMARY:Когда-нибудь', 'END:VEVENT'],
    ...['BEGIN:VEVENT', 'UID:next', 'DTSTART:20261129T000000', 'END:VEVENT'],
  )
  const said = await ical(path, '--from', '2026-11-28', '--to', '2026-11-29', '--json')
  expect([said.code, said.err]).toEqual([0, ''])
  expect(linesOf(said)).toEqual([
    { uid: 'day', start: '2026-11-28', end: '2026-11-29', summary: 'День города', status: 'CONFIRMED' },
    {
      ...{ uid: 'utc', start: '2026-11-28T10:00:00+00:00', end: '2026-11-28T10:00:00+00:00' },
      ...{ summary: 'Полдень', status: 'CANCELLED' },
    },
    {
      ...{ uid: 'late', start: '2026-11-28T18:30:00+04:00', end: '2026-11-28T20:30:00+04:00' },
      ...{ summary: 'Вечер', status: 'CONFIRMED' },
    },
    {
      set_aside: {
        ...{ line: 21, component: 'VEVENT', uid: 'never', kind: 'noStart' },
        reason: 'Не сказано, когда событие начинается: нет DTSTART.',
        reason_en: 'It is not said when the event begins: DTSTART is missing.',
      },
    },
  ])
  const people = await ical(path, '--from', '2026-11-28', '--to', '2026-11-29')
  expect(people.out).toMatch(
    /2026-11-28 {2}День города.*Полдень.*отменено.*18:30–20:30 \+04:00 {2}Вечер.*строка/s,
  )
  const other = await ical(path, '--zone', 'Asia/Vladivostok', '--from', '2026-11-28', '--to', '2026-11-29', '--json')
  expect(linesOf(other).map(({ start }) => start)).toContain('2026-11-28T18:30:00+10:00')
})

test('it gives every recurrence that libical expects', async () => {
  const cases: { RRULE: string; DTSTART: string; INSTANCES: string[] }[] = JSON.parse(
    await readFile(join(vectors, 'rrule-expansion-cases-a.json'), 'utf8'),
  )
  const path = await calendar(
    'rules.ics',
    ...cases.flatMap(({ RRULE, DTSTART }, at) => {
      const start = DTSTART.length === 8 ? `DTSTART;VALUE=DATE:${DTSTART}` : `DTSTART:${DTSTART}`
      return ['BEGIN:VEVENT', `UID:${at}`, start, `RRULE:${RRULE}`, 'END:VEVENT']
    }),
  )
  const lines = linesOf(await ical(path, '--from', '1990-01-01', '--to', '2040-01-01', '--json'))
  const found = Map.groupBy(lines, ({ uid }) => Number(uid))
  for (const [at, { RRULE, DTSTART, INSTANCES }] of cases.entries()) {
    const starts = (found.get(at) ?? []).map(({ start }) => String(start).replaceAll(/[-:]/g, '').slice(0, 15))
    expect(starts, `${RRULE} from ${DTSTART}`).toEqual(INSTANCES.map((instance) => instance.replace('Z', '')))
  }
})

test('strict, it refuses what breaks RFC 5545, with clause and line, and takes what does not', async () => {
  const refused = await ical(join(vectors, 'ical4j-invalid/0.ics'), ...year, '--strict', '--json')
  expect([refused.code, refused.out]).toEqual([2, ''])
  expect(
    refused.err
      .trim()
      .split('\n')
      .map((line) => line.replace(/ \/ line.*/, '')),
  ).toEqual([
    'RFC 5545, 3.6: строка',
    'RFC 5545, 3.6: строка',
    'RFC 5545, 3.6.1: строка',
    'RFC 5545, 3.6.1: строка',
    'RFC 5545, 3.8.2.4: строка',
  ])
  const taken = await ical(
    join(vectors, 'ical4j-valid/rfc5545-sec4.1.ics'),
    '--from',
    '1996-01-01',
    '--to',
    '1999-01-01',
    '--strict',
  )
  expect([taken.code, taken.err, taken.out]).toEqual([0, '', expect.stringContaining('Networld+Interop Conference')])
})

test('it reads what is handed to it, and answers 2 to what it cannot read', async () => {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/italmas.mjs'), 'ical', '-', ...year, '--json'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(['BEGIN:VEVENT', 'UID:loose', 'DTSTART:20260101T100000', 'END:VEVENT'].join('\n'))
  const [out] = await Promise.all([child.stdout.toArray(), once(child, 'exit')])
  expect([child.exitCode, Buffer.concat(out).toString()]).toEqual([
    0,
    expect.stringContaining('2026-01-01T10:00:00+04:00'),
  ])

  const path = await calendar('some.ics', 'BEGIN:VEVENT', 'UID:1', 'DTSTART:20260101T100000', 'END:VEVENT')
  const wrong: [string[], string][] = [
    [[join(folder, 'none.ics'), ...year], 'не читается'],
    [[path, '--from', 'завтра'], 'не день'],
    [[path, '--from', '2026-02-30'], 'не день'],
    [[path, '--from', '2026-02-01', '--to', '2026-01-01'], 'раньше'],
    [[path, '--zone', 'Moon/Base'], 'часового пояса'],
    [[path, '--fly'], 'unknown option'],
    [[], 'missing required argument'],
    [[join(vectors, 'SOURCE.md'), ...year], 'не календарь'],
  ]
  for (const [words, why] of wrong) {
    const said = await ical(...words)
    expect([words.join(' '), said.code, said.err]).toEqual([words.join(' '), 2, expect.stringContaining(why)])
  }
})
