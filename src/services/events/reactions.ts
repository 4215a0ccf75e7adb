// What events do by the clock: sources that are due are read, and the one an editor asks for at once.
import { z } from 'zod'
import { deliver, type Reaction } from '#platform/facts/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { importDue, importSource, type Reaching } from './actions/import/source.ts'

export const sourceReactions = (reach: Reaching): Reaction[] => [
  deliver('clock.minute', 'events.importDueSources', z.unknown(), (city) => importDue(city, reach)),
  deliver('events.sourceAsked', 'events.importAskedSource', z.object({ id: z.string() }), async (city, { id }) => {
    try {
      await importSource(city, { id, how: 'asked' }, reach)
    } catch (error) {
      // It is being read already, or is gone since: there is nothing left to do.
      if (!(error instanceof Refusal)) throw error
    }
  }),
]
