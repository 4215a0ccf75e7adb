// What of a case enters the city's record: by number and office, with no person and no free text but hashed.

import { basisOf, type Inscription, inscribe } from '#kernel/chronicle/index.ts'
import type { City } from '#platform/city.ts'

type Entered = 'due-set' | 'handed-over' | 'resolved' | 'confirmed' | 'reopened' | 'declined'

/** Inscribes a step of a case, within its action. */
export async function inscribeStep(
  city: City,
  what: Entered,
  input: { number: string } & Pick<Inscription, 'office' | 'data' | 'texts'>,
): Promise<void> {
  const { number, ...statement } = input
  await inscribe(city, { kind: `cases.${what}`, subject: `case:${number}`, basis: basisOf(city), ...statement })
}
