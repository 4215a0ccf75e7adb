// What the Bureau does when the clock strikes: asks whether it helped, tells advisers of a term that passed, forgets knocks.
import { every, type Reaction } from '#platform/facts/index.ts'
import { askWhetherItHelped, warnOfTerms } from './actions/follow-ups.ts'
import { forgetKnocksAtNight } from './actions/knocks.ts'

export const bureauReactions: Reaction[] = [
  every('hour', 'bureau.askWhetherItHelped', (city) => askWhetherItHelped(city, undefined)),
  every('hour', 'bureau.warnOfTerms', (city) => warnOfTerms(city, undefined)),
  every('night', 'bureau.forgetKnocks', (city) => forgetKnocksAtNight(city, undefined)),
]
