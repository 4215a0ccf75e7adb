// What a thread is made of, what may stand on it, how a link is said in words, and how much of it a reader is shown.

export interface ThreadLink {
  from: string
  to: string
  kind: string
  at: Date
  /** The day that the source names, where the fact was written later. */
  day: string | null
  fact: string
  /** When it stopped to hold, if it did. */
  ended: { at: Date; fact: string } | null
}

/** A thing on a thread, and what lies beyond it as seen from the thing that was asked for. */
export interface Knot {
  subject: string
  /** Between it and the nearer neighbour. */
  links: ThreadLink[]
  beyond: Knot[]
  /** Links beyond that are not shown; with `many` more than that. */
  more: number
  many: boolean
  /** It stands elsewhere on the page already, with what lies beyond it. */
  again: boolean
}

export interface Thread {
  subject: string
  back: Knot
  onward: Knot
}

export type Direction = 'back' | 'onward'

/** Whether a text names a thing: a kind and an id, such as `case:2026-000123`. Ids hold no spaces and no letters of people's words. */
export function isSubject(text: string): boolean {
  return /^[a-z][a-z-]{0,30}:[\w.-]{1,100}$/.test(text)
}

/** The kind of a subject: `case` of `case:2026-000123`. */
export function kindOf(subject: string): string {
  return subject.split(':')[0] ?? ''
}

/** The id of a subject: `2026-000123` of `case:2026-000123`. */
export function idOf(subject: string): string {
  return subject.slice(subject.indexOf(':') + 1)
}

/** The thread's address of a subject, without the language. */
export function threadPath(subject: string): string {
  return `/threads/${encodeURIComponent(kindOf(subject))}/${encodeURIComponent(idOf(subject))}`
}

/** The word key of a link: `small-wins.grown` is said by `smallWins.link.grown`, its end by `smallWins.link.grown.ended`. */
export function linkKey(kind: string, ended = false): string {
  const [module = '', what = ''] = kind.split('.')
  const prefix = module.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return `${prefix}.link.${what}${ended ? '.ended' : ''}`
}

/** How many neighbours are shown of each thing, at each step away from the one that was asked for. */
export const widths = [8, 4, 3, 2, 2] as const

/** Links of one thing are counted and turned leaf by leaf up to here: no statement reads more, however old the city. */
export const mostCounted = 1000

/** The last leaf of a thing's own neighbours. */
export const lastLeaf = mostCounted / widths[0]

/** How many things a page shows in one direction; beyond it only numbers are told. */
export const mostThings = 60

/** All subjects on a thread. */
export function subjectsOn(thread: Thread): string[] {
  return [...new Set([...knots(thread.back), ...knots(thread.onward)].map(({ subject }) => subject))]
}

/** All links on a thread in the order in which they arose; those of one day from the origin on. */
export function linksOn(thread: Thread): ThreadLink[] {
  const links = [...knots(thread.back).toReversed(), ...knots(thread.onward)].flatMap((each) => each.links)
  const unique = new Map(links.map((link) => [`${link.from} ${link.to} ${link.kind}`, link]))
  return [...unique.values()].toSorted((a, b) => saidOn(a).localeCompare(saidOn(b)))
}

/** The day that the source names, where the fact was written later; the instant of the fact otherwise. ISO 8601. */
export function saidOn(link: ThreadLink): string {
  return link.day ?? link.at.toISOString()
}

/** A knot and all that lie beyond it. */
export function knots(root: Knot): Knot[] {
  return [root, ...root.beyond.flatMap(knots)]
}
