// Reports that devices send: one case a key however often it comes, the same rules as on the pages, and questions left to the person.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yard } from '#kernel/media/yard.testing.ts'
import { newSecret } from '#platform/ids.ts'
import { machinery } from '#platform/policy.ts'
import { days, later } from '#platform/time.ts'
import { type Fields, type File, openStage, type Stage } from '#tests/people.ts'
import { forgetDevices, sentUnder } from './actions.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const report = (more: Fields = {}): Fields => ({
  key: newSecret(),
  text: 'Разбита лестница у входа',
  where: 'Карла Маркса, 200',
  topic: 'road.sidewalk',
  land: 'street',
  district: '',
  ...more,
})
const send = async (fields: Fields, files: File[] = []) => {
  const answer = await stage.guest().post('/my-yard/drafts', fields, files)
  const isJson = String(answer.headers['content-type']).includes('application/json')
  return { status: answer.statusCode, said: isJson ? answer.json<Record<string, unknown>>() : {} }
}
const cases = async () => (await stage.guest().json<unknown[]>('/open311/v2/requests.json')).length
const photo = async (): Promise<File> => ({ field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: await yard(3) })

test('the same key, sent at once and again, is one case with one link', async () => {
  const before = await cases()
  const fields = report({ another: 'yes' })
  const file = await photo()
  const answers = await Promise.all([1, 2, 3].map(() => send(fields, [file])))
  const again = await send({ ...fields, text: 'Другие слова' })
  const numbers = [...answers, again].map(({ said }) => said.number)
  expect(new Set(numbers).size).toBe(1)
  expect(new Set([...answers, again].map(({ said }) => said.link)).size).toBe(1)
  expect(answers.filter(({ said }) => said.repeated === false)).toHaveLength(1)
  expect(again.said.repeated).toBe(true)
  expect(await cases()).toBe(before + 1)
})

test('a report that is refused says everything at once and leaves nothing', async () => {
  const before = await cases()
  const key = newSecret()
  const answer = await stage.guest().post('/my-yard/drafts', { key, text: '', where: '', topic: 'no.such', land: '' })
  expect(answer.statusCode).toBe(422)
  for (const said of ['Напишите, что случилось', 'Выберите, где это']) expect(answer.body).toContain(said)
  const nothing = await send(report({ key }), [
    { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: Buffer.from('no photo') },
  ])
  expect(nothing.status).toBe(422)
  expect((await send(report({ key: 'short' }))).status).toBe(422)
  expect(await cases()).toBe(before)
  expect(await sentUnder(stage.city.cityFor(machinery('test')), key)).toBeNull()
})

test('a danger and a report nearby are asked about, and only an answer goes on', async () => {
  const dangerous = report({ text: 'Пахнет газом в подвале', where: 'Ленина, 40' })
  const asked = await send(dangerous)
  expect(asked.said).toMatchObject({ state: 'asked', question: 'danger' })
  expect(asked.said.calls).toContain('112')
  const first = await send({ ...dangerous, calm: 'yes' })
  expect(first.said.state).toBe('sent')

  const near = report({ text: 'Запах у подвала', where: 'Ленина, 40', topic: 'road.sidewalk' })
  const same = await send(near)
  expect(same.said).toMatchObject({ state: 'asked', question: 'same' })
  const before = await cases()
  const joined = await send({ ...near, number: String(first.said.number) })
  expect(joined.said).toMatchObject({ state: 'sent', joined: true, number: first.said.number })
  expect(await cases()).toBe(before)
})

test('the link is forgotten after a week, the key only after more than a year', async () => {
  const fields = report({ another: 'yes', where: 'Удмуртская, 255' })
  const { said } = await send(fields)
  const key = String(fields.key)
  const at = (n: number) => ({ ...stage.city.cityFor(machinery('test')), now: later(stage.now, days(n)) })
  await forgetDevices(at(8), {})
  expect(await sentUnder(at(8), key)).toMatchObject({ number: said.number, token: null, repeated: true })
  await forgetDevices(at(399), {})
  expect(await sentUnder(at(399), key)).not.toBeNull()
  await forgetDevices(at(401), {})
  expect(await sentUnder(at(401), key)).toBeNull()
})
