// What my yard does when the clock strikes: at night it forgets what nobody has sent.
import { every } from '#platform/facts/index.ts'
import { forgetDevices, forgetOld } from './actions.ts'

export const myYardReactions = [
  every('night', 'my-yard.forgetOld', (city) => forgetOld(city, {})),
  every('night', 'my-yard.forgetDevices', (city) => forgetDevices(city, {})),
]
