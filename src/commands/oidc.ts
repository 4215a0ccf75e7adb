// `italmas oidc`: the keys by which the city speaks for people to other systems.
import { makeKeys, rotateKeys } from '#outside/oidc-provider/keys.ts'
import { readOidcKeysFile } from '#platform/config.ts'
import type { OpenCity } from '../city.ts'
import type { Outcome, Say } from './order.ts'

/**
 * `oidc key`: makes the key where there is none. `oidc rotate`: a new key signs from now on, the former ones stay beside it. A
 * running city sees the file change, so neither needs one.
 */
export async function changeOidcKeys([what]: string[], say: Say): Promise<Outcome | null> {
  const file = readOidcKeysFile()
  if (what === 'key') {
    const { made, kid } = await makeKeys(file)
    const text = `${made ? 'ключ создан / made' : 'ключ уже есть / there is one'}: ${file}\n${kid}`
    say({ text, data: { made, file, kid } })
    return 'done'
  }
  if (what === 'rotate') {
    const { from, to } = await rotateKeys(file)
    say({ text: `был / was: ${from}\nстал / is: ${to}`, data: { from, to } })
    return 'done'
  }
  say({ text: 'italmas oidc key | rotate' })
  return 'misused'
}

/** Everything is done without a city. */
export async function oidc(
  _open: OpenCity,
  _args: string[],
  _options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
  say({ text: 'italmas oidc key | rotate' })
  return 'misused'
}
