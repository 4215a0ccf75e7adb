// Who answers: the body that holds a topic on a kind of land in a district on a day.
import { bestOn, type Dated } from './dated.ts'

export type Land = 'yard' | 'city'
export type Route = Dated & {
  land: Land
  topic: string
  district: string | null
  body: string
  supervisor?: string | null
}

/**
 * Answers the route valid on the day `on` (YYYY-MM-DD), or null. The district's own row beats one for the whole city,
 * the topic's own row beats «*»; the newest among equals.
 */
export function routeFor<R extends Route>(
  routes: readonly R[],
  asked: { land: Land; topic: string; district: string | null; on: string },
): R | null {
  const fitting = routes.filter(
    (route) =>
      route.land === asked.land &&
      (route.topic === asked.topic || route.topic === '*') &&
      (route.district === null || route.district === asked.district),
  )
  return bestOn(fitting, asked.on, (route) => (route.topic === asked.topic ? 2 : 0) + (route.district === null ? 0 : 1))
}
