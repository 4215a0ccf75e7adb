// Which facts of programmes other systems may subscribe to: calls, results and awards as the open sets have them, without a person.
import { z } from 'zod'
import type { PublicFact } from '#platform/module.ts'
import { rowNamed } from '#platform/open-data/read.ts'
import { setOf } from '#platform/open-data/set.ts'
import { rowFact } from '#platform/open-data/told.ts'
import { applyingSets } from './open-data/applying.ts'
import { awardingSets } from './open-data/awarding.ts'
import { judgedFor } from './queries/judged.ts'

export function programmeWebhooks(zone: string): readonly PublicFact[] {
  const sets = [...applyingSets, ...awardingSets(zone)]
  return [
    rowFact('programmes.call-published', 'programmes.hook.call', sets, 'programme-calls', 'call'),
    rowFact('programmes.deadline-moved', 'programmes.hook.deadline', sets, 'programme-calls', 'call'),
    rowFact('programmes.protocol-confirmed', 'programmes.hook.decided', sets, 'programmes-results', 'call'),
    rowFact('programmes.appeal-decided', 'programmes.hook.appeal', sets, 'programmes-results', 'call'),
    ...(['paid', 'returned', 'closed'] as const).map((what) => awardFact(`programmes.${what}`, zone)),
  ]
}

const ofApplication = z.object({ application: z.string() })

// The fact names an application, whose id is nobody's business: what is told stands under the award's public code.
function awardFact(fact: string, zone: string): PublicFact {
  const set = setOf(awardingSets(zone), 'programmes-awards')
  return {
    fact,
    about: fact.replace('programmes.', 'programmes.hook.'),
    told: async (city, { data }) => {
      const judged = await judgedFor(city, ofApplication.parse(data).application)
      const row = judged && (await rowNamed(city, set, `${judged.call}-${judged.code}`))
      return row && { subject: `call:${judged.call}`, set: set.id, row }
    },
  }
}
