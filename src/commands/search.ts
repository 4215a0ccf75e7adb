// `italmas search`: the index of the search compared with every document, or made anew.
import { machinery } from '#platform/policy.ts'
import type { OpenCity } from '../city.ts'
import { fillIndex, rebuildIndex } from '../services/portal/service.ts'
import type { Outcome, Say } from './order.ts'

/** `check` mends what differs; `rebuild` empties the index first. */
export async function search(
  open: OpenCity,
  [what]: string[],
  _options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
  if (what !== 'check' && what !== 'rebuild') {
    say({ text: 'italmas search check | rebuild' })
    return 'misused'
  }
  const city = open.cityFor(machinery('command'))
  const filled = await (what === 'check' ? fillIndex : rebuildIndex)(city, open.doors)
  const kinds = Object.entries(filled.kinds).map(([kind, { documents }]) => `${kind} ${documents}`)
  say({
    text: `документов ${filled.documents}, исправлено ${filled.mended} / documents, mended\n${kinds.join(', ')}`,
    data: filled,
  })
  return 'done'
}
