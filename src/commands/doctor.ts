// `italmas doctor`: is the city well?
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { failedDeliveries } from '#platform/facts/index.ts'
import { machinery } from '#platform/policy.ts'
import type { OpenCity } from '../city.ts'
import type { Outcome, Say } from './order.ts'

/** Checks database, durability, files, reactions, chronicle and secret, and says what it found of each. */
export async function doctor(
  open: OpenCity,
  _args: string[],
  _options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
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
  const [ru, en] = [open.shared.wordsIn('ru'), open.shared.wordsIn('en')]
  for (const door of open.doors) {
    for (const { ok, key, values } of (await door.health?.(city)) ?? []) {
      check(door.name, ok, `${ru(key, values)} / ${en(key, values)}`)
    }
  }
  const secret = await readFile(open.shared.config.secretFile, 'utf8').catch(() => '')
  check('secret', secret.trim().length >= 32, open.shared.config.secretFile)
  return well ? 'done' : 'failed'
}
