// `italmas verify-log`: is the whole published log true, and does it still begin as it once did?
import { readFile } from 'node:fs/promises'
import {
  auditLog,
  type KnownBefore,
  type LogFault,
  type LogVerdict,
  verifierFrom,
} from '#engines/transparency-log/index.ts'
import { LogAway, type PublishedLog } from '#outside/log/index.ts'
import { openLog } from '#outside/log/real.ts'
import { knownFrom } from './papers.ts'
import { type ExitCode, plainly, type Tool, type ToolOptions } from './tool.ts'
import { jsonOfKey, linesOfKeys } from './verify.ts'

export const verifyLog: Tool = {
  words: 'verify-log <url>',
  about:
    'проверить всю летопись по её адресу или адресу города: код 0 верна, 1 неверна, 2 не читается / check a whole log by its address or the city’s: exit code 0 true, 1 false, 2 unreadable',
  options: [
    ['--vkey <vkey>', 'верить только этому ключу, можно несколько / trust this key only; may be repeated'],
    [
      '--since <file>',
      'прежняя отметка или квитанция, можно несколько: начало не изменилось? / an older checkpoint or receipt, may be repeated: is the beginning the same?',
    ],
    ['--json', 'одна строка JSON / one line of JSON'],
  ],
  run,
}

async function run([url = '']: string[], options: ToolOptions): Promise<ExitCode> {
  try {
    const log = await openLog(url)
    const vkeys = options.vkey ?? (await publishedKeys(log))
    const verifiers = vkeys.map(verifierFrom)
    const before: KnownBefore[] = []
    for (const file of options.since ?? []) {
      const known = knownFrom(await readFile(file), vkeys)
      if (typeof known === 'string') return unreadable(options, `${plainly(file)}: ${known}`)
      before.push(known)
    }
    const verdict = await auditLog(log.read, { verifiers, before })
    if (options.json)
      console.log(JSON.stringify({ ...verdict, address: log.address, signed: verdict.signed.map(jsonOfKey) }))
    else for (const line of linesOf(verdict, log, options)) console.log(line)
    return verdict.ok ? 0 : verdict.why === 'no-checkpoint' ? 2 : 1
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return unreadable(
      options,
      plainly(error instanceof LogAway ? `летопись недоступна / ${error.message}` : error.message),
    )
  }
}

/** The keys that the log itself publishes, one a line: good for finding damage, not for finding a false city. */
async function publishedKeys(log: PublishedLog): Promise<string[]> {
  const bytes = await log.read('vkey')
  const lines = Buffer.from(bytes ?? [])
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
  if (lines.length === 0) throw new LogAway(`${log.address}/vkey: no key; name one by --vkey`)
  return lines
}

function unreadable(options: ToolOptions, text: string): ExitCode {
  if (options.json)
    console.log(JSON.stringify({ ok: false, size: null, root: null, first_bad: null, why: 'unreadable', text }))
  else console.error(text)
  return 2
}

function linesOf(verdict: LogVerdict, log: PublishedLog, options: ToolOptions): string[] {
  const { ok, why, origin, size, root, first_bad } = verdict
  const head = [`  ${log.address}: ${plainly(origin ?? '')}, записей / entries ${size}, корень / root ${root}`]
  if (!ok) {
    const where = first_bad === null ? '' : `, запись / entry ${first_bad}`
    return [`✗ неверна / false: ${reasons[why ?? 'no-checkpoint']}${where}`, ...(size === null ? [] : head)]
  }
  const since = options.since ? ['  начало не изменилось / the beginning is as it was'] : []
  return ['✓ верна / true', ...head, ...since, ...linesOfKeys(verdict.signed, options.vkey !== undefined)]
}

const reasons: Record<LogFault, string> = {
  'no-checkpoint': 'отметка не читается / no readable checkpoint',
  'bad-signature': 'отметка не подписана этим ключом / the checkpoint is not signed by this key',
  'other-log': 'прежняя отметка из другой летописи / the older checkpoint is of another log',
  shrunk: 'записей стало меньше / the log is smaller than it was',
  rewritten: 'прежние записи изменены / earlier entries were changed',
  'missing-tile': 'нет части хешей / a tile of hashes is missing',
  'missing-entries': 'записи пропали / entries are missing',
  'wrong-entry': 'запись изменена / an entry was changed',
  'wrong-tile':
    'хеши не сходятся, изменена эта запись или одна из следующих / hashes disagree: this entry or one after it was changed',
  'wrong-root': 'хеши не дают подписанного корня / the hashes do not give the signed root',
}
