// THE list of services: one import, one line a service.
import type { Module } from '#platform/module.ts'
import type { Shared } from './doors.ts'
import { portal } from './services/portal/service.ts'
import { strategy } from './services/strategy/service.ts'

export function services(shared: Shared): Module[] {
  return [portal({ doors: shared.doors, demo: shared.config.mode === 'demo' }), strategy]
}
