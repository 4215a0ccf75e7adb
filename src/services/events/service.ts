// The door of events: what it brings to the house.
import type { AskFeed } from '#outside/feeds/index.ts'
import type { Guarded } from '#outside/guarded/index.ts'
import type { Mail } from '#outside/mail/index.ts'
import type { Files } from '#platform/files.ts'
import type { Module } from '#platform/module.ts'
import { mayKeepEvents } from './policy.ts'
import { eventsRoutes } from './routes.ts'

/** What events need of the house. */
export interface EventsHouse {
  zone: string
  demo: boolean
  files: Files
  /** Reaches the addresses of sources. */
  guarded: Guarded
  /** Asks sources for what they have. */
  feeds: AskFeed
  mail: Mail
  /** The city's own address, for links in feeds and letters. */
  origin: string
  /** The address residents use; null in a demo. */
  publicUrl: string | null
  operator: { name: string | null; inn: string | null; address: string | null }
}

export function events(_house: EventsHouse): Module {
  return {
    name: 'events',
    floor: 'services',
    routes: eventsRoutes,
    policies: [mayKeepEvents],
    menu: [{ href: '/events', label: 'events.title', order: 40 }],
  }
}
