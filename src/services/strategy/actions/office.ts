// Which office speaks when somebody of the strategy team or a project's manager acts; the machinery speaks for nobody.
import { officeOf } from '#kernel/cases/index.ts'
import type { City } from '#platform/city.ts'
import { holds } from '#platform/policy.ts'

const speakers = ['strategist', 'manager'] as const

/** The office of whoever acts, or null for the machinery and the loading of the pack. */
export function strategyOffice(city: City): string | null {
  return holds(city.actor, speakers) ? officeOf(city.actor, speakers, null) : null
}
