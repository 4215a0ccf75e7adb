// Which facts of events other systems may subscribe to: the event as the open data have it.
import type { PublicFact } from '#platform/module.ts'
import { rowFact } from '#platform/open-data/told.ts'
import { eventSets } from './open-data.ts'

export const eventWebhooks: readonly PublicFact[] = [
  rowFact('events.published', 'events.hook.published', eventSets, 'events', 'id'),
  rowFact('events.moved', 'events.hook.moved', eventSets, 'events', 'id'),
  rowFact('events.cancelled', 'events.hook.cancelled', eventSets, 'events', 'id'),
]
