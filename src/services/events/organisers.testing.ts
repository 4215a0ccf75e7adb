// What tests of organisers share: an event written and sent by Polina, its sessions, letters with links, and the clock.
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Stage, Visitor } from '#tests/people.ts'

export const location = (answer: { headers: Record<string, unknown> }) => String(answer.headers.location)

/** Polina writes an event and sends it; answers its id. */
export async function sent(
  polina: Visitor,
  more: { times?: string; seats?: Record<string, string> } = {},
): Promise<string> {
  const draft = location(await polina.post('/events/cabinet/drafts', {})).split('/')[4]
  const step = (name: string, fields: Record<string, string | string[]>) =>
    polina.post(`/events/cabinet/drafts/${draft}/${name}`, fields)
  await step('what', { title: 'Вечер старых пластинок', kind: 'concert', topics: ['music'], description: 'Слушаем' })
  await step('where', { place: 'Дом у пруда, зал на втором этаже' })
  const when = await step('when', { way: 'list', times: more.times ?? 'пт 4 декабря 18:30\n5.12 12:00, 6.12 12:00' })
  expect(location(when)).toContain('/terms')
  await step('terms', { age: '6+', price: 'free' })
  await step('seats', more.seats ?? { register: 'yes', places: '1', groupMost: '2' })
  const check = await polina.get(`/events/cabinet/drafts/${draft}/check`)
  expect(check.body).toContain('3 сеанса')
  const done = await polina.post(`/events/cabinet/drafts/${draft}/sending`, {})
  expect(done.statusCode).toBe(303)
  return location(done).split('/')[4] ?? ''
}

export async function sessionsOf(stage: Stage, event: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from events.sessions where event = ${event} order by starts_at`.execute(stage.database.kysely)
  return rows.map(({ id }) => id)
}

export async function published(stage: Stage): Promise<{ event: string; sessions: string[]; polina: Visitor }> {
  const polina = await stage.as('polina')
  const event = await sent(polina)
  const ruslan = await stage.as('ruslan')
  await ruslan.post(`/desk/events/moderation/${event}/verdict`, { verdict: 'published', why: '' })
  await stage.settle()
  return { event, sessions: await sessionsOf(stage, event), polina }
}

export async function linkTo(stage: Stage, email: string): Promise<string> {
  const letter = (await stage.letters()).find(({ to }) => to === email)
  return /https?:\/\/[^/\s]+(\/\S+token=\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
}

// The clock strikes what has come since it struck last: a later hour, and the night before it.
export async function strike(stage: Stage): Promise<void> {
  await stage.city.worker.tick()
  await stage.settle()
}
