// The desk: where the city's staff see what is theirs, act on it, and keep the rules that decide.
import { mayEditReference, maySeeDesk } from '#kernel/cases/index.ts'
import type { Module } from '#platform/module.ts'
import { mayEnterDesk, mayRunHouse } from './policy.ts'
import { type DeskHouse, deskRoutes } from './routes.ts'

/** Opens the desk; `doors` tell what else the staff may do, `files` keep the photos they bring. */
export function desk(house: DeskHouse): Module {
  return {
    name: 'desk',
    floor: 'services',
    routes: deskRoutes(house),
    policies: [mayEnterDesk, mayRunHouse],
    deskMenu: [
      { href: '/desk/cases', label: 'desk.menu.cases', order: 10, may: maySeeDesk },
      { href: '/desk/bodies', label: 'desk.menu.bodies', order: 60, may: mayEditReference },
      { href: '/desk/topics', label: 'desk.menu.topics', order: 61, may: mayEditReference },
      { href: '/desk/routes', label: 'desk.menu.routes', order: 62, may: mayEditReference },
      { href: '/desk/deadlines', label: 'desk.menu.deadlines', order: 63, may: mayEditReference },
      { href: '/permissions', label: 'desk.permissions.title', order: 89, may: mayEnterDesk },
      { href: '/desk/house', label: 'desk.menu.house', order: 90, may: mayRunHouse },
    ],
  }
}
