// What the desk's own pages answer: the entry, the queue, and the house behind the city.
import { h } from 'preact'
import { bodiesSeen, maySeeDesk, queue, queueSize, type Status, topics } from '#kernel/cases/index.ts'
import { bodies, calledFor } from '#kernel/places/index.ts'
import { failedDeliveries, retryDelivery } from '#platform/facts/index.ts'
import { bytes, page, redirect, type Visit } from '#platform/http/route.ts'
import type { Module } from '#platform/module.ts'
import { refuse } from '#platform/refusal.ts'
import { ExamplesPage } from '#web/components/examples.tsx'
import { markSvg } from '#web/components/mark/mark.tsx'
import { DeskPage } from '../pages/desk.tsx'
import { HousePage } from '../pages/house.tsx'
import { QueuePage } from '../pages/queue.tsx'

/** The entry: what this person may do here, asked of every door. */
export function deskHome(doors: () => readonly Module[]) {
  return async ({ city }: Visit) => {
    const links = doors()
      .flatMap((door) => door.deskMenu ?? [])
      .filter(({ may }) => may.allows(city.actor))
      .sort((a, b) => a.order - b.order)
      .map(({ href, label }) => ({ href, label: city.words(label) }))
    const size = maySeeDesk.allows(city.actor) ? await queueSize(city, {}) : null
    return page(city.words('desk.title'), h(DeskPage, { links, size }))
  }
}

const perPage = 50
const statuses: readonly Status[] = ['open', 'resolved', 'confirmed', 'declined']

export async function queuePage({ city, query }: Visit) {
  const at = Math.min(Math.max(Math.trunc(Number(query.page ?? '1')) || 1, 1), 10_000)
  const status = statuses.find((one) => one === query.status)
  const asked = { body: query.body || undefined, topic: query.topic || undefined, status }
  const found = await queue(city, { ...asked, most: perPage + 1, skip: (at - 1) * perPage })
  const seen = bodiesSeen(city.actor)
  const all = await bodies(city)
  const options = {
    bodies: all
      .filter(({ id }) => seen === 'all' || seen.includes(id))
      .map((body) => ({ value: body.id, label: calledFor(city.words, body) })),
    topics: (await topics(city)).map(({ code, label }) => ({ value: code, label })),
  }
  const props = {
    rows: found.slice(0, perPage),
    size: await queueSize(city, asked),
    asked: { body: query.body ?? '', topic: query.topic ?? '', status: status ?? '' },
    ...options,
    page: at,
    more: found.length > perPage,
  }
  return page(city.words('desk.queue.title'), h(QueuePage, props))
}

export function housePage(doors: () => readonly Module[]) {
  return async ({ city }: Visit) => {
    const told = await Promise.all(doors().map(async (door) => (await door.health?.(city)) ?? []))
    const health = told.flat().map(({ ok, key, values }) => ({ ok, text: city.words(key, values) }))
    const failed = await failedDeliveries(city)
    return page(city.words('desk.house.title'), h(HousePage, { health, failed }))
  }
}

export async function retry({ city, params }: Visit) {
  const id = Number(params.id)
  if (!Number.isSafeInteger(id)) throw refuse.missing('platform.refusal.missing')
  await retryDelivery(city, { id })
  return redirect('/desk/house')
}

export function examplesPage({ city }: Visit) {
  return page(city.words('desk.house.components'), h(ExamplesPage, { picture: '/desk/house/components/picture.svg' }))
}

/** The flower stands in for a photo among the examples. */
export function examplePicture() {
  return bytes('image/svg+xml', markSvg(480))
}
