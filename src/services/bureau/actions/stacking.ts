// What an editor does with the rules of stacking: a new dated version with its reason.
import { officeOf } from '#kernel/cases/index.ts'
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { bureauReference } from '../pack.ts'
import { mayEditMeasures } from '../policy.ts'
import { allStacking, stackingInForce } from '../queries/stacking.ts'
import { isSameRule, type StackingFields } from '../rules/stacking.ts'

export interface NewStacking {
  /** Null: a new one, whose id is made here. */
  id: string | null
  /** The version that was edited, 0 for a new one. */
  seen: number
  validFrom: string
  /** The first day on which it no longer holds; null: no end is known. */
  validTo: string | null
  fields: StackingFields
  reason: string
}

/**
 * Writes a rule of stacking as a new version from a day on. Throws `conflict` where somebody else has changed it in between, `invalid`
 * where another rule says the same of the same measures.
 */
export const saveStacking = action('bureau', async (city: City, input: NewStacking): Promise<void> => {
  demand(city.actor, mayEditMeasures, undefined)
  const { validFrom, validTo, fields: body, reason, seen } = input
  const same = (await stackingInForce(city)).some((one) => one.id !== input.id && isSameRule(one.body, body))
  if (same) throw refuse.invalid({ among: { key: 'bureau.stacking.error.same' } })
  const id = input.id ?? (await freeId(city))
  const office = officeOf(city.actor, ['programme-manager'], null)
  await bureauReference.write(city, { ...{ kind: 'stacking', id, validFrom, validTo, body, office, reason, seen } })
})

async function freeId(city: City): Promise<string> {
  const numbers = (await allStacking(city)).map(({ id }) => Number(/^own-(\d+)$/.exec(id)?.[1] ?? 0))
  return `own-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`
}
