// What my yard does when the clock strikes: at night it forgets which device sent which report.
import { every } from '#platform/facts/index.ts'
import { forgetDevices } from './actions.ts'

export const myYardReactions = [every('night', 'my-yard.forgetDevices', (city) => forgetDevices(city, {}))]
