// `italmas push`: the keys by which browsers know this city.
import { makePushKeys } from '#outside/push/real.ts'
import { readPushConfig } from '#platform/config.ts'
import type { OpenCity } from '../city.ts'
import type { Outcome, Say } from './order.ts'

/** `push key`: makes the keys where there are none, without a city, since one that shall push does not start before it has them. */
export async function makePushKey([what]: string[], say: Say): Promise<Outcome | null> {
  if (what !== 'key') return null
  const { keyFile } = readPushConfig()
  const { made, publicKey } = await makePushKeys(keyFile)
  say({
    text: `${made ? 'ключи созданы / made' : 'ключи уже есть / there are some'}: ${keyFile}\n${publicKey}`,
    data: { made, file: keyFile, publicKey },
  })
  return 'done'
}

/** Anything else is no verb of it. */
export async function push(
  _open: OpenCity,
  _args: string[],
  _options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
  say({ text: 'italmas push key' })
  return 'misused'
}
