// What my yard does when the clock strikes: at night it forgets what nobody has sent.
import { every } from '#platform/facts/index.ts'
import { forgetOld } from './actions.ts'

export const myYardReactions = [every('night', 'my-yard.forgetOld', (city) => forgetOld(city, {}))]
