// Registering systems at the desk: everything wrong at once, a secret that is shown once, and nobody but the operator.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'
import { library } from './provider.testing.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
})
afterAll(() => stage.close())

test('the operator is told everything that is wrong at once, and the secret is shown once', async () => {
  const operator = await stage.as('nina')
  const wrong = await operator.post('/desk/account/systems/new', {
    name: 'Библиотека',
    site: 'не адрес',
    organisation: 'Организация',
    inn: '123',
    purpose: 'Зачем',
    redirectUris: 'http://library.example/back\nhttps://other.example/back',
    signOutUris: 'https://library.example/#x',
    backChannelUri: 'ftp://library.example',
    scopes: ['profile', 'everything'],
    auth: 'magic',
  })
  expect(wrong.statusCode).toBe(422)
  for (const said of [
    'В ИНН 10 цифр',
    'Это не адрес: не адрес',
    'Нужен адрес https: http://library.example/back',
    'не должно быть знака #',
    'Нужен адрес https: ftp://',
    'О таком просить нельзя: everything',
    'Выберите один из ответов',
  ])
    expect(wrong.body).toContain(said)
  expect(wrong.body).toContain('https://other.example/back')
  const right = {
    ...library,
    redirectUris: 'https://library.example/back',
    signOutUris: '',
    backChannelUri: '',
    scopes: ['profile'],
  }
  const made = await operator.post('/desk/account/systems/new', right)
  expect(made.statusCode).toBe(200)
  const secret = /client_secret<\/dt><dd><code>([\w-]{43})</.exec(made.body)?.[1] ?? ''
  const id = /client_id<\/dt><dd><code>([\w-]+)</.exec(made.body)?.[1] ?? ''
  expect(secret).not.toBe('')
  const page = await operator.get(`/desk/account/systems/${id}`)
  expect(page.body).not.toContain(secret)
  expect((await operator.post(`/desk/account/systems/${id}`, { ...right, name: 'Новое имя' })).headers.location).toBe(
    `/desk/account/systems/${id}`,
  )
  const renewed = await operator.post(`/desk/account/systems/${id}/secret`, {})
  expect(renewed.body).not.toContain(secret)
  expect((await (await stage.as('anna')).get('/desk/account/systems')).statusCode).toBe(403)
  expect((await operator.post(`/desk/account/systems/${id}/end`, {})).statusCode).toBe(303)
  expect((await operator.get(`/desk/account/systems/${id}`)).body).toContain('Система закрыта')
})
