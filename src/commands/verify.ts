// `italmas verify`: is this receipt true? It asks nobody and needs nothing but the file.
import { open } from 'node:fs/promises'
import { type Signed, verifierFrom } from '#engines/transparency-log/index.ts'
import { checkPapers, type PaperVerdict } from './papers.ts'
import { type ExitCode, plainly, type Tool, type ToolOptions } from './tool.ts'

export const verify: Tool = {
  words: 'verify <file>',
  about:
    'проверить квитанцию летописи без сети: код 0 верна, 1 неверна, 2 не читается / check a receipt offline: exit code 0 true, 1 false, 2 unreadable',
  options: [
    ['--vkey <vkey>', 'верить только этому ключу летописи, можно несколько / trust this log key only; may be repeated'],
    [
      '--entry <file>',
      'запись, если файл содержит только доказательство / the entry, if the file is a bare tlog-proof',
    ],
    ['--json', 'одна строка JSON / one line of JSON'],
  ],
  run,
}

async function run([file = '']: string[], options: ToolOptions): Promise<ExitCode> {
  const trusted = options.vkey
  const wrong = trusted?.find((vkey) => !isVkey(vkey))
  if (wrong !== undefined) return misused(options, `это не ключ летописи / no public key of a log: ${plainly(wrong)}`)
  const bytes = await readWhole(file)
  if (!bytes) return misused(options, `файл не читается / cannot read the file: ${plainly(file)}`)
  const [entryFile] = options.entry ?? []
  const entry = entryFile === undefined ? null : await readWhole(entryFile)
  if (entryFile !== undefined && !entry)
    return misused(options, `файл не читается / cannot read: ${plainly(entryFile)}`)
  const verdict = checkPapers(bytes, { entry, trusted })
  if (options.json) console.log(JSON.stringify(jsonOf(verdict)))
  else for (const line of linesOf(verdict, trusted !== undefined)) console.log(line)
  return verdict.verdict === 'true' ? 0 : verdict.verdict === 'false' ? 1 : 2
}

/** Larger files are no receipts: 32 KiB an entry, and some thousands of entries. */
const most = 256 * 1024 * 1024

async function readWhole(path: string): Promise<Uint8Array | null> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    return size > most ? null : await file.readFile()
  } catch {
    return null
  }
}

function isVkey(vkey: string): boolean {
  try {
    return verifierFrom(vkey).kind === 'log'
  } catch {
    return false
  }
}

function misused(options: ToolOptions, text: string): ExitCode {
  if (options.json)
    console.log(JSON.stringify({ ok: false, size: null, root: null, first_bad: null, why: 'unreadable', text }))
  else console.error(text)
  return 2
}

function jsonOf({ verdict, why, size, root, first_bad, origin, subject, entries, signed }: PaperVerdict) {
  const places = entries.map(({ place }) => place)
  return { ok: verdict === 'true', size, root, first_bad, why, origin, subject, places, signed: signed.map(jsonOfKey) }
}

/** A signature as data. */
export function jsonOfKey({ by, seconds }: Signed) {
  return { name: by.name, key: by.id, kind: by.kind, ...(seconds === null ? {} : { at: timeOf(seconds) }) }
}

function linesOf(verdict: PaperVerdict, isPinned: boolean): string[] {
  const { size, root, origin, why, first_bad } = verdict
  if (verdict.verdict === 'unreadable') return [`✗ не читается / unreadable: ${reasons[why ?? 'other-format']}`]
  if (verdict.verdict === 'false') {
    const where = first_bad === null ? '' : `, запись / entry ${first_bad}`
    return [`✗ неверна / false: ${reasons[why ?? 'bad-proof']}${where}`]
  }
  return [
    '✓ верна / true',
    ...verdict.entries.flatMap(({ place, body, texts }) => [
      `  запись / entry ${place}: ${plainly(['at', 'kind', 'subject'].map((name) => String(body?.[name] ?? '')).join(' ')).trim()}`,
      ...texts.map(({ name, content }) => `    ${plainly(name)}: ${plainly(content)}`),
    ]),
    ...(verdict.limits === null ? [] : [`  ${verdict.limits}`]),
    `  летопись / log: ${plainly(origin ?? '')}, записей / entries ${size}, корень / root ${root}`,
    ...linesOfKeys(verdict.signed, isPinned),
  ]
}

/** Who signed, in words; a key that nobody vouched for must be compared by the reader. */
export function linesOfKeys(signed: readonly Signed[], isPinned: boolean): string[] {
  const lines = signed.map(({ by, seconds }) =>
    seconds === null
      ? `  подписал ключ / signed by ${plainly(by.name)} ${by.id}`
      : `  свидетель / witness ${plainly(by.name)} ${by.id}, ${timeOf(seconds)}`,
  )
  const advice =
    '  Сравните ключ с опубликованным городом (/chronicle/vkey) или укажите его: --vkey. / Compare the key with the one the city published, or name it by --vkey.'
  return isPinned ? lines : [...lines, advice]
}

function timeOf(seconds: number): string {
  // Later than the year 275760 JavaScript knows no dates.
  return seconds <= 8.64e12 ? new Date(seconds * 1000).toISOString() : String(seconds)
}

const reasons: Record<NonNullable<PaperVerdict['why']>, string> = {
  'not-json': 'это не JSON / not JSON',
  'other-format': 'это не квитанция italmas-receipt/1 / no receipt of italmas-receipt/1',
  'no-entry': 'к доказательству нужны запись и ключ: --entry, --vkey / a bare proof needs --entry and --vkey',
  'not-canonical': 'в файле изменены или добавлены знаки / characters were changed or added',
  'bad-key': 'ключи в файле неверны / the keys in the file are wrong',
  'foreign-key': 'подписано другим ключом / signed by another key',
  'bad-proof': 'доказательство не читается / the proof cannot be read',
  'bad-signature': 'подпись неверна / a signature is wrong',
  'not-in-log': 'записи нет в летописи на этом месте / the entry is not in the log at this place',
  'bad-entry': 'запись не читается / the entry cannot be read',
  'bad-text': 'текст не тот, о котором говорит запись / a text is not the one the entry names',
  'other-checkpoint': 'записи из разных летописей / entries of different checkpoints',
  'other-subject': 'запись о другом / the entry is about something else',
  'wrong-order': 'порядок записей нарушен / entries in the wrong order',
  'other-limits': 'изменена оговорка о пределах / the sentence on limits was changed',
}
