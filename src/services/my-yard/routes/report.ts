// The report, question by question; every step is a page that works by itself, and the draft is kept here, not in the browser.
import { h } from 'preact'
import { lettersPurpose } from '#kernel/identity/index.ts'
import { preparePhoto } from '#kernel/media/index.ts'
import type { Fields } from '#platform/form.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { type FieldErrors, Refusal } from '#platform/refusal.ts'
import { dropDraftPhoto, joinFromDraft, keepDraftPhoto, keptDays, sendDraft } from '../actions.ts'
import { joinForm, lettersForm, whatForm, whereForm } from '../forms.ts'
import { CheckPage } from '../pages/check.tsx'
import { DangerPage } from '../pages/danger.tsx'
import { SamePage } from '../pages/same.tsx'
import { SentPage } from '../pages/sent.tsx'
import { WhatPage } from '../pages/what.tsx'
import { WherePage } from '../pages/where.tsx'
import { type KeptDraft, knowledge, placeNames, placeOf, surroundings } from '../queries.ts'
import {
  type Draft,
  emptyDraft,
  isWhole,
  type Question,
  withDistrict,
  withLand,
  withPhoto,
  withPlace,
  withText,
  withTopic,
} from '../rules.ts'
import { draftOf, officialWay, operatorName, type Parts, privateLink, remember } from './parts.ts'

const pages: Record<Question, string> = {
  photo: '/my-yard/report',
  what: '/my-yard/report',
  danger: '/my-yard/report/danger',
  topic: '/my-yard/report/where',
  land: '/my-yard/report/where',
  where: '/my-yard/report/where',
  district: '/my-yard/report/where',
  same: '/my-yard/report/same',
  check: '/my-yard/report/check',
}

export function reportRoutes(parts: Parts): Route[] {
  const personal = { personal: true }
  return [
    get('/my-yard/report', anyone, whatPage, personal),
    post('/my-yard/report', anyone, (visit) => takeWhat(parts, visit)),
    get('/my-yard/report/danger', anyone, dangerPage, personal),
    post('/my-yard/report/danger', anyone, takeCalm),
    get('/my-yard/report/where', anyone, (visit) => wherePage(visit, nothingTyped), personal),
    post('/my-yard/report/where', anyone, takeWhere),
    get('/my-yard/report/same', anyone, samePage, personal),
    post('/my-yard/report/same', anyone, takeSame),
    get('/my-yard/report/check', anyone, (visit) => checkPage(parts, visit, nothingTyped), personal),
    post('/my-yard/report/check', anyone, (visit) => takeCheck(parts, visit)),
    get('/my-yard/report/sent', anyone, (visit) => sentPage(parts, visit), personal),
  ]
}

async function whatPage(visit: Visit) {
  const kept = await draftOf(visit)
  return showWhat(visit, kept && !kept.sent ? kept.draft : emptyDraft, nothingTyped)
}

function showWhat(visit: Visit, draft: Draft, typed: Typed) {
  return page(visit.city.words('myYard.what.title'), h(WhatPage, { draft, typed }), {
    status: statusOf(typed),
    keep: 0,
  })
}

async function takeWhat(parts: Parts, visit: Visit) {
  const { city, fields } = visit
  const kept = await draftOf(visit)
  const before = kept && !kept.sent ? kept.draft : emptyDraft
  if (fields.drop === 'photo') {
    if (before.photo) await dropDraftPhoto(city, { photo: before.photo })
    await remember(visit, kept, await typedText(visit, { ...before, photo: null }))
    return redirect('/my-yard/report')
  }
  const errors: FieldErrors = {}
  const photographed = await withUploads(parts, visit, before, errors)
  const sent = whatForm.check(fields)
  if (!sent.ok) Object.assign(errors, sent.errors)
  const draft = await typedText(visit, photographed)
  // Kept also when something is wrong, so that nobody uploads a photo twice.
  await remember(visit, kept, draft)
  if (Object.keys(errors).length > 0) return showWhat(visit, draft, { values: fields, errors })
  return redirect(await nextPage(visit, draft))
}

/** The draft with the text of the form, if it is one that can be kept. */
async function typedText(visit: Visit, draft: Draft): Promise<Draft> {
  const sent = whatForm.check(visit.fields)
  if (!sent.ok) return draft
  const known = await knowledge(visit.city)
  return withText(draft, sent.value.text, known.guess(sent.value.text), known.topics)
}

async function withUploads(parts: Parts, visit: Visit, draft: Draft, errors: FieldErrors): Promise<Draft> {
  const uploads = visit.uploads.photo ?? []
  const [first] = uploads
  if (!first) return { ...draft, photoAsked: true }
  if (uploads.length > 1) errors.photo = { key: 'myYard.error.onePhoto', values: { n: uploads.length } }
  try {
    const photo = await preparePhoto(parts.files, first, { now: visit.city.now, zone: parts.zone })
    return withPhoto(draft, await keepDraftPhoto(visit.city, { photo, instead: draft.photo }))
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    Object.assign(errors, error.fields)
    return { ...draft, photoAsked: true }
  }
}

async function dangerPage(visit: Visit) {
  const { draft, around } = await standing(visit)
  if (!draft || !around?.danger) return redirect(around ? pages[around.question] : pages.photo)
  return page(visit.city.words('myYard.danger.title'), h(DangerPage, { danger: around.danger, text: draft.text }), {
    keep: 0,
  })
}

async function takeCalm(visit: Visit) {
  const { kept, draft } = await standing(visit)
  if (!draft) return redirect(pages.photo)
  const calm = { ...draft, calm: true }
  await remember(visit, kept, calm)
  return redirect(await nextPage(visit, calm))
}

async function wherePage(visit: Visit, typed: Typed) {
  const { draft, around, known } = await standing(visit)
  if (!draft || !around || ['photo', 'what', 'danger'].includes(around.question))
    return redirect(around ? pages[around.question] : pages.photo)
  const { topics, districts } = known
  const places = await placeNames(visit.city)
  const guessed = draft.topic !== null && !draft.topicChosen
  return page(
    visit.city.words('myYard.where.title'),
    h(WherePage, { draft, typed, topics, guessed, districts, places }),
    { status: statusOf(typed), keep: 0 },
  )
}

async function takeWhere(visit: Visit) {
  const { city, fields } = visit
  const { kept, draft, known } = await standing(visit)
  if (!draft) return redirect(pages.photo)
  const sent = whereForm.check(fields)
  const errors: FieldErrors = sent.ok ? {} : { ...sent.errors }
  const topic = one(fields, 'topic')
  if (!errors.topic && !known.topics.some(({ code }) => code === topic)) errors.topic = { key: 'myYard.error.topic' }
  const point = pointGiven(fields, draft)
  const place = await placeOf(city, {
    where: errors.where ? '' : one(fields, 'where').normalize('NFC').trim(),
    point: point ?? undefined,
    district: errors.district ? undefined : one(fields, 'district'),
  })
  if ('errors' in place)
    for (const [name, error] of Object.entries(place.errors)) errors[name === 'point' ? 'where' : name] ??= error
  if (!sent.ok || 'errors' in place || Object.keys(errors).length > 0)
    return wherePage(visit, { values: fields, errors })
  const { value } = sent
  const placed = withPlace(withLand(withTopic(draft, value.topic, known.topics), value.land), place.ok, {
    where: value.where,
    point,
  })
  const answered = withDistrict(placed, value.district === '' ? place.ok.district : value.district)
  await remember(visit, kept, answered)
  return redirect(await nextPage(visit, answered))
}

async function samePage(visit: Visit) {
  const { around } = await standing(visit)
  if (!around || around.similar.length === 0 || !['same', 'check'].includes(around.question))
    return redirect(around ? pages[around.question] : pages.photo)
  return page(visit.city.words('myYard.same.title'), h(SamePage, { similar: around.similar }), { keep: 0 })
}

async function takeSame(visit: Visit) {
  const { kept, draft } = await standing(visit)
  if (kept?.sent) return redirect('/my-yard/report/sent')
  if (!kept || !draft) return redirect(pages.photo)
  const { number } = joinForm.read(visit.fields)
  if (number !== '') {
    await joinFromDraft(visit.city, { secret: kept.secret, number })
    return redirect('/my-yard/report/sent')
  }
  const another = { ...draft, another: true }
  await remember(visit, kept, another)
  return redirect(await nextPage(visit, another))
}

async function checkPage(parts: Parts, visit: Visit, typed: Typed) {
  const { city } = visit
  const { kept, draft, around, known } = await standing(visit)
  if (kept?.sent) return redirect('/my-yard/report/sent')
  if (!kept || !draft || !around?.holder || around.question !== 'check' || !isWhole(draft))
    return redirect(around ? pages[around.question] : pages.photo)
  return page(
    city.words('myYard.check.title'),
    h(CheckPage, {
      id: kept.id,
      draft,
      typed,
      topic: known.topics.find(({ code }) => code === draft.topic)?.label ?? draft.topic,
      district: known.districts.find(({ id }) => id === draft.place.district)?.name ?? null,
      holder: around.holder,
      consent: city.actor.person === null ? consentText(parts, visit) : null,
      official: await officialWay(city),
    }),
    { status: statusOf(typed), keep: 0 },
  )
}

async function takeCheck(parts: Parts, visit: Visit) {
  const { kept, around } = await standing(visit)
  if (kept?.sent) return redirect('/my-yard/report/sent')
  // Another draft was begun meanwhile, in another window: it is shown before anything is sent.
  if (!kept || !around || visit.fields.draft !== kept.id || around.question !== 'check')
    return redirect(around ? pages[around.question] : pages.photo)
  const sent = lettersForm.check(visit.fields)
  if (!sent.ok) return checkPage(parts, visit, { values: visit.fields, errors: sent.errors })
  const { email } = sent.value
  const wanted = email !== '' && visit.city.actor.person === null
  const letters = wanted ? { email, ...consentGiven(parts, visit) } : null
  await sendDraft(visit.city, { secret: kept.secret, letters })
  return redirect('/my-yard/report/sent')
}

async function sentPage(parts: Parts, visit: Visit) {
  const kept = await draftOf(visit)
  if (!kept?.sent) return redirect(pages.photo)
  const { number, token, joined } = kept.sent
  const { city } = visit
  return page(
    city.words(joined ? 'myYard.sent.joinedTitle' : 'myYard.sent.title'),
    h(SentPage, {
      number,
      joined,
      link: token === null ? null : privateLink(parts, visit, { number, token }),
      casePath: token === null ? `/cases/${number}` : `/cases/${number}?token=${token}`,
      signedIn: city.actor.person !== null,
      days: keptDays,
      official: await officialWay(city),
    }),
    { keep: 0 },
  )
}

/** The visitor's draft and how things stand with it; one that was sent is no draft any more. */
async function standing(visit: Visit) {
  const kept: KeptDraft | null = await draftOf(visit)
  const known = await knowledge(visit.city)
  const draft = kept && !kept.sent ? kept.draft : null
  const around = draft && (await surroundings(visit.city, draft, known))
  return { kept, draft, around, known }
}

async function nextPage(visit: Visit, draft: Draft): Promise<string> {
  return pages[(await surroundings(visit.city, draft, await knowledge(visit.city))).question]
}

// A point by the phone goes before the photo's, and that before the one given earlier.
function pointGiven(fields: Fields, draft: Draft): { lat: number; lon: number } | null {
  const [lat, lon] = [one(fields, 'lat').trim(), one(fields, 'lon').trim()]
  if (lat !== '' || lon !== '') return { lat: Number(lat || Number.NaN), lon: Number(lon || Number.NaN) }
  if (fields.photoPlace !== undefined && draft.photo?.point) return draft.photo.point
  return fields.samePoint === undefined ? null : draft.point
}

function consentGiven(parts: Parts, visit: Visit) {
  const { operator } = parts
  return { text: consentText(parts, visit), ip: visit.ip, operator, userAgent: visit.header('user-agent') ?? null }
}

function consentText(parts: Parts, visit: Visit): string {
  return visit.city.words(lettersPurpose.text, { operator: operatorName(parts, visit.city) })
}

function one(fields: Fields, name: string): string {
  const value = fields[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function statusOf(typed: Typed): number {
  return Object.keys(typed.errors).length > 0 ? 422 : 200
}
