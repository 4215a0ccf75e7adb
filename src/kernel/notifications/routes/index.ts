// Addresses of notifications: what I was told, what reaches me where, and stopping letters without signing in.
import type { Route } from '#platform/http/route.ts'
import type { Dispatches } from '../actions/dispatches.ts'
import type { NotificationParts } from '../parts.ts'
import { addressRoutes } from './address.ts'
import { deviceRoutes } from './devices.ts'
import { messageRoutes } from './messages.ts'
import { preferenceRoutes } from './preferences.ts'
import { stopRoutes } from './stop.ts'

export function routesOf(parts: NotificationParts, dispatches: Dispatches): Route[] {
  return [
    ...messageRoutes(parts),
    ...preferenceRoutes(parts, dispatches),
    ...deviceRoutes(parts),
    ...addressRoutes(parts, dispatches),
    ...stopRoutes(),
  ]
}
