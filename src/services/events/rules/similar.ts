// What else somebody who looks at an event may want to see, and why: no guess, only what both have in common.
import type { Kind, Topic } from './terms.ts'

export interface Comparable {
  id: string
  kind: Kind
  topics: readonly Topic[]
  artists: readonly string[]
  venue: string | null
  evening: boolean
}

/** Why two events are alike; each is said by the word key `events.similar.REASON`. */
const alikes = ['artist', 'venue', 'topic', 'kind', 'evening'] as const
export type Alike = (typeof alikes)[number]

const weights: Record<Alike, number> = { artist: 8, venue: 3, topic: 2, kind: 2, evening: 1 }

/** The events most like one, with the reasons, at most `most`; of those that are as alike, the sooner: candidates come in order. */
export function similarTo<Other extends Comparable>(
  one: Comparable,
  candidates: readonly Other[],
  most: number,
): { event: Other; because: Alike[] }[] {
  return candidates
    .filter(({ id }) => id !== one.id)
    .map((event) => ({ event, because: alikes.filter((alike) => shares[alike](one, event)) }))
    .filter(({ because }) => because.some((alike) => alike !== 'evening'))
    .map((each) => ({ ...each, weight: each.because.reduce((sum, alike) => sum + weights[alike], 0) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ event, because }) => ({ event, because }))
}

const shares: Record<Alike, (one: Comparable, other: Comparable) => boolean> = {
  artist: (one, other) => one.artists.some((artist) => other.artists.includes(artist)),
  venue: (one, other) => one.venue !== null && one.venue === other.venue,
  topic: (one, other) => one.topics.some((topic) => other.topics.includes(topic)),
  kind: (one, other) => one.kind === other.kind && one.kind !== 'other',
  evening: (one, other) => one.evening && other.evening,
}
