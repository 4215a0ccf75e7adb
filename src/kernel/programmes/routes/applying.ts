// Addresses of programmes, calls and applications: for everybody, for applicants, and for the desk.
import type { Route } from '#platform/http/route.ts'
import { applyRoutes } from './apply.ts'
import { deskCallRoutes } from './desk-calls.ts'
import type { ApplyingHouse } from './house.ts'
import { makerRoutes } from './maker.ts'
import { publicRoutes } from './public.ts'
import { sendingRoutes } from './sending.ts'

export function applyingRoutes(house: ApplyingHouse): Route[] {
  return [...publicRoutes, ...makerRoutes, ...deskCallRoutes(house), ...applyRoutes(house), ...sendingRoutes(house)]
}
