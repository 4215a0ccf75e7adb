// What can be asked of measures: all that are in force with how they stand today, one with its history, and the figures of the sector.
import type { City } from '#platform/city.ts'
import type { Version } from '#platform/dated.ts'
import { dayOf } from '#platform/time.ts'
import { bureauReference, type FigureFields, figureShape } from '../pack.ts'
import { type MeasureFields, measureShape, type Standing, standingOf } from '../rules/measure.ts'
import { bureauDb } from '../tables.ts'

export interface Measure {
  id: string
  version: number
  fields: MeasureFields
  standing: Standing
}

/** All measures in the order of their ids: one remembered query, however many visitors ask. */
export async function measures(city: City, zone: string): Promise<Measure[]> {
  const today = dayOf(city.now, zone)
  const versions = await bureauReference.inForce(city, 'measure', measureShape)
  return versions.map((version) => measureOf(version, today))
}

export interface MeasureFile extends Measure {
  /** The last day on which somebody compared it with its source; null: never since it was written down. */
  checkedOn: string | null
  changedAt: Date
  /** All versions, the newest first. */
  history: Version<MeasureFields>[]
}

/** One measure, also one that is over; null where there is none. */
export async function measureFor(city: City, id: string, zone: string): Promise<MeasureFile | null> {
  const today = dayOf(city.now, zone)
  const [found] = await bureauReference.inForce(city, 'measure', measureShape, [id])
  if (!found) return null
  const history = await bureauReference.history(city, 'measure', measureShape, id)
  const checked = await checkDays(city, zone, [id])
  return {
    ...measureOf(found, today),
    checkedOn: latest(checked.get(id) ?? null, found.body.checkedOn),
    changedAt: found.changedAt,
    history,
  }
}

/** The day of the last check of each of some measures, or of all. */
export async function checkDays(city: City, zone: string, ids?: readonly string[]): Promise<Map<string, string>> {
  let query = bureauDb(city)
    .selectFrom('bureau.checks')
    .select((each) => ['measure', each.fn.max('at').as('at')])
    .groupBy('measure')
  if (ids) query = query.where('measure', 'in', [...ids])
  return new Map((await query.execute()).map(({ measure, at }) => [measure, dayOf(at, zone)]))
}

export function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}

export interface Figure extends FigureFields {
  id: string
}

/** Figures of the creative sector with their sources. */
export async function figures(city: City): Promise<Figure[]> {
  const versions = await bureauReference.inForce(city, 'figure', figureShape)
  return versions.map(({ id, body }) => ({ id, ...body }))
}

function measureOf({ id, version, body }: Version<MeasureFields>, today: string): Measure {
  return { id, version, fields: body, standing: standingOf(body, today) }
}
