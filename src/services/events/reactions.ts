// What events do when the clock strikes: end what nobody took in time, remind, tell the week, and forget what was never confirmed.
import { every, type Reaction } from '#platform/facts/index.ts'
import { sweepFollows } from './actions/follow.ts'
import { lapseSeats } from './actions/registration.ts'
import { remindSeats, tellWeek } from './actions/remind.ts'

export const organiserReactions = (zone: string): Reaction[] => [
  every('minute', 'events.lapseSeats', (city) => lapseSeats(city, { zone })),
  every('minute', 'events.remindSeats', (city) => remindSeats(city, { zone })),
  every('night', 'events.tellWeek', (city) => tellWeek(city, { zone })),
  every('night', 'events.sweepFollows', (city) => sweepFollows(city, undefined)),
]
