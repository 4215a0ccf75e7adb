// What identity does by the clock.
import { every, type Reaction } from '#platform/facts/index.ts'
import { dropExpired } from './actions/sign-in.ts'

export const reactions: readonly Reaction[] = [
  every('night', 'identity.dropExpired', (city) => dropExpired(city, undefined)),
]
