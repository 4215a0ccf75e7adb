// Which address of open data leads where.
import type { Route } from '#platform/http/route.ts'
import { keyRoutes } from './routes/keys.ts'
import { setRoutes } from './routes/sets.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import type { OpenDataParts } from './service.ts'

export function openDataRoutes(parts: OpenDataParts): Route[] {
  return [...setRoutes(parts), ...keyRoutes, ...webhookRoutes(parts)]
}
