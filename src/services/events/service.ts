// The door of events: what it brings to the house.
import type { Module } from '#platform/module.ts'
import { eraseLook } from './actions/looks.ts'
import { loadEvents } from './pack.ts'
import { mayKeepEvents } from './policy.ts'
import { lookOf } from './queries/changed.ts'
import { sourcesHealth } from './queries/sources.ts'
import { sourceReactions } from './reactions.ts'
import type { EventsHouse } from './routes/house.ts'
import { eventsRoutes } from './routes.ts'

export type { EventsHouse } from './routes/house.ts'

export function events(house: EventsHouse): Module {
  return {
    name: 'events',
    floor: 'services',
    routes: eventsRoutes(house),
    policies: [mayKeepEvents],
    reactions: sourceReactions(house),
    deskMenu: [
      { href: '/desk/events/sources', label: 'events.desk.sources', order: 61, may: mayKeepEvents },
      { href: '/desk/events/conflicts', label: 'events.desk.conflicts', order: 62, may: mayKeepEvents },
    ],
    health: sourcesHealth,
    menu: [{ href: '/events', label: 'events.title', order: 40 }],
    subjects: { event: '/events/' },
    personal: {
      export: async (city, handle) => {
        const seenAt = await lookOf(city, handle)
        return seenAt === null ? null : { looks: { seenAt: seenAt.toISOString() } }
      },
      erase: (city, handle) => eraseLook(city, { handle }),
      kinds: { looks: { label: 'events.personal.looks', basis: 'events.personal.looks.basis' } },
    },
    pack: (city, pack) => loadEvents(city, pack, house.zone),
  }
}
