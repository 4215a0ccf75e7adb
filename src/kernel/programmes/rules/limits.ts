// Whose one application it is, where a programme takes one of each.
import type { ApplicationLimit } from './definition.ts'

export interface Applicant {
  handle: string | null
  organisation: string | null
  inn: string | null
}

/** What an application is counted by; null where the programme takes as many as come, or its applicant is forgotten. */
export function countedBy(limit: ApplicationLimit, { handle, organisation, inn }: Applicant): string | null {
  if (limit === 'none') return null
  if (limit === 'organisation' && organisation !== null) return `organisation:${inn ?? organisation}`
  return handle === null ? null : `person:${handle}`
}
