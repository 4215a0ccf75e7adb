// Events in the vocabulary of schema.org, from JSON-LD and microdata alike: graphs, references, series, offers, schedules.
import { type Draft, type DraftSession, type ReadingOptions, settle } from './draft.ts'
import type { Found, FoundState, Reading, SetAside } from './found.ts'
import { isNode, type Node, pricesOf } from './offers.ts'
import { sessionsOf } from './schedule.ts'
import { ageOf, lineIn, linkOf, stateOf, yesNoOf } from './values.ts'

export interface Block {
  /** Where it begins in the page. */
  line: number | null
  data: unknown
}

const eventTypes = /^(?:\w*Event|EventSeries|Festival|Hackathon)$/
/** Of these schema.org calls events, but nobody can come to them. */
const noEvents = new Set(['DeliveryEvent', 'PublicationEvent', 'OnDemandEvent'])

/** Reads all events in the blocks, wherever in them they stand. */
export function readSchemaEvents(blocks: readonly Block[], options: ReadingOptions): Reading {
  const graph = graphOf(blocks)
  const aside: SetAside[] = []
  const drafts = graph.events.flatMap((one) => draftOf(one, graph, options, aside))
  const reading = settle(drafts, options)
  return { found: reading.found, setAside: [...aside, ...reading.setAside] }
}

interface Placed {
  node: Node
  line: number | null
  /** The event it stands in, or that names it as its part. */
  whole: Placed | null
}

interface Graph {
  events: Placed[]
  byId: Map<string, Node>
  /** Parts of another event that are nothing but its sessions. */
  sessions: Map<Node, Node[]>
}

const mostNodes = 200_000

function graphOf(blocks: readonly Block[]): Graph {
  const graph: Graph = { events: [], byId: new Map(), sessions: new Map() }
  const waiting: { data: unknown; line: number | null; whole: Placed | null }[] = []
  for (const { line, data } of [...blocks].reverse()) waiting.push({ line, data, whole: null })
  let looked = 0
  for (let next = waiting.pop(); next && looked < mostNodes; next = waiting.pop(), looked += 1) {
    const { data, line, whole } = next
    if (Array.isArray(data))
      for (let at = data.length - 1; at >= 0; at -= 1) waiting.push({ data: data[at], line, whole })
    if (!isNode(data)) continue
    const id = idOf(data)
    // A bare `{"@id": …}` only refers.
    if (id && Object.keys(data).length > 1 && !graph.byId.has(id)) graph.byId.set(id, data)
    const placed = isEvent(data) ? { node: data, line, whole } : null
    if (placed) graph.events.push(placed)
    for (const [name, value] of Object.entries(data).reverse()) {
      if (typeof value !== 'object' || value === null) continue
      waiting.push({ data: value, line, whole: name === 'subEvent' || name === 'subEvents' ? placed : null })
    }
  }
  return woven(graph)
}

/** Ties parts to their wholes by references too, and takes out parts that are nothing but sessions. */
function woven(graph: Graph): Graph {
  const placedOf = new Map(graph.events.map((one) => [one.node, one]))
  for (const whole of graph.events) {
    for (const part of [...list(whole.node.subEvent), ...list(whole.node.subEvents)]) {
      const own = placedOf.get(nodeAt(part, graph) ?? {})
      if (own && own !== whole) own.whole ??= whole
    }
  }
  for (const part of graph.events) {
    const named = list(part.node.superEvent).map((each) => nodeAt(each, graph))
    part.whole ??= placedOf.get(named.find((each) => each && each !== part.node) ?? {}) ?? null
  }
  const parts = new Set<Node>()
  for (const { node, whole } of graph.events) {
    if (!whole || !isOnlySession(node, whole.node)) continue
    graph.sessions.set(whole.node, [...(graph.sessions.get(whole.node) ?? []), node])
    parts.add(node)
  }
  return { ...graph, events: graph.events.filter(({ node }) => !parts.has(node)) }
}

// A part without a name and a place of its own is one more time at which the whole can be seen.
function isOnlySession(part: Node, whole: Node): boolean {
  const [own, other] = [textOf(part.name), textOf(whole.name)]
  const elsewhere = part.location !== undefined && JSON.stringify(part.location) !== JSON.stringify(whole.location)
  return (
    part.startDate !== undefined &&
    (own === null || own === other) &&
    !(elsewhere && whole.location !== undefined) &&
    !(elsewhere && whole.startDate !== undefined)
  )
}

function draftOf(placed: Placed, graph: Graph, options: ReadingOptions, aside: SetAside[]): Draft[] {
  const { node, line, whole } = placed
  // What a part does not say its whole says for it.
  const said = (name: string): unknown => node[name] ?? whole?.node[name]
  const title =
    textOf(node.name) ??
    textOf(nodeAt(node.workPresented ?? node.workPerformed, graph)?.name) ??
    textOf(whole?.node.name) ??
    textOf(node.headline)
  const uid = uidOf(node, title ?? '', graph)
  const sessions = timesOf(node, graph, options)
  if (typeof sessions === 'string') {
    aside.push({ line, item: uid, reason: `events.aside.${sessions}`, values: title ? { title } : {} })
    return []
  }
  // A series or festival that has no time of its own is there for its parts.
  if (sessions.length === 0 && graph.events.some((part) => part.whole?.node === node)) return []
  const offers = nodesAt(said('offers'), graph)
  const free = yesNoOf(said('isAccessibleForFree')) ?? yesNoOf(said('free'))
  const prices = pricesOf(offers, options)
  const seriesOf = whole ? uidOf(whole.node, textOf(whole.node.name) ?? '', graph) : null
  return [
    {
      ...{ uid, line, title, sessions },
      description: textOf(node.description, true),
      kind: typesOf(node).find((type) => type !== 'Event' && eventTypes.test(type)) ?? null,
      topics: list(said('keywords')).flatMap((each) => (textOf(each) ?? '').split(/[,;]/)),
      venue: venueOf(list(said('location')), graph),
      age: ageOf(textOf(said('typicalAgeRange'))) ?? ageOf(textOf(said('contentRating'))),
      free: free ?? prices.free,
      prices,
      ticketUrl: offers.map(({ url }) => linkOf(textOf(url), options.base)).find((link) => link !== null),
      url: textOf(node.url) ?? textOf(node.mainEntityOfPage),
      image: imageOf(node.image, graph),
      organiser: namesOf(said('organizer') ?? said('organiser'), graph)[0],
      performers: [
        ...namesOf(said('performer'), graph),
        ...namesOf(said('performers'), graph),
        ...namesOf(said('actor'), graph),
      ],
      language:
        textOf(said('inLanguage')) ??
        textOf(nodeAt(said('inLanguage'), graph)?.alternateName ?? nodeAt(said('inLanguage'), graph)?.name),
      access: accessOf(said('accessibilityFeature'), said('location'), graph),
      status: stateSaid(node),
      modifiedAt: textOf(node.dateModified),
      ...(seriesOf && seriesOf !== uid && whole && textOf(whole.node.name) !== null ? { series: seriesOf } : {}),
    },
  ]
}

function timesOf(node: Node, graph: Graph, options: ReadingOptions): DraftSession[] | 'noStart' | 'badSchedule' {
  const parts = graph.sessions.get(node)
  if (parts) return parts.flatMap((part) => ownTimes(part))
  const own = ownTimes(node)
  const schedules = nodesAt(node.eventSchedule, graph)
  if (schedules.length === 0) return own
  const sessions: DraftSession[] = []
  for (const schedule of schedules) {
    const times = sessionsOf(
      { startDate: textOf(node.startDate), duration: node.duration, ...plain(schedule) },
      options,
    )
    if (typeof times === 'string') return own.length > 0 ? own : times
    sessions.push(...times)
  }
  return sessions
}

function ownTimes(node: Node): DraftSession[] {
  const starts = list(node.startDate)
  const ends = list(node.endDate)
  const status = stateSaid(node)
  return starts.map((start, at) => ({
    ...{ uid: idOf(node) && starts.length === 1 ? idOf(node) : null, start: textOf(start), end: textOf(ends[at]) },
    ...{ duration: textOf(node.duration), status, previousStart: textOf(list(node.previousStartDate)[at]) },
  }))
}

// Of several states the one that matters most to whoever wants to come.
function stateSaid(node: Node): FoundState | null {
  const said = list(node.eventStatus).map((each) => stateOf(textOf(each)))
  return (
    (['cancelled', 'postponed', 'moved', 'online', 'scheduled'] as const).find((state) => said.includes(state)) ?? null
  )
}

function venueOf(places: unknown[], graph: Graph): NonNullable<Draft['venue']> {
  const known = places.map((each) => nodeAt(each, graph) ?? textOf(each))
  const place = known.find((each) => each !== null && !(isNode(each) && typesOf(each).includes('VirtualLocation')))
  if (place === undefined || place === null) return {}
  if (typeof place === 'string') return /^https?:/.test(place) ? {} : { name: place }
  if (typesOf(place).includes('PostalAddress')) return { address: addressOf(place, graph) }
  const inside = nodeAt(place.containedInPlace, graph)
  const geo = nodeAt(place.geo, graph) ?? place
  const name = textOf(place.name)
  const around = inside && textOf(inside.name)
  return {
    ...(around ? { name: around, hall: name } : { name }),
    address: addressOf(place.address ?? inside?.address, graph),
    ...{ lat: textOf(geo.latitude), lon: textOf(geo.longitude) },
  }
}

function addressOf(said: unknown, graph: Graph): string | null {
  const node = nodeAt(list(said)[0], graph)
  if (!node) return textOf(said)
  const parts = [node.streetAddress, node.addressLocality].flatMap((each) => textOf(each) ?? [])
  return parts.length > 0 ? parts.join(', ') : (textOf(node.addressRegion) ?? textOf(node.name))
}

function imageOf(said: unknown, graph: Graph): string | null {
  for (const each of list(said)) {
    const node = nodeAt(each, graph)
    const url = node ? textOf(node.url ?? node.contentUrl) : textOf(each)
    if (url) return url
  }
  return null
}

function namesOf(said: unknown, graph: Graph): string[] {
  return list(said).flatMap((each) => {
    const node = nodeAt(each, graph)
    const name = node ? textOf(node.name) : textOf(each)
    return name && !/^https?:/.test(name) ? [name] : []
  })
}

function accessOf(features: unknown, location: unknown, graph: Graph): Partial<Found['access']> {
  const said = new Map<string, boolean | null>(list(features).map((each) => [textOf(each) ?? '', true]))
  for (const place of list(location)) {
    for (const feature of list(nodeAt(place, graph)?.amenityFeature)) {
      const node = nodeAt(feature, graph)
      if (node) said.set(textOf(node.name) ?? '', yesNoOf(textOf(node.value) ?? node.value))
    }
  }
  const of = (pattern: RegExp) => [...said].find(([name]) => pattern.test(name))?.[1] ?? null
  return {
    ramp: of(/wheelchair|пандус|ramp/i),
    loop: of(/hearing.?loop|induction|петл/i),
    signLanguage: of(/sign.?language|жест/i),
  }
}

function uidOf(node: Node, title: string, graph: Graph): string {
  const own = idOf(node) ?? textOf(nodeAt(node.identifier, graph)?.value ?? node.identifier) ?? textOf(node.url)
  if (own) return own
  const place = venueOf(list(node.location), graph)
  return `${title}|${lineIn(place.name) ?? lineIn(place.address) ?? ''}`
}

const list = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat())
const plain = (node: Node): Node =>
  Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, Array.isArray(value) && value.length === 1 ? value[0] : value]),
  )

function typesOf(node: Node): string[] {
  return list(node['@type'] ?? node.type).flatMap((type) =>
    typeof type === 'string' ? [type.replace(/^.*[/#:]/, '')] : [],
  )
}

const isEvent = (node: Node): boolean => typesOf(node).some((type) => eventTypes.test(type) && !noEvents.has(type))

function idOf(node: Node): string | null {
  const id = node['@id'] ?? node.id
  return typeof id === 'string' && id !== '' ? id : null
}

/** The node that a value is, or refers to by its `@id`. */
function nodeAt(value: unknown, graph: Pick<Graph, 'byId'>): Node | null {
  const [first] = list(value)
  if (typeof first === 'string') return graph.byId.get(first) ?? null
  if (!isNode(first) || '@value' in first) return null
  const id = idOf(first)
  return id && Object.keys(first).length === 1 ? (graph.byId.get(id) ?? first) : first
}

function nodesAt(value: unknown, graph: Pick<Graph, 'byId'>): Node[] {
  return list(value)
    .map((each) => nodeAt(each, graph))
    .filter((node) => node !== null)
}

/** A text, of several languages the Russian one, else the first; `long` keeps markup for whoever makes plain text of it. */
function textOf(value: unknown, long = false): string | null {
  const all = list(value)
  const inRussian = all.find((each) => isNode(each) && /^ru\b/i.test(String(each['@language'])))
  const [first] = inRussian ? [inRussian] : all
  const said = isNode(first) ? (first['@value'] ?? first['@id']) : first
  if (typeof said === 'number' || typeof said === 'boolean') return String(said)
  if (typeof said !== 'string') return null
  return long ? said.trim() || null : lineIn(said, 2000)
}
