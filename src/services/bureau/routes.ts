// Which address of bureau leads where.
import type { Route } from '#platform/http/route.ts'
import { checkRoutes } from './routes/check.ts'
import { deskRoutes } from './routes/desk.ts'
import { editingRoutes } from './routes/editing.ts'
import { measureRoutes } from './routes/measures.ts'
import { requestRoutes } from './routes/requests.ts'
import { stackingRoutes } from './routes/stacking.ts'
import type { BureauHouse } from './service.ts'

export function bureauRoutes(house: BureauHouse): Route[] {
  return [
    ...measureRoutes(house),
    ...checkRoutes(house),
    ...requestRoutes(house),
    ...deskRoutes(house),
    ...editingRoutes(house),
    ...stackingRoutes(house),
  ]
}
