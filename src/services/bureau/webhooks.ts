// Which facts of the Bureau other systems may subscribe to: a measure as everybody sees it.
import type { PublicFact } from '#platform/module.ts'
import { rowFact } from '#platform/open-data/told.ts'
import { bureauSets } from './open-data.ts'

export function bureauWebhooks(zone: string): readonly PublicFact[] {
  return [rowFact('bureau.measure-changed', 'bureau.hook.measure', bureauSets(zone), 'bureau-measures', 'measure')]
}
