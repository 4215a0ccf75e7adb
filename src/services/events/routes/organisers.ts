// Addresses of organisers and of those who come: seats, the door, the cabinet, the editor's queue, following.
import type { Route } from '#platform/http/route.ts'
import { cabinetRoutes } from './cabinet.ts'
import { doorRoutes } from './door.ts'
import { followRoutes } from './follow.ts'
import type { EventsHouse } from './house.ts'
import { ownRoutes } from './own.ts'
import { ownSourceRoutes } from './own-sources.ts'
import { reviewRoutes } from './review.ts'
import { seatRoutes } from './seats.ts'

export function organiserRoutes(house: EventsHouse): Route[] {
  return [
    ...seatRoutes(house),
    ...doorRoutes(house),
    ...cabinetRoutes(house),
    ...ownRoutes(house),
    ...ownSourceRoutes(house),
    ...followRoutes(house),
    ...reviewRoutes(house),
  ]
}
