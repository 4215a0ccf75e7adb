// What can be followed, as subjects; and whose concern an event is.

const followKinds = ['event', 'venue', 'topic', 'artist', 'organiser'] as const
export type FollowKind = (typeof followKinds)[number]

export interface Followable {
  id: string
  venue: string | null
  topics: readonly string[]
  artists: readonly string[]
  organiser: string | null
}

/** The kind and the id or name of a subject; null where it is none. */
export function subjectOf(text: string): { kind: FollowKind; of: string } | null {
  const [name = '', ...rest] = text.split(':')
  const of = rest.join(':').normalize('NFC').trim()
  const kind = followKinds.find((each) => each === name)
  return kind === undefined || of === '' || of.length > 200 ? null : { kind, of }
}

/** Everything by which an event concerns whoever follows. */
export function subjectsOf({ id, venue, topics, artists, organiser }: Followable): string[] {
  return [
    `event:${id}`,
    ...(venue === null ? [] : [`venue:${venue}`]),
    ...topics.map((topic) => `topic:${topic}`),
    ...artists.map((artist) => `artist:${artist.normalize('NFC').trim()}`),
    ...(organiser === null ? [] : [`organiser:${organiser.normalize('NFC').trim()}`]),
  ]
}

/** Of followers and of what comes, who is told of which, each once. */
export function digestsOf<Event extends Followable>(
  follows: readonly { handle: string; subject: string }[],
  coming: readonly Event[],
): Map<string, Event[]> {
  const bySubject = new Map<string, Event[]>()
  for (const event of coming)
    for (const subject of new Set(subjectsOf(event))) bySubject.set(subject, [...(bySubject.get(subject) ?? []), event])
  const digests = new Map<string, Event[]>()
  for (const { handle, subject } of follows) {
    const found = bySubject.get(subject)
    if (!found) continue
    const had = digests.get(handle) ?? []
    const ids = new Set(had.map(({ id }) => id))
    digests.set(handle, [...had, ...found.filter(({ id }) => !ids.has(id))])
  }
  return digests
}
