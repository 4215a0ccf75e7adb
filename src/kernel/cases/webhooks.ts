// Which facts of reports other systems may subscribe to: the report as everybody sees it.
import type { PublicFact } from '#platform/module.ts'
import { rowFact } from '#platform/open-data/told.ts'
import { caseSets } from './open-data.ts'

export const caseWebhooks: readonly PublicFact[] = [
  rowFact('cases.opened', 'cases.hook.opened', caseSets, 'cases'),
  rowFact('cases.released', 'cases.hook.released', caseSets, 'cases'),
  rowFact('cases.handed-over', 'cases.hook.handedOver', caseSets, 'cases'),
  rowFact('cases.answered', 'cases.hook.answered', caseSets, 'cases'),
  rowFact('cases.declined', 'cases.hook.declined', caseSets, 'cases'),
  rowFact('cases.resolved', 'cases.hook.resolved', caseSets, 'cases'),
  rowFact('cases.confirmed', 'cases.hook.confirmed', caseSets, 'cases'),
  rowFact('cases.reopened', 'cases.hook.reopened', caseSets, 'cases'),
]
