// `italmas chronicle`: the keys that sign the record.
import { makeKey } from '#kernel/chronicle/index.ts'
import { readChronicleConfig } from '#platform/config.ts'
import type { OpenCity } from '../city.ts'
import type { Outcome, Say } from './order.ts'

/** `chronicle key`: makes the key where there is none, without a city, since a live city does not start before it has one. */
export async function makeChronicleKey([what]: string[], say: Say): Promise<Outcome | null> {
  if (what !== 'key') return null
  const config = readChronicleConfig()
  const { made, vkey } = await makeKey(config)
  say({
    text: `${made ? 'ключ создан / made' : 'ключ уже есть / there is one'}: ${config.keyFile}\n${vkey}`,
    data: { made, file: config.keyFile, vkey },
  })
  return 'done'
}

/** `chronicle rotate`: a new key signs from now on, beside the former ones until the operator takes their lines out. */
export async function chronicle(
  open: OpenCity,
  [what]: string[],
  _options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
  if (what !== 'rotate') {
    say({ text: 'italmas chronicle key | rotate' })
    return 'misused'
  }
  const { from, to } = await open.shared.seal.rotate()
  // The sequencer inscribes it, whichever process comes first.
  while (await open.worker.step('whenever'));
  say({ text: `был / was: ${from}\nстал / is: ${to}`, data: { from, to } })
  return 'done'
}
