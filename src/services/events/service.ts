// The door of events: what it brings to the house.
import { h } from 'preact'
import type { Module } from '#platform/module.ts'
import { eraseLook } from './actions/looks.ts'
import { loadSources } from './actions/sources.ts'
import { tellSources } from './demo/sources.ts'
import { tellEvents } from './demo.ts'
import { eventSets } from './open-data.ts'
import { organising, organisingPersonal } from './organising.ts'
import { packSources } from './pack/sources.ts'
import { loadEvents } from './pack.ts'
import { comingOf } from './pages/coming.ts'
import { EventsNear } from './pages/near.tsx'
import { clockOf } from './pages/said.tsx'
import { mayKeepEvents } from './policy.ts'
import { lookOf } from './queries/changed.ts'
import { venueNames } from './queries/choices.ts'
import { eventsComing, eventsNear } from './queries/coming.ts'
import { namedEvents } from './queries/event.ts'
import { sourcesHealth } from './queries/sources.ts'
import { eventReactions } from './reactions.ts'
import type { EventsHouse } from './routes/house.ts'
import { eventsRoutes } from './routes.ts'
import { eventSearch } from './search.ts'
import { eventWebhooks } from './webhooks.ts'

export type { EventsHouse } from './routes/house.ts'

export function events(house: EventsHouse): Module {
  const { zone } = house
  const personal = organisingPersonal(zone)
  return {
    ...organising(zone),
    name: 'events',
    floor: 'services',
    routes: eventsRoutes(house),
    policies: [mayKeepEvents],
    reactions: eventReactions(house),
    deskMenu: [
      { href: '/desk/events/moderation', label: 'events.review.title', order: 60, may: mayKeepEvents },
      { href: '/desk/events/sources', label: 'events.desk.sources', order: 61, may: mayKeepEvents },
      { href: '/desk/events/conflicts', label: 'events.desk.conflicts', order: 62, may: mayKeepEvents },
    ],
    health: sourcesHealth,
    menu: [{ href: '/events', label: 'events.title', order: 40 }],
    subjects: { event: '/events/' },
    named: namedEvents,
    search: eventSearch,
    openData: eventSets,
    webhooks: eventWebhooks,
    offers: [
      {
        ...{ href: '/events', situations: ['moving-in'], who: ['resident'], way: 'online', order: 40 },
        label: 'events.offer.find',
        hint: 'events.offer.find.lead',
        takes: 'events.offer.find.takes',
        needs: 'events.offer.find.needs',
      },
      {
        ...{
          href: '/events/calendar',
          situations: ['moving-in'],
          who: ['resident', 'maker'],
          way: 'online',
          order: 41,
        },
        label: 'events.offer.calendar',
        hint: 'events.offer.calendar.lead',
        takes: 'events.offer.calendar.takes',
        needs: 'events.offer.calendar.needs',
      },
    ],
    coming: async (city, days) => {
      const items = await eventsComing(city, days, zone)
      return comingOf(city.words, items, await venueNames(city), clockOf(city.now, zone), city.now)
    },
    near: {
      order: 40,
      piece: async (city, place) => {
        const items = place.kind === 'district' ? await eventsNear(city, place.id, zone) : []
        if (items.length === 0) return null
        const props = { items, venues: await venueNames(city), clock: clockOf(city.now, zone), district: place.id }
        return h(EventsNear, props)
      },
    },
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
    pack: async (city, pack) => {
      await loadEvents(city, pack, zone)
      await loadSources(city, packSources(pack))
    },
    demo: async (story) => {
      await tellEvents(story)
      await tellSources(story, house.pack)
    },
  }
}
