// All addresses of review, decision and award.
import type { Route } from '#platform/http/route.ts'
import type { ProgrammesHouse } from '../index.ts'
import { awardRoutes } from './awards.ts'
import { decidingRoutes } from './deciding.ts'
import { ownAwardRoutes } from './own-award.ts'
import { reviewingRoutes } from './reviewing.ts'

export function awardingRoutes(house: ProgrammesHouse): Route[] {
  return [...reviewingRoutes(house), ...decidingRoutes(house), ...awardRoutes(house), ...ownAwardRoutes(house)]
}
