// Passkeys through the whole house: made, used, removed; and every answer that is not this person's, this site's or this challenge's.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAuthenticator } from '#tests/authenticator.ts'
import { byLetter, byPasskey, makePasskey, newcomer, publicUrl, site } from '#tests/newcomers.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false, publicUrl })
})
afterAll(() => stage.close())

const isIn = async (visitor: Visitor) => (await visitor.get('/account')).statusCode === 200
const offer = async (visitor: Visitor) => (await visitor.post('/account/sign-in/passkey/challenge', {})).json()

test('a passkey is made after a letter, signs in by itself, is listed, removed, and opens nothing then', async () => {
  const anna = await newcomer(stage, 'anna@keys.example')
  expect((await anna.get('/account/security')).body).toContain('Ключей пока нет')
  const key = await makePasskey(anna, 'Мой телефон')
  const page = (await anna.get('/account/security')).body
  expect(page).toContain('Мой телефон')
  expect(page).toContain('Им ещё не входили')

  const elsewhere = stage.guest()
  expect(await byPasskey(elsewhere, key)).toBe(303)
  expect((await elsewhere.get('/account')).body).toContain('anna@keys.example')
  expect((await elsewhere.get('/account/security')).body).toContain('Последний вход')
  expect((await elsewhere.get('/account/sessions')).body).toContain('ключ входа, отпечаток')

  const id = /name="passkey" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? ''
  const stranger = await newcomer(stage, 'stranger@keys.example')
  expect((await stranger.post('/account/passkeys/removal', { passkey: id })).statusCode).toBe(404)
  expect((await anna.post('/account/passkeys/removal', { passkey: id })).statusCode).toBe(303)
  expect(await byPasskey(stage.guest(), key)).toBe(422)
})

test('an answer of another site, origin, challenge, user or key, unverified or with an old counter opens nothing', async () => {
  const anna = await newcomer(stage, 'lies@keys.example')
  const key = await makePasskey(anna)
  const boris = await newcomer(stage, 'other@keys.example')
  await makePasskey(boris)
  for (const lies of [
    { origin: 'https://evil.example' },
    { origin: 'https://city.test.evil.example' },
    { origin: 'http://city.test' },
    { rpId: 'evil.example' },
    { challenge: 'AAAA' },
    { unverified: true },
    { userHandle: Buffer.from('01970000-0000-7000-8000-000000000000').toString('base64url') },
    { counter: 1 },
  ]) {
    const visitor = stage.guest()
    const answer = await visitor.post('/account/sign-in/passkey', { passkey: key.get(await offer(visitor), lies) })
    expect([lies, answer.statusCode, await isIn(visitor)]).toEqual([lies, 422, false])
  }
  const unknown = openAuthenticator(site)
  expect(await byPasskey(stage.guest(), unknown)).toBe(422)
  expect(await byPasskey(stage.guest(), key)).toBe(303)
})

test('a challenge is good once, in the browser it was made for, for ten minutes', async () => {
  const anna = await newcomer(stage, 'once@keys.example')
  const key = await makePasskey(anna)
  const visitor = stage.guest()
  const passkey = key.get(await offer(visitor))
  const foreign = stage.guest()
  await offer(foreign)
  expect((await foreign.post('/account/sign-in/passkey', { passkey })).statusCode).toBe(422)
  expect((await visitor.post('/account/sign-in/passkey', { passkey })).statusCode).toBe(303)
  expect((await visitor.post('/account/sign-in/passkey', { passkey })).statusCode).toBe(422)

  const failed = stage.guest()
  const offered = await offer(failed)
  expect(
    (await failed.post('/account/sign-in/passkey', { passkey: key.get(offered, { challenge: 'x' }) })).statusCode,
  ).toBe(422)
  expect((await failed.post('/account/sign-in/passkey', { passkey: key.get(offered) })).statusCode).toBe(422)

  const late = stage.guest()
  const old = key.get(await offer(late))
  stage.now = new Date(stage.now.getTime() + 11 * 60_000)
  expect((await late.post('/account/sign-in/passkey', { passkey: old })).statusCode).toBe(422)
})

test('of two answers to one challenge at once one is let in', async () => {
  const key = await makePasskey(await newcomer(stage, 'race@keys.example'))
  const visitor = stage.guest()
  const passkey = key.get(await offer(visitor))
  const both = await Promise.all([0, 1].map(() => visitor.post('/account/sign-in/passkey', { passkey })))
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422])
})

test('a new passkey needs this person’s challenge and a verified user; one key opens one account', async () => {
  const anna = await newcomer(stage, 'new@keys.example')
  const options = async (visitor: Visitor) => (await visitor.post('/account/passkeys/challenge', {})).json()
  for (const lies of [
    { unverified: true },
    { origin: 'https://evil.example' },
    { rpId: 'evil.example' },
    { challenge: 'AA' },
  ]) {
    const passkey = openAuthenticator(site).create(await options(anna), lies)
    expect((await anna.post('/account/passkeys', { name: 'Чужой', passkey })).statusCode).toBe(422)
  }
  // In one browser: the challenge of who was signed in before.
  const early = openAuthenticator(site).create(await options(anna))
  await byLetter(stage, anna, 'after@keys.example')
  expect((await anna.post('/account/passkeys', { name: 'Не её', passkey: early })).statusCode).toBe(422)
  expect((await anna.get('/account/security')).body).not.toContain('Не её')
  for (const passkey of ['{}', '[', 'null', '"x"', '{"id":1}', '😀'])
    expect((await anna.post('/account/passkeys', { name: 'Пустой', passkey })).statusCode).toBe(422)
  const unnamed = await anna.post('/account/passkeys', { name: ' ', passkey: '' })
  expect(unnamed.body).toContain('Назовите ключ')
  expect(unnamed.body).toContain('нужен JavaScript')
})

test('without a script the button leads to a page that says what is needed and offers the letter', async () => {
  const answer = await stage.guest().post('/account/sign-in/passkey', { passkey: '', next: '/small-wins' })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('нужен JavaScript')
  expect(answer.body).toContain('/account/sign-in?next=%2Fsmall-wins')
})

test('the store holds neither challenges nor anything that signs', async () => {
  const visitor = stage.guest()
  const { challenge } = await offer(visitor)
  const { rows } = await sql<{ all: string }>`select challenges::text as all from identity.challenges`.execute(
    stage.database.kysely,
  )
  const whole = rows.map((row) => row.all).join()
  expect(whole).not.toContain(challenge)
  expect(whole).not.toContain(visitor.cookie('passkey') ?? 'no cookie')
})
