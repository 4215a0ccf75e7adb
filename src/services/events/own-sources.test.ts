// Whose a source is: the people of its organisation see how the city reads it and what was set aside; nobody else learns that it is there.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askPower, confirmPower, representations } from '#kernel/identity/index.ts'
import { newId } from '#platform/ids.ts'
import { guest } from '#platform/policy.ts'
import { openStage, type Stage } from '#tests/people.ts'

const inn = '1840000022'
let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
  stage.now = new Date('2026-11-26T09:00:00Z')
})
afterAll(() => stage.close())

const source = {
  ...{ id: 'klub', name: 'Таблица клуба', kind: 'table', url: '', schedule: 'none', trust: '60', format: '' },
  ...{ fields: '', zone: '', venue: '', address: '', organisation: inn },
}

const table = {
  ...{ field: 'file', name: 'a.csv', type: 'text/csv' },
  bytes: Buffer.from('Номер;Название;Дата;Время;Место\n1;Гроза;05.12.2026;18:30;Дом\n2;;05.12.2026;;Дом\n'),
}

async function polinaActsFor(until: string | null): Promise<void> {
  const city = stage.city.cityFor(guest)
  const { rows } = await sql<{
    id: string
  }>`select id from identity.people where email = 'polina@demo.example'`.execute(city.db)
  const person = rows[0]?.id ?? ''
  const document = 'приказ № 1'
  await askPower(city, {
    ...{ person, name: 'Клуб', inn, ogrn: null, kpp: null, document, until },
    today: '2026-11-26',
  })
  const power = (await representations(city, person))[0]?.power ?? ''
  const operator = { ...guest, person: newId(city.now), roles: [{ name: 'operator' as const, body: null }] }
  await confirmPower(stage.city.cityFor(operator), { power, by: 'operator' })
}

test('the owner of a source sees what was set aside, only while she acts for its organisation, and may change nothing', async () => {
  const ruslan = await stage.as('ruslan')
  const wrong = await ruslan.post('/desk/events/sources', { ...source, organisation: '1840000023' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('#f-organisation')
  expect((await ruslan.post('/desk/events/sources', source)).statusCode).toBe(303)
  const look = String((await ruslan.post('/desk/events/sources/klub/file', {}, [table])).headers.location)
  expect((await ruslan.post(look, {})).statusCode).toBe(303)

  const polina = await stage.as('polina')
  expect((await polina.get('/events/cabinet/sources')).body).toContain('Здесь будут источники')
  expect((await polina.get('/events/cabinet/sources/klub')).statusCode).toBe(404)

  await polinaActsFor('2026-11-27')
  expect((await polina.get('/events/cabinet')).body).toContain('Как город читает 1 наш источник')
  expect((await polina.get('/events/cabinet/sources')).body).toContain('Таблица клуба')
  const own = await polina.get('/events/cabinet/sources/klub')
  expect(own.statusCode).toBe(200)
  expect(own.body).toContain('Отложено: 1')
  expect(own.body).toContain('не заполнено: «Название»')
  expect(own.body).not.toContain('ещё не читали')
  expect(own.body).not.toContain('/desk/')
  expect((await polina.get('/desk/events/sources/klub')).statusCode).toBe(403)
  expect((await (await stage.as('anna')).get('/events/cabinet/sources/klub')).statusCode).toBe(404)

  stage.now = new Date('2026-11-28T09:00:00Z')
  expect((await polina.get('/events/cabinet/sources/klub')).statusCode).toBe(404)
})
