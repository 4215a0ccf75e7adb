// `italmas languages export`: accepted Udmurt phrases as the words files have them, so that they can enter the project.
import { machinery } from '#platform/policy.ts'
import type { OpenCity } from '../city.ts'
import { phraseFiles } from '../services/languages/service.ts'
import type { Outcome, Say } from './order.ts'

/** Says one JSON: module → `udm.json` and `udm.sources.json`. */
export async function languages(
  open: OpenCity,
  [what]: string[],
  _options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
  if (what !== 'export') {
    say({ text: 'languages export' })
    return 'misused'
  }
  const files = await phraseFiles(open.cityFor(machinery('command')), open.shared.wordsIn('ru'))
  say({ text: JSON.stringify(files, null, 2), data: files })
  return 'done'
}
