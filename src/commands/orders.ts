// The operator's verbs: what each does in an open city.
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { chronicleSize } from '#kernel/chronicle/index.ts'
import { endRole, grantRole, roleNames, rolesOfAll } from '#kernel/identity/index.ts'
import { failedDeliveries } from '#platform/facts/index.ts'
import { machinery } from '#platform/policy.ts'
import type { OpenCity } from '../city.ts'

export type Say = (line: { text: string; data?: unknown }) => void

export interface Order {
  name: string
  /** The verb with its arguments, as the help shows it. */
  words: string
  about: string
  options?: [flags: string, about: string][]
  /** Answers whether all went well. */
  run(city: OpenCity, args: string[], options: Record<string, string>, say: Say): Promise<boolean>
}

export const orders: Order[] = [
  {
    name: 'user',
    words: 'user <what> [email] [role]',
    about: 'сотрудники: list, grant EMAIL ROLE [--body ID], end EMAIL ROLE [--body ID] / staff: list, grant, end',
    options: [['--body <id>', 'орган, за который отвечает; без него весь город / the body; without it the whole city']],
    run: user,
  },
  { name: 'doctor', words: 'doctor', about: 'проверить, здоров ли город / check the city’s health', run: doctor },
]

async function user(
  open: OpenCity,
  [what = '', email = '', role = '']: string[],
  options: Record<string, string>,
  say: Say,
): Promise<boolean> {
  const city = open.cityFor(machinery('command'))
  const body = options.body ?? null
  if (what === 'list') {
    for (const row of await rolesOfAll(city)) {
      say({ text: `${row.email}  ${row.role}${row.body ? `  ${row.body}` : ''}`, data: row })
    }
    return true
  }
  if (what === 'grant' || what === 'end') {
    if (!/^\S+@\S+$/.test(email) || !roleNames.some((name) => name === role)) {
      say({ text: `italmas user ${what} anna@example.ru ROLE; ROLE: ${roleNames.join(', ')}` })
      return false
    }
    if (what === 'grant') await grantRole(city, { email, role, body })
    else await endRole(city, { email, role, body })
    say({
      text: `${what === 'grant' ? 'роль дана / granted' : 'роль снята / ended'}: ${email} ${role}`,
      data: { email, role, body },
    })
    return true
  }
  say({ text: 'italmas user list | grant EMAIL ROLE [--body ID] | end EMAIL ROLE [--body ID]' })
  return false
}

async function doctor(open: OpenCity, _args: string[], _options: Record<string, string>, say: Say): Promise<boolean> {
  const city = open.cityFor(machinery('command'))
  let well = true
  const check = (name: string, ok: boolean, text: string): void => {
    well &&= ok
    say({ text: `${ok ? '✓' : '✗'} ${name}: ${text}`, data: { name, ok, text } })
  }
  const version = await sql<{ server_version: string }>`show server_version`.execute(city.db)
  const server = version.rows[0]?.server_version ?? '?'
  check(
    'PostgreSQL',
    Number.parseInt(server, 10) >= 15,
    `${server}, ${open.kind === 'embedded' ? 'в этом процессе / embedded' : 'сервер / server'}`,
  )
  const durable = await sql<{
    fsync: string
    synchronous_commit: string
  }>`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit`.execute(
    city.db,
  )
  const settings = durable.rows[0]
  check(
    'fsync',
    settings?.fsync === 'on' && settings.synchronous_commit !== 'off',
    `fsync=${settings?.fsync} synchronous_commit=${settings?.synchronous_commit}`,
  )
  const sample = await open.shared.files.put(Buffer.from('doctor'))
  const back = await open.shared.files.read(sample)
  check('files', back !== null && Buffer.from(back).toString() === 'doctor', open.shared.config.filesFolder)
  const failed = await failedDeliveries(city)
  const dead = failed.filter((delivery) => delivery.dead).length
  check(
    'reactions',
    dead === 0,
    `ждут повтора / waiting: ${failed.length - dead}, остановились / dead: ${dead} (/desk/house)`,
  )
  check('chronicle', true, `${await chronicleSize(city)} записей / entries`)
  const secret = await readFile(open.shared.config.secretFile, 'utf8').catch(() => '')
  check('secret', secret.trim().length >= 32, open.shared.config.secretFile)
  return well
}
