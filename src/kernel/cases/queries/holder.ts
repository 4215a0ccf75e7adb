// Who will hold a case and by when: the answer shown before sending and used when it is sent.

import { bodiesFor, calledFor, cityDispatchBody } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { casesReference, deadlineShape, emergencyShape, routeShape, topicShape, workCalendar } from '../reference.ts'
import { deadlineFor, dueDateFor, type Land, localDay, routeFor } from '../rules.ts'

export interface Due {
  at: Date
  /** norm: a law's or standard's term, named in `norm`; guide: the city's own orientation. */
  kind: 'norm' | 'guide'
  norm: string | null
  /** What must have happened by then: the repair, or an answer. */
  covers: 'repair' | 'answer'
}

export interface HolderAsked {
  topic: string
  land: Land
  /** The district's id. */
  district: string | null
}

export interface Preview {
  body: { id: string; name: string }
  due: Date
  kind: 'norm' | 'guide'
  norm: string | null
  covers: 'repair' | 'answer'
  /** Who looks after this body, if the route says. */
  supervisor: string | null
  /** Why it is this body, where that is not plain. */
  why: string | null
}

/** Who would hold a case opened now, and by when. */
export async function previewHolder(city: City, asked: HolderAsked): Promise<Preview> {
  const route = await routeNow(city, asked)
  const due = await dueNow(city, asked)
  const [body] = await bodiesFor(city, [route.body])
  return {
    body: { id: route.body, name: body ? calledFor(city.words, body) : route.body },
    due: due.at,
    kind: due.kind,
    norm: due.norm,
    covers: due.covers,
    supervisor: route.supervisor,
    why: route.why,
  }
}

/** The route of now; where none is written, the city's dispatchers take the case and pass it on. */
export async function routeNow(
  city: City,
  asked: HolderAsked,
): Promise<{ body: string; supervisor: string | null; why: string | null }> {
  const rows = await casesReference.inForce(city, 'route', routeShape)
  const routes = rows.map(({ body, validFrom, validTo }) => ({ ...body, validFrom, validTo }))
  const on = localDay(city.now, (await workCalendar(city)).timeZone)
  const found = routeFor(routes, { land: ruleLand(asked.land), topic: asked.topic, district: asked.district, on })
  if (found) return { body: found.body, supervisor: found.supervisor, why: found.why }
  const dispatch = await cityDispatchBody(city)
  if (dispatch === null) throw new Error('no route and no city dispatcher: the city pack is not loaded')
  return { body: dispatch, supervisor: null, why: null }
}

// Where nothing is written, a month is what the law gives an official appeal (59-FZ, art. 12, part 1); here it only orients.
const unwritten = {
  hours: null,
  days: 30,
  calendar: 'calendar',
  kind: 'guide',
  legalRef: null,
  covers: 'repair',
} as const

/** When a clock that starts now runs out. */
export async function dueNow(city: City, asked: Pick<HolderAsked, 'topic' | 'land'>): Promise<Due> {
  const rows = await casesReference.inForce(city, 'deadline', deadlineShape)
  const calendar = await workCalendar(city)
  const deadlines = rows.map(({ body, validFrom, validTo }) => ({ ...body, validFrom, validTo }))
  const on = localDay(city.now, calendar.timeZone)
  const term = deadlineFor(deadlines, { land: ruleLand(asked.land), topic: asked.topic, on }) ?? unwritten
  return { at: dueDateFor(city.now, term, calendar), kind: term.kind, norm: term.legalRef, covers: term.covers }
}

export interface Topic {
  code: string
  label: string
  group: string
  land: 'yard' | 'street' | 'either'
  words: readonly string[]
}

/** The topics of today in the reader's language, in the order of their groups and codes. */
export async function topics(city: City): Promise<Topic[]> {
  const rows = await casesReference.inForce(city, 'topic', topicShape)
  const tongue = city.words.locale === 'en' ? 'en' : 'ru'
  return rows.map(({ id, body }) => ({
    code: id,
    label: body.label[tongue],
    group: body.group[tongue],
    land: body.land === 'city' ? 'street' : body.land,
    words: body.words,
  }))
}

/** What topics are called, also those that are no longer. */
export async function topicLabels(city: City, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await casesReference.ever(city, 'topic', topicShape, [...new Set(codes)])
  const tongue = city.words.locale === 'en' ? 'en' : 'ru'
  return new Map(rows.map(({ id, body }) => [id, body.label[tongue]]))
}

/** What bodies are called in the reader's language, also those that are no longer. */
export async function bodyNames(city: City, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await bodiesFor(city, [...new Set(ids)])
  return new Map(found.map((body) => [body.id, calledFor(city.words, body)]))
}

/** How a topic's repair is counted and titled as a win; null when it makes none. */
export async function winOf(city: City, topic: string) {
  const [row] = await casesReference.ever(city, 'topic', topicShape, [topic])
  return row?.body.win ?? null
}

// The rules and the city pack say «city» for what a resident calls the street.
function ruleLand(land: Land): 'yard' | 'city' {
  return land === 'street' ? 'city' : 'yard'
}

/** What is no case but an emergency: the rules for `isEmergency`, whom to call and what to do, in the reader's language. */
export async function emergencies(city: City) {
  const rows = await casesReference.inForce(city, 'emergency', emergencyShape)
  const tongue = city.words.locale === 'en' ? 'en' : 'ru'
  return rows.map(({ body }) => ({ ...body, advice: body.advice[tongue] }))
}
