// The conversation as a page over the real server: the same report, the same case.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yard } from '#kernel/media/yard.testing.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const turnIn = (body: string) => /name="turn" value="(\d+)"/.exec(body)?.[1] ?? ''

async function say(visitor: Visitor, fields: Record<string, string>) {
  const turn = turnIn((await visitor.get('/my-yard/chat')).body)
  const answer = await visitor.post('/my-yard/chat', { turn, ...fields })
  expect(answer.statusCode).toBe(303)
  return (await visitor.get('/my-yard/chat')).body
}

test('a report is told, shown, sent once and found again', async () => {
  const guest = stage.guest()
  expect((await guest.get('/my-yard/chat')).body).toContain('Здравствуйте')
  expect(await say(guest, { said: 'Не горит фонарь у дороги' })).toContain('Не горит фонарь')
  expect(await say(guest, { button: 'topic:light.street' })).toContain('Где это?')
  expect(await say(guest, { said: 'Ленина, 45' })).toContain('Какой это район?')
  const check = await say(guest, { button: 'noDistrict' })
  expect(check).toContain('МКП «Горсвет»')
  expect(check).toContain('а не официальное обращение')
  const turn = turnIn(check)
  await Promise.all([1, 2].map(() => guest.post('/my-yard/chat', { turn, button: 'send' })))
  const done = (await guest.get('/my-yard/chat')).body
  const numbers = [...done.matchAll(/Номер (\d{4}-\d{6})/g)].map(([, number]) => number)
  expect(numbers).toHaveLength(1)
  const link = /href="http[^"]*(\/cases\/[^"]+token=[^"]+)"/.exec(done)?.[1] ?? ''
  expect((await stage.guest().get(link)).body).toContain('Не горит фонарь у дороги')
  const rows = await stage.database.pool.query('select channel, place from cases.cases')
  expect(rows.rows).toEqual([{ channel: 'chat', place: 'ул. Ленина, 45' }])
  const token = /token=([\w-]+)/.exec(link)?.[1] ?? 'none'
  const kept = await stage.database.pool.query('select c::text as row from my_yard.conversations c')
  for (const { row } of kept.rows) expect(row).not.toContain(token)
})

test('danger is turned to 112, a wrong place is explained, a neighbour is joined', async () => {
  const guest = stage.guest()
  expect(await say(guest, { said: 'Искрит провод' })).toContain('112')
  expect(await say(guest, { button: 'cancel' })).toContain('всё забыли')
  await say(guest, { said: 'Не горит фонарь' })
  await say(guest, { button: 'topic:light.street' })
  expect(await say(guest, { said: '55.75, 37.61' })).toContain('не в Ижевске')
  await say(guest, { said: 'Ленина 45' })
  const same = await say(guest, { button: 'noDistrict' })
  expect(same).toContain('Это не то же самое?')
  const join = /value="(join:[^"]+)"/.exec(same)?.[1] ?? ''
  expect(await say(guest, { button: join })).toContain('Вы присоединились')
})

test('a photo is taken, a fake one is refused and the words stay', async () => {
  const guest = stage.guest()
  const file = (bytes: Uint8Array) => [{ field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes }]
  await guest.post('/my-yard/chat', { said: '' }, file(await yard(11)))
  expect((await guest.get('/my-yard/chat')).body).toContain('Что случилось?')
  const wrong = await guest.post('/my-yard/chat', { said: 'Сломаны качели' }, file(Buffer.from('%PDF-1.7')))
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('Это не фотография')
  expect(wrong.body).toContain('Сломаны качели')
})

test.each(['я'.repeat(100_000), 'Яма \u0000', 'Яма \ufffd'])(
  'text that cannot be taken stays in its box: %.10s',
  async (said) => {
    const answer = await stage.guest().post('/my-yard/chat', { said })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('aria-invalid="true"')
  },
)

test('somebody who only looks leaves nothing behind', async () => {
  const count = async () =>
    (await stage.database.pool.query('select count(*) as n from my_yard.conversations')).rows[0].n
  const before = await count()
  await stage.guest().get('/my-yard/chat')
  expect(await count()).toBe(before)
})
