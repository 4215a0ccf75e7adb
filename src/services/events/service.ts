// The door of events: what it brings to the house.
import type { Module } from '#platform/module.ts'
import { eraseLook } from './actions/looks.ts'
import { organising, organisingPersonal } from './organising.ts'
import { loadEvents } from './pack.ts'
import { mayKeepEvents } from './policy.ts'
import { lookOf } from './queries/changed.ts'
import type { EventsHouse } from './routes/house.ts'
import { eventsRoutes } from './routes.ts'

export type { EventsHouse } from './routes/house.ts'

export function events(house: EventsHouse): Module {
  const personal = organisingPersonal(house.zone)
  return {
    ...organising(house.zone),
    name: 'events',
    floor: 'services',
    routes: eventsRoutes(house),
    policies: [mayKeepEvents],
    menu: [{ href: '/events', label: 'events.title', order: 40 }],
    subjects: { event: '/events/' },
    personal: {
      export: async (city, handle) => {
        const seenAt = await lookOf(city, handle)
        const held = await personal.export(city, handle)
        if (seenAt === null && Object.keys(held).length === 0) return null
        return { ...held, ...(seenAt === null ? {} : { looks: { seenAt: seenAt.toISOString() } }) }
      },
      erase: async (city, handle) => (await personal.erase(city, handle)) + (await eraseLook(city, { handle })),
      looked: personal.looked,
      kinds: { ...personal.kinds, looks: { label: 'events.personal.looks', basis: 'events.personal.looks.basis' } },
    },
    pack: (city, pack) => loadEvents(city, pack, house.zone),
  }
}
