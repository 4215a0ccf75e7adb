// What an editor of measures sees: which wait for a check, which are over, which have no terms.
import { termsIn } from '#kernel/programmes/index.ts'
import type { City } from '#platform/city.ts'
import { dayOf, days, later } from '#platform/time.ts'
import { checkEvery } from '../rules/measure.ts'
import { checkDays, latest, type Measure, measures } from './measures.ts'

export interface Editing {
  measure: Measure
  checkedOn: string | null
  /** Not over, and not compared with its source for so long. */
  stale: boolean
  hasTerms: boolean
}

export async function editing(city: City, zone: string): Promise<Editing[]> {
  const limit = dayOf(later(city.now, -days(checkEvery)), zone)
  const checked = await checkDays(city, zone)
  const decided = new Set((await termsIn(city)).ids)
  return (await measures(city, zone)).map((measure) => {
    const checkedOn = latest(checked.get(measure.id) ?? null, measure.fields.checkedOn)
    return {
      ...{ measure, checkedOn, hasTerms: decided.has(measure.id) },
      stale: measure.standing.state !== 'over' && (checkedOn === null || checkedOn < limit),
    }
  })
}
