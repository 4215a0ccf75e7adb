// Reports kept on a person's device: the page that holds them, and the address to which they are sent when there is a network.
import { h } from 'preact'
import { type Prepared, preparePhoto } from '#kernel/media/index.ts'
import { get, json, page, post, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { type FieldErrors, Refusal, refuse } from '#platform/refusal.ts'
import { type SentFromDevice, sendFromDevice, sentUnder } from '../actions.ts'
import { deviceForm, joinForm, whatForm, whereForm } from '../forms.ts'
import { DraftsPage } from '../pages/drafts.tsx'
import { type Knowledge, knowledge, placeNames, placeOf, type Surroundings, surroundings } from '../queries.ts'
import { type Draft, emptyDraft, withDistrict, withLand, withPlace, withText, withTopic } from '../rules.ts'
import { type Parts, wholeAddress } from './parts.ts'

export function draftRoutes(parts: Parts): Route[] {
  return [
    get('/my-yard/drafts', anyone, draftsPage),
    post('/my-yard/drafts', anyone, (visit) => takeFromDevice(parts, visit), { perMinute: 30 }),
  ]
}

// The same for everybody, so that a device can keep it: what is on the device never comes here.
async function draftsPage({ city }: Visit) {
  const { topics, districts } = await knowledge(city)
  const places = await placeNames(city)
  return page(city.words('myYard.drafts.title'), h(DraftsPage, { topics, districts, places }), { keep: 3600 })
}

/** The same questions as the pages ask, all at once: answers the number, or the question that a person has to answer. */
async function takeFromDevice(parts: Parts, visit: Visit) {
  const { city, fields } = visit
  const { key, calm, another } = deviceForm.read(fields)
  const before = await sentUnder(city, key)
  if (before) return sentAnswer(parts, visit, before)
  const known = await knowledge(city)
  const { number } = joinForm.read(fields)
  const { draft, photo } = await reportOf(parts, visit, known)
  const answered = { ...draft, calm, another: another || number !== '' }
  const around = await surroundings(city, answered, known)
  if (around.question !== 'check') return json(questionFor(visit, around), { keep: 0 })
  return sentAnswer(parts, visit, await sendFromDevice(city, { key, draft: answered, photo, join: number }))
}

async function reportOf(
  parts: Parts,
  visit: Visit,
  known: Knowledge,
): Promise<{ draft: Draft; photo: Prepared | null }> {
  const { city, fields } = visit
  const errors: FieldErrors = {}
  const what = whatForm.check(fields)
  const where = whereForm.check(fields)
  Object.assign(errors, what.ok ? {} : what.errors, where.ok ? {} : where.errors)
  if (where.ok && !known.topics.some(({ code }) => code === where.value.topic))
    errors.topic = { key: 'myYard.error.topic' }
  const [lat, lon] = where.ok ? [where.value.lat, where.value.lon].map((text) => text.replace(',', '.')) : ['', '']
  const point = lat !== '' && lon !== '' ? `${lat}, ${lon}` : undefined
  const place =
    where.ok && (await placeOf(city, { where: where.value.where, point, district: where.value.district || undefined }))
  if (place && 'errors' in place)
    for (const [name, error] of Object.entries(place.errors)) errors[name === 'point' ? 'where' : name] ??= error
  const photo = await photoIn(parts, visit, errors)
  if (!what.ok || !where.ok || !place || 'errors' in place || Object.keys(errors).length > 0)
    throw refuse.invalid(errors)
  const told = withText(emptyDraft, what.value.text, known.guess(what.value.text), known.topics)
  const about = withLand(withTopic(told, where.value.topic, known.topics), where.value.land)
  const spot = place.ok.lat === null || place.ok.lon === null ? null : { lat: place.ok.lat, lon: place.ok.lon }
  const placed = withPlace(about, place.ok, { where: where.value.where, point: point === undefined ? null : spot })
  const district = where.value.district === '' ? place.ok.district : where.value.district
  return { draft: { ...withDistrict(placed, district), photoAsked: true }, photo }
}

async function photoIn(parts: Parts, visit: Visit, errors: FieldErrors): Promise<Prepared | null> {
  const [first, ...more] = visit.uploads.photo ?? []
  if (!first) return null
  if (more.length > 0) errors.photo = { key: 'myYard.error.onePhoto', values: { n: more.length + 1 } }
  try {
    return await preparePhoto(parts.files, first, { now: visit.city.now, zone: parts.zone })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    Object.assign(errors, error.fields)
    return null
  }
}

/** What only the person can answer: nothing is assumed for her. */
function questionFor({ city, locale }: Visit, { danger, similar }: Surroundings) {
  if (danger) {
    const calls = danger.also ? [danger.call, danger.also] : [danger.call]
    return { state: 'asked', question: 'danger', lines: [danger.advice], calls, similar: [] }
  }
  const prefix = locale === 'ru' ? '' : `/${locale}`
  return {
    state: 'asked',
    question: 'same',
    lines: [],
    calls: [],
    similar: similar.map(({ number, title, place, text }) => ({
      number,
      title: `${title}, ${place}`,
      text: text ?? city.words('myYard.same.notReleased'),
      href: `${prefix}/cases/${number}`,
    })),
  }
}

function sentAnswer(parts: Parts, visit: Visit, { number, joined, token, repeated }: SentFromDevice) {
  const link = wholeAddress(parts, visit, token === null ? `/cases/${number}` : `/cases/${number}?token=${token}`)
  return json({ state: 'sent', number, joined, repeated, link }, { keep: 0 })
}
