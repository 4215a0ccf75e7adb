// What events do when they hear the clock: read the sources that are due, end what nobody took in time, remind, tell the week.
import { z } from 'zod'
import { deliver, every, type Reaction } from '#platform/facts/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { sweepFollows } from './actions/follow.ts'
import { importDue, importSource, type Reaching } from './actions/import/source.ts'
import { lapseSeats } from './actions/registration.ts'
import { remindSeats, tellWeek } from './actions/remind.ts'

export const eventReactions = (house: Reaching & { zone: string }): Reaction[] => [
  deliver('clock.minute', 'events.importDueSources', z.unknown(), (city) => importDue(city, house)),
  deliver('events.sourceAsked', 'events.importAskedSource', z.object({ id: z.string() }), async (city, { id }) => {
    try {
      await importSource(city, { id, how: 'asked' }, house)
    } catch (error) {
      // It is being read already, or is gone since: there is nothing left to do.
      if (!(error instanceof Refusal)) throw error
    }
  }),
  every('minute', 'events.lapseSeats', (city) => lapseSeats(city, house)),
  every('minute', 'events.remindSeats', (city) => remindSeats(city, house)),
  every('night', 'events.tellWeek', (city) => tellWeek(city, house)),
  every('night', 'events.sweepFollows', (city) => sweepFollows(city, undefined)),
]
