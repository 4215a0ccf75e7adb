// All addresses of those who promise, report and prove at the desk.
import type { Route } from '#platform/http/route.ts'
import type { StrategyHouse } from '../desk.ts'
import { evidenceRoutes } from './evidence.ts'
import { moneyRoutes } from './money.ts'
import { reportRoutes } from './reports.ts'
import { staffRoutes } from './staff.ts'
import { termsRoutes } from './terms.ts'

export function promiseDeskRoutes(house: StrategyHouse): Route[] {
  return [
    ...staffRoutes(house),
    ...reportRoutes(house),
    ...moneyRoutes(house),
    ...evidenceRoutes(house),
    ...termsRoutes(house),
  ]
}
