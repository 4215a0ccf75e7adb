// What an editor does with measures: a new dated version with its reason, or a word that the source still says the same.
import { officeOf } from '#kernel/cases/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { BureauFacts } from '../facts.ts'
import { bureauReference } from '../pack.ts'
import { mayEditMeasures } from '../policy.ts'
import { type MeasureFields, measureShape } from '../rules/measure.ts'
import { bureauDb } from '../tables.ts'

const announce = announcer<BureauFacts>()

export interface NewMeasure {
  /** Null: a new one, whose id is made here. */
  id: string | null
  /** The version that was edited, 0 for a new one. */
  seen: number
  validFrom: string
  fields: MeasureFields
  reason: string
}

/**
 * Writes a measure as a new version from a day on; earlier ones stay. Throws `conflict` where somebody else has changed it in between,
 * and `missing` for one that is not there.
 */
export const saveMeasure = action(
  'bureau',
  async (city: City, input: NewMeasure): Promise<{ id: string; version: number }> => {
    demand(city.actor, mayEditMeasures, undefined)
    const office = officeOf(city.actor, ['programme-manager'], null)
    const id = input.id ?? (await freeId(city))
    const known = await bureauReference.ever(city, 'measure', measureShape, [id])
    if (input.id !== null && known.length === 0) throw refuse.missing('bureau.refusal.noMeasure')
    const { validFrom, fields: body, reason, seen } = input
    const { version } = await bureauReference.write(city, {
      ...{ kind: 'measure', id, validFrom, validTo: null, body, office, reason, seen },
    })
    await announce(city, 'bureau.measure-changed', `measure:${id}`, { measure: id, version })
    return { id, version }
  },
)

/** Notes that a measure's source was looked at today and says the same. Throws `conflict` where another version has come since. */
export const noteChecked = action(
  'bureau',
  async (city: City, input: { id: string; version: number }): Promise<void> => {
    demand(city.actor, mayEditMeasures, undefined)
    const [found] = await bureauReference.inForce(city, 'measure', measureShape, [input.id])
    if (!found) throw refuse.missing('bureau.refusal.noMeasure')
    if (found.version !== input.version) throw refuse.conflict('platform.refusal.changedMeanwhile')
    const office = officeOf(city.actor, ['programme-manager'], null)
    await bureauDb(city)
      .insertInto('bureau.checks')
      .values({ id: newId(city.now), measure: input.id, version: input.version, at: city.now, office })
      .execute()
  },
)

// Ids of the city's own begin with `own-`, so that none of the pack's comes to mean another measure.
async function freeId(city: City): Promise<string> {
  const all = await bureauReference.ever(city, 'measure', measureShape)
  const numbers = all.map(({ id }) => Number(/^own-(\d+)$/.exec(id)?.[1] ?? 0))
  return `own-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`
}
