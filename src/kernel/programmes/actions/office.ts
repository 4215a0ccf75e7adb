// In which office somebody leads programmes; the city pack speaks for itself.
import { officeOf } from '#kernel/cases/index.ts'
import type { City } from '#platform/city.ts'
import { holds } from '#platform/policy.ts'

export const packOffice = 'pack'

/** The office of whoever makes programmes or leads a call. */
export function managersOffice({ actor }: City): string {
  return holds(actor, ['programme-manager']) ? officeOf(actor, ['programme-manager'], null) : packOffice
}
