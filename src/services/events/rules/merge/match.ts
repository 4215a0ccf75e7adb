// Which items are the same event: the same title at the same place and time; and which only may be, for an editor to decide.
import { alike, likeness } from './names.ts'

/** A session of an item, in the form in which spellings do not matter. */
export interface Key {
  /** The item, or an event of the city's own. */
  owner: string
  /** `v:` and the venue's id, or `n:` and its name's form; empty where nobody says where. */
  venue: string
  title: string
  day: string
  /** Milliseconds; null for a whole day. */
  startsAt: number | null
}

export interface Proposal {
  one: string
  other: string
  why: 'title' | 'time' | 'venue'
  likeness: number
}

export interface Matches {
  /** Pairs of owners that are the same event. */
  same: [string, string][]
  proposed: Proposal[]
}

/** Compares every key with those of other owners on its day. Each pair is answered once, whatever the order of the keys. */
export function matchesAmong(keys: readonly Key[], fresh: ReadonlySet<string>): Matches {
  const same = new Map<string, [string, string]>()
  const proposed = new Map<string, Proposal>()
  for (const day of Map.groupBy(keys, (key) => key.day).values())
    for (const [at, one] of day.entries())
      for (const other of day.slice(at + 1)) {
        if (one.owner === other.owner || !(fresh.has(one.owner) || fresh.has(other.owner))) continue
        const pair: [string, string] = one.owner < other.owner ? [one.owner, other.owner] : [other.owner, one.owner]
        const name = pair.join('\n')
        if (isSame(one, other)) same.set(name, pair)
        const guess = proposalOf(one, other)
        if (guess && (proposed.get(name)?.likeness ?? 0) < guess.likeness)
          proposed.set(name, { one: pair[0], other: pair[1], ...guess })
      }
  for (const name of same.keys()) proposed.delete(name)
  return { same: [...same.values()], proposed: [...proposed.values()] }
}

function isSame(one: Key, other: Key): boolean {
  return one.title === other.title && one.venue !== '' && one.venue === other.venue && isSameStart(one, other)
}

// «5 December» and «5 December, 18:00» are the same beginning, told less and more exactly.
function isSameStart(one: Key, other: Key): boolean {
  return one.startsAt === null || other.startsAt === null || one.startsAt === other.startsAt
}

function proposalOf(one: Key, other: Key): Pick<Proposal, 'why' | 'likeness'> | null {
  const sameVenue = one.venue !== '' && one.venue === other.venue
  if (one.title === other.title) {
    if (sameVenue && !isSameStart(one, other)) return { why: 'time', likeness: 1 }
    // «Лекция» at ten places at once is ten lectures.
    const telling = one.title.length >= 8 && one.startsAt !== null && one.startsAt === other.startsAt
    return !sameVenue && telling ? { why: 'venue', likeness: 1 } : null
  }
  if (!sameVenue || one.startsAt === null || one.startsAt !== other.startsAt) return null
  const share = likeness(one.title, other.title)
  return share >= alike ? { why: 'title', likeness: share } : null
}

/** Owners in groups, by what ties them; owners without ties are groups of their own. */
export function grouped(owners: Iterable<string>, ties: readonly (readonly [string, string])[]): string[][] {
  const parent = new Map<string, string>([...owners, ...ties.flat()].map((owner) => [owner, owner]))
  const root = (owner: string): string => {
    let at = owner
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up
    return at
  }
  for (const [one, other] of ties) {
    const [a, b] = [root(one), root(other)]
    if (a !== b) parent.set(a > b ? a : b, a > b ? b : a)
  }
  return [...Map.groupBy(parent.keys(), root).values()]
}
