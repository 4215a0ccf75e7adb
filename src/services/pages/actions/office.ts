// In which office somebody writes; the city pack speaks for itself.
import { officeOf } from '#kernel/cases/index.ts'
import type { City } from '#platform/city.ts'
import { holds } from '#platform/policy.ts'

export const packOffice = 'pack'

export function editorsOffice({ actor }: City): string {
  return holds(actor, ['editor']) ? officeOf(actor, ['editor'], null) : packOffice
}
