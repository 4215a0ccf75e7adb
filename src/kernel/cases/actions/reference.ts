// Editing what decides about cases: topics, routes and deadlines get a new version from a day on, with the office and the reason.
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { officeOf } from '../offices.ts'
import { mayEditReference } from '../policy.ts'
import { casesReference, type DeadlineFields, type RouteFields, type TopicFields } from '../reference.ts'

export interface NewVersion<Fields> {
  id: string
  /** The version that was edited, 0 for a new row. */
  seen: number
  validFrom: string
  validTo: string | null
  body: Fields
  reason: string
}

export const saveTopic = action('cases', (city, input: NewVersion<TopicFields>) => save(city, 'topic', input))
export const saveRoute = action('cases', (city, input: NewVersion<RouteFields>) => save(city, 'route', input))
export const saveDeadline = action('cases', (city, input: NewVersion<DeadlineFields>) => save(city, 'deadline', input))

async function save(city: City, kind: string, input: NewVersion<object>): Promise<void> {
  demand(city.actor, mayEditReference, undefined)
  await casesReference.write(city, { ...input, kind, office: officeOf(city.actor, ['operator'], null) })
}
