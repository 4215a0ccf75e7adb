// The door of the portal: the front page made of what each door offers, and the pages about the city itself.
import type { Module } from '#platform/module.ts'
import { portalRoutes } from './routes.ts'

export function portal(house: { doors(): readonly Module[]; demo: boolean }): Module {
  return { name: 'portal', floor: 'services', routes: portalRoutes(house) }
}
