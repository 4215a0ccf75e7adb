// An event that somebody has sent, with a seat taken in it, for the city in which something has happened.
import { sql } from 'kysely'
import type { Stage } from './people.ts'

/** An event with registration as an organiser sends it and an editor publishes it, by real requests. */
export async function organisedIn(stage: Stage, canary: string) {
  const lena = await stage.as('lena')
  const begin = async () => String((await lena.post('/events/cabinet/drafts', {})).headers.location).split('/')[4] ?? ''
  const sent = await begin()
  const step = (name: string, fields: Record<string, string>) =>
    lena.post(`/events/cabinet/drafts/${sent}/${name}`, fields)
  await step('what', { title: 'Вечер у пруда', kind: 'concert' })
  await step('where', { place: 'Дом у пруда' })
  await step('when', { way: 'list', times: '1.12.2027 18:30' })
  await step('terms', { age: '6+', price: 'free' })
  await step('seats', { register: 'yes', places: '5', asksName: 'yes', nameWhy: 'Для охраны' })
  const done = await lena.post(`/events/cabinet/drafts/${sent}/sending`, {})
  const event = String(done.headers.location).split('/')[4] ?? ''
  await (await stage.as('ruslan')).post(`/desk/events/moderation/${event}/verdict`, { verdict: 'published' })
  const { rows } = await sql<{ id: string }>`select id from events.sessions where event = ${event}`.execute(
    stage.database.kysely,
  )
  const session = rows[0]?.id ?? ''
  const taken = await lena.post(`/events/registration/${session}`, { size: '1', name: canary })
  const seat = String(taken.headers.location).split('/').at(-1) ?? ''
  const { rows: seats } = await sql<{ code: string }>`select code from events.seats where id = ${seat}`.execute(
    stage.database.kysely,
  )
  const { rows: items } = await sql<{ event: string }>`select event from events.items order by event limit 1`.execute(
    stage.database.kysely,
  )
  const imported = items[0]?.event ?? ''
  return { event, session, seat, code: seats[0]?.code ?? '', draft: await begin(), imported }
}
