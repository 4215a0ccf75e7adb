// What a reader can do on the page of an event: take a seat, and follow what she likes of it.
import { h } from 'preact'
import type { City } from '#platform/city.ts'
import { FollowMore, Seats } from '../pages/taking-part.tsx'
import { followedOf } from '../queries/follows.ts'
import { registrationsOf } from '../queries/registration.ts'
import { type Followable, subjectsOf } from '../rules/follow.ts'

const most = 8

/** Seats, what to follow besides the event itself, and which sessions have seats; the same for every reader, so that the page may be cached. */
export async function takingPartIn(city: City, event: Followable, zone: string) {
  const registrations = await registrationsOf(city, event.id)
  const known = await followedOf(city, subjectsOf(event).slice(0, most))
  // A house that holds its own evenings is venue and organiser under one name: once is enough.
  const follow = known.filter(({ title }, at) => known.findIndex((each) => each.title === title) === at)
  return {
    seats: h(Seats, { registrations, zone }),
    followMore: h(FollowMore, { follow: follow.filter(({ subject }) => subject !== `event:${event.id}`) }),
    seated: new Set(registrations.map(({ session }) => session)),
  }
}
