// The demo: its people, its pretend inbox, and the story it tells at the first start. A live city has none of it.

import { grantRole } from '#kernel/identity/index.ts'
import type { Inbox } from '#outside/mail/index.ts'
import type { TextInbox } from '#outside/sms/index.ts'
import { noteOf, takeNote } from '#platform/facts/index.ts'
import type { Module } from '#platform/module.ts'
import { machinery } from '#platform/policy.ts'
import type { OpenCity } from '../city.ts'
import type { Shared } from '../doors.ts'
import { people } from './people.ts'
import { demoRoutes } from './routes.ts'
import { openStory } from './story.ts'

export function demo(shared: Shared, inbox: Inbox, texts: TextInbox): Module {
  return { name: 'demo', floor: 'services', folder: 'demo', routes: demoRoutes(shared, inbox, texts) }
}

/** Brings the people in and lets each door tell its part of the story, once; its days count back from the first start. */
export async function tellDemo(city: OpenCity): Promise<void> {
  const house = city.cityFor(machinery('demo'))
  if ((await noteOf(house, 'demo')) !== null) return
  for (const person of people) {
    for (const { role, body } of person.roles) await grantRole(house, { email: person.email, role, body })
  }
  await takeNote(house, { name: 'demo', value: house.now.toISOString() })
  const story = await openStory(city)
  for (const door of city.doors) await door.demo?.(story)
  await city.worker.settle()
}
