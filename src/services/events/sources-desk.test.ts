// The editor's desk of sources: a source is added with all its errors at once, a file is looked at before it goes in, and conflicts are decided.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
let ruslan: Visitor
beforeAll(async () => {
  stage = await openStage({ pack: false })
  stage.now = new Date('2026-11-26T09:00:00Z')
  ruslan = await stage.as('ruslan')
})
afterAll(() => stage.close())

const source = {
  kind: 'table',
  url: '',
  schedule: 'none',
  trust: '60',
  format: '',
  fields: '',
  zone: '',
  venue: '',
  address: '',
}
const csv = (age: string) => ({
  ...{ field: 'file', name: 'a.csv', type: 'text/csv' },
  bytes: Buffer.from(
    `Номер;Название;Дата;Время;Место;Возраст\n1;Гроза;05.12.2026;18:30;Дом;${age}\n2;;05.12.2026;;Дом;\n`,
  ),
})

async function bring(id: string, age: string): Promise<void> {
  const kept = await ruslan.post(`/desk/events/sources/${id}/file`, {}, [csv(age)])
  const address = String(kept.headers.location)
  const look = await ruslan.get(address)
  expect(look.body).toContain('Гроза')
  expect((await ruslan.get('/events/conflicts')).statusCode).toBe(404)
  expect((await ruslan.post(address, {})).statusCode).toBe(303)
}

test('only editors enter', async () => {
  const anna = await stage.as('anna')
  for (const path of ['/desk/events/sources', '/desk/events/conflicts']) {
    expect((await anna.get(path)).statusCode).toBe(403)
    expect((await ruslan.get(path)).statusCode).toBe(200)
  }
})

test('a source with errors is shown again with all of them and what was typed', async () => {
  const wrong = await ruslan.post('/desk/events/sources', {
    ...source,
    id: 'Ы',
    name: '',
    kind: 'json',
    url: 'file:///etc/passwd',
    zone: 'Mars',
    fields: 'что-то',
  })
  expect(wrong.statusCode).toBe(422)
  for (const name of ['id', 'name', 'url', 'zone', 'fields']) expect(wrong.body).toContain(`#f-${name}`)
  expect(wrong.body).toContain('file:///etc/passwd')
})

test('files go in after a look; two that differ meet on the page of conflicts and the editor decides', async () => {
  for (const id of ['one', 'two'])
    expect(
      (await ruslan.post('/desk/events/sources', { ...source, id, name: `Площадка ${id}` })).headers.location,
    ).toBe(`/desk/events/sources/${id}`)
  await bring('one', '12+')
  await bring('two', '16+')
  expect((await ruslan.get('/desk/events/sources/one')).body).toContain('B3')
  const page = (await ruslan.get('/desk/events/conflicts')).body
  expect(page).toContain('Площадка one')
  const field = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1]?.replaceAll('&quot;', '"') ?? ''
  const decision = {
    event: field('event'),
    place: field('place'),
    field: field('field'),
    seen: field('seen'),
    note: '',
  }
  expect((await ruslan.post('/desk/events/conflicts/decision', { ...decision, chosen: '' })).statusCode).toBe(422)
  expect((await ruslan.post('/desk/events/conflicts/decision', { ...decision, chosen: 'two' })).statusCode).toBe(303)
  expect((await ruslan.get(`/events/${decision.event}`)).body).toContain('16+')
  expect((await ruslan.get(`/desk/events/conflicts/${decision.event}`)).statusCode).toBe(200)
})
