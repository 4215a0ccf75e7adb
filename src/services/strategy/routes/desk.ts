// All addresses of those who promise, report and prove at the desk, and of those who look after them.
import type { Route } from '#platform/http/route.ts'
import type { StrategyHouse } from '../desk.ts'
import { councilRoutes } from './council.ts'
import { evidenceRoutes } from './evidence.ts'
import { moneyRoutes } from './money.ts'
import { movedRoutes } from './moved.ts'
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
    ...movedRoutes(),
    ...councilRoutes(house),
  ]
}
