// Sessions, changes of address and phone, and what strangers try with each, through the whole house.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { byLetter, lastCode, lastLink, makePasskey, newcomer, publicUrl } from '#tests/newcomers.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false, publicUrl })
})
afterAll(() => stage.close())
beforeEach(async () => {
  await sql`delete from identity.link_requests`.execute(stage.database.kysely)
  await sql`delete from identity.attempts`.execute(stage.database.kysely)
})

const isIn = async (visitor: Visitor) => (await visitor.get('/account')).statusCode === 200
const secured = async (to: string) =>
  (await stage.letters()).filter((letter) => letter.to === to && letter.subject.includes('изменился вход'))

test('her sessions are listed, this one marked; one is ended, then all others', async () => {
  const email = 'many@sessions.example'
  const here = await newcomer(stage, email)
  const [phone, library] = [await newcomer(stage, email), await newcomer(stage, email)]
  const page = (await here.get('/account/sessions')).body
  expect(page.match(/Неизвестное устройство<\/span>/g)).toHaveLength(3)
  expect(page.match(/вы здесь/g)).toHaveLength(1)
  const [first = ''] = [...page.matchAll(/name="session" value="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
  const stranger = await newcomer(stage, 'stranger@sessions.example')
  expect((await stranger.post('/account/sessions/end', { session: first })).statusCode).toBe(404)
  expect((await here.post('/account/sessions/end', { session: first })).statusCode).toBe(303)
  expect([await isIn(phone), await isIn(library)].filter(Boolean)).toHaveLength(1)
  await here.post('/account/sessions/others', {})
  expect([await isIn(here), await isIn(phone), await isIn(library)]).toEqual([true, false, false])
  expect(await isIn(stranger)).toBe(true)
})

test('a cookie that a stranger planted is not the session afterwards, and what was signed in before is over', async () => {
  const thief = await newcomer(stage, 'thief@sessions.example')
  const planted = thief.cookie('session') ?? ''
  await sql`delete from identity.link_requests`.execute(stage.database.kysely)
  await stage.guest().post('/account/sign-in', { email: 'victim@sessions.example' })
  const link = await lastLink(stage, 'victim@sessions.example')
  const entered = await stage.city.app.inject({
    method: 'POST',
    url: link.pathname,
    payload: new URLSearchParams(link.searchParams).toString(),
    headers: { host: 'city.test', 'content-type': 'application/x-www-form-urlencoded', cookie: `session=${planted}` },
  })
  const fresh = entered.cookies
    .filter(({ name, value }) => name === 'session' && value !== '')
    .map(({ value }) => value)
  expect(fresh).toHaveLength(1)
  expect(encodeURIComponent(fresh[0] ?? '')).not.toBe(planted)
  expect(await isIn(thief)).toBe(false)
})

test('a new device and each change of a factor are told once, by letter and on her page', async () => {
  const email = 'told@sessions.example'
  const anna = await newcomer(stage, email)
  await stage.settle()
  expect(await secured(email)).toHaveLength(0)
  await makePasskey(anna, 'Ноутбук')
  await sql`update identity.devices set device = 'Opera, Linux'`.execute(stage.database.kysely)
  const other = await newcomer(stage, email)
  await stage.settle()
  await stage.settle()
  const told = await secured(email)
  expect(told).toHaveLength(2)
  expect(told.map(({ text }) => text).join()).toContain('Появился ключ входа «Ноутбук»')
  expect(told.map(({ text }) => text).join()).toContain('Вход с нового устройства')
  expect(told[0]?.text).toContain('https://city.test/account/sessions')
  expect((await other.get('/account')).body).toContain('Появился ключ входа «Ноутбук»')
  expect((await other.get('/account/sessions')).body).toContain('Вход с нового устройства')
})

test('an address is changed by a letter to the new one; the old one is told, and kept nowhere', async () => {
  const anna = await newcomer(stage, 'before@sessions.example')
  expect((await anna.post('/account/email', { email: 'New@Sessions.example' })).headers.location).toBe(
    '/account/email/sent',
  )
  const link = await lastLink(stage, 'new@sessions.example')
  const stranger = await newcomer(stage, 'nosy@sessions.example')
  expect((await stranger.get(link.pathname + link.search)).body).toContain('Ссылка старая')
  expect((await stage.guest().get(link.pathname + link.search)).headers.location).toContain('/account/sign-in')
  expect((await anna.get(link.pathname + link.search)).body).toContain('new@sessions.example')
  const fields = Object.fromEntries(link.searchParams)
  expect((await anna.post('/account/email/link', fields)).headers.location).toBe('/account/security')
  expect((await anna.post('/account/email/link', fields)).statusCode).toBe(422)
  await stage.settle()
  expect(await secured('before@sessions.example')).toHaveLength(1)
  const again = await newcomer(stage, 'new@sessions.example')
  expect((await again.get('/account')).body).toContain('new@sessions.example')
  for (const table of ['people', 'secured', 'challenges', 'attempts']) {
    const { rows } = await stage.database.pool.query(`select * from identity.${table}`)
    expect([table, JSON.stringify(rows).includes('before@sessions')]).toEqual([table, false])
  }
})

test('an address of somebody else gets the same answer, and the link then says whose it is to whoever reads it', async () => {
  await newcomer(stage, 'taken@sessions.example')
  const anna = await newcomer(stage, 'wants@sessions.example')
  const answers = []
  for (const email of ['taken@sessions.example', 'free@sessions.example'])
    answers.push((await anna.post('/account/email', { email })).headers.location)
  expect(new Set(answers).size).toBe(1)
  const link = await lastLink(stage, 'taken@sessions.example')
  const answer = await anna.post('/account/email/link', Object.fromEntries(link.searchParams))
  expect([answer.statusCode, answer.body.includes('уже есть страница')]).toEqual([409, true])
})

test('a code in a message lets in whoever asked for it, raises the level, and makes a person without an address', async () => {
  const visitor = stage.guest()
  expect((await visitor.get('/account/sign-in')).body).toContain('/account/sign-in/phone')
  const asked = await visitor.post('/account/sign-in/phone', { phone: '8 (912) 345-67-89', next: '/small-wins' })
  expect(asked.headers.location).toBe('/account/sign-in/phone/code')
  expect((await visitor.get('/account/sign-in/phone/code')).body).toContain('•••-••-89')
  const code = await lastCode(stage, '+79123456789')
  const foreign = stage.guest()
  expect((await foreign.post('/account/sign-in/phone/code', { code })).statusCode).toBe(422)
  const entered = await visitor.post('/account/sign-in/phone/code', { code })
  expect([entered.statusCode, entered.headers.location]).toEqual([303, '/small-wins'])
  expect((await visitor.post('/account/sign-in/phone/code', { code })).statusCode).toBe(422)
  const page = (await visitor.get('/account')).body
  expect(page).toContain('(912)')
  expect(page).not.toContain('.invalid')
  expect((await visitor.get('/account/security')).body).toContain('Стандартный')
  expect((await visitor.get('/account/letters')).body).toContain('сначала добавьте адрес')
  expect(
    (await visitor.json<{ person: { email: null; phone: string } }>('/account/data/file.json')).person,
  ).toMatchObject({
    email: null,
    phone: '+79123456789',
  })
  expect((await visitor.post('/account/phone/removal', {})).statusCode).toBe(409)
  const again = stage.guest()
  await again.post('/account/sign-in/phone', { phone: '9123456789' })
  await again.post('/account/sign-in/phone/code', { code: await lastCode(stage, '+79123456789') })
  expect((await again.get('/account')).body).toContain('(912)')
})

test('numbers that no Russian operator serves are refused in words, and nothing that was typed is lost', async () => {
  const wrong: [string, string][] = [
    ['', 'Напишите номер'],
    ['+7 701 123 45 67', 'казахстанского'],
    ['8 (777) 123-45-67', 'казахстанского'],
    ['+7 3412 123456', 'городской'],
    ['+49 30 123456', 'российских операторов'],
    ['912345', 'десять цифр'],
    ['٩١٢٣٤٥٦٧٨٩', 'десять цифр'],
    ['<script>', 'десять цифр'],
  ]
  for (const [phone, said] of wrong) {
    const answer = await stage.guest().post('/account/sign-in/phone', { phone })
    expect([phone, answer.statusCode, answer.body.includes(said)]).toEqual([phone, 422, true])
  }
  expect((await stage.guest().post('/account/sign-in/phone', { phone: '+7 701 123 45 67' })).body).toContain(
    'value="+7 701 123 45 67"',
  )
})

test('five wrong codes end a code; a thousand let nobody in and do not shut the owner out', async () => {
  const phone = '+79120000007'
  const owner = stage.guest('198.51.100.1')
  await owner.post('/account/sign-in/phone', { phone })
  await owner.post('/account/sign-in/phone/code', { code: await lastCode(stage, phone) })
  let thief = stage.guest('203.0.113.9')
  let sent = (await stage.texts()).filter(({ to }) => to === phone).length
  const before = sent
  for (let tried = 0; tried < 1000; tried += 1) {
    const asks = (await thief.get('/account/sign-in/phone/code')).statusCode !== 200
    if (asks) {
      const answer = await thief.post('/account/sign-in/phone', { phone })
      if (answer.statusCode === 503) break
    }
    const right = await lastCode(stage, phone)
    const guess = String((tried * 7919) % 1_000_000).padStart(6, '0')
    if (guess !== right) await thief.post('/account/sign-in/phone/code', { code: guess })
  }
  sent = (await stage.texts()).filter(({ to }) => to === phone).length
  expect(sent - before).toBe(3)
  expect(await isIn(thief)).toBe(false)
  thief = stage.guest('203.0.113.10')
  for (let turn = 0; turn < 20; turn += 1)
    await stage.guest(`203.0.113.${20 + turn}`).post('/account/sign-in/phone', { phone })
  expect((await stage.texts()).filter(({ to }) => to === phone).length - before).toBeLessThanOrEqual(8)
  // Her own browser is known: strangers' requests do not count against her.
  await owner.post('/account/sign-out', {})
  await owner.post('/account/sign-in/phone', { phone })
  await owner.post('/account/sign-in/phone/code', { code: await lastCode(stage, phone) })
  expect(await isIn(owner)).toBe(true)
}, 60_000)

test('one stranger does not run up the bill over many numbers, and the whole city has a budget a day', async () => {
  const before = (await stage.texts()).length
  const stranger = stage.guest('192.0.2.7')
  const statuses: number[] = []
  for (let number = 0; number < 60; number += 1)
    statuses.push(
      (await stranger.post('/account/sign-in/phone', { phone: `+7913${String(1_000_000 + number)}` })).statusCode,
    )
  expect((await stage.texts()).length - before).toBe(30)
  expect(statuses.slice(30).every((status) => status === 503)).toBe(true)
  expect((await stage.guest('192.0.2.8').post('/account/sign-in/phone', { phone: '+79140000001' })).statusCode).toBe(
    303,
  )
})

test('a number is added by its code, opens the account, cannot open two, and raises the level', async () => {
  const anna = await newcomer(stage, 'adds@sessions.example')
  expect((await anna.get('/account/level?need=standard&next=/small-wins')).body).toContain(
    '/account/phone?next=%2Fsmall-wins',
  )
  await anna.post('/account/phone', { phone: '+79151112233', next: '/small-wins' })
  const added = await anna.post('/account/phone/code', { code: await lastCode(stage, '+79151112233') })
  expect(added.headers.location).toBe('/small-wins')
  expect((await anna.get('/account/level?need=standard&next=/small-wins')).headers.location).toBe('/small-wins')
  const boris = await newcomer(stage, 'second@sessions.example')
  await boris.post('/account/phone', { phone: '+79151112233' })
  const taken = await boris.post('/account/phone/code', { code: await lastCode(stage, '+79151112233') })
  expect([taken.statusCode, taken.body.includes('открывает другую страницу')]).toEqual([409, true])
  expect((await anna.post('/account/phone/removal', {})).headers.location).toBe('/account/security')
  await stage.settle()
  expect((await secured('adds@sessions.example')).length).toBe(2)
})

test('where no message centre is configured phones are offered nowhere', async () => {
  const bare = await openStage({ pack: false, sms: false })
  expect((await bare.guest().get('/account/sign-in')).body).not.toContain('phone')
  expect((await bare.guest().get('/account/sign-in/phone')).statusCode).toBe(404)
  const anna = await bare.as('anna')
  expect((await anna.get('/account/security')).body).not.toContain('/account/phone')
  expect((await anna.get('/account/level')).body).toContain('не подключён')
  await bare.close()
})

test('an address that is nobody’s gets no letter, and one known and one unknown get the same answer', async () => {
  const refused = await stage.guest().post('/account/sign-in', { email: 'x@person.invalid' })
  expect(refused.statusCode).toBe(422)
  await newcomer(stage, 'known@sessions.example')
  const seen: string[] = []
  for (const email of ['known@sessions.example', 'unknown@sessions.example']) {
    const answer = await stage.guest().post('/account/sign-in', { email })
    const { date: _, ...headers } = answer.headers
    seen.push(JSON.stringify([answer.statusCode, Object.keys(headers).sort(), headers.location, answer.body]))
  }
  expect(seen[0]).toBe(seen[1])
  const phones: string[] = []
  for (const phone of ['+79123456789', '+79169998877']) {
    const answer = await stage.guest().post('/account/sign-in/phone', { phone })
    phones.push(JSON.stringify([answer.statusCode, answer.headers.location, Object.keys(answer.headers).sort()]))
  }
  expect(phones[0]).toBe(phones[1])
})

test.each([
  '//evil.example',
  'https://evil.example',
  '/\\evil.example',
  '/%2f/evil.example',
  'javascript:alert(1)',
  '/account/sign-in?next=//evil',
])('no way in leads to %s', async (next) => {
  const visitor = stage.guest()
  const to = await byLetter(stage, visitor, 'redirect@sessions.example', next)
  expect(to).toMatch(/^\/(?![/\\])/)
  expect(to).not.toContain('evil.example/')
  await visitor.post('/account/sign-out', {})
  await visitor.post('/account/sign-in/phone', { phone: '+79167776655', next })
  const entered = await visitor.post('/account/sign-in/phone/code', { code: await lastCode(stage, '+79167776655') })
  expect(String(entered.headers.location)).toMatch(/^\/(?![/\\])/)
  expect(new URL(String(entered.headers.location), 'http://house').host).toBe('house')
})

test('letters that let nobody in keep nobody from signing in, however many a stranger asks for', async () => {
  const thief = await newcomer(stage, 'flood@sessions.example')
  const toHer = async () => (await stage.letters()).filter(({ to }) => to === 'wanted@sessions.example').length
  for (let turn = 0; turn < 8; turn += 1) await thief.post('/account/email', { email: 'wanted@sessions.example' })
  const before = await toHer()
  await stage.guest().post('/account/sign-in', { email: 'wanted@sessions.example' })
  expect([before, await toHer()]).toEqual([5, 6])
})

test('asking for a second factor makes no session younger where there is none to ask for', async () => {
  const visitor = await newcomer(stage, 'again@sessions.example')
  const session = visitor.cookie('session')
  const answer = await visitor.post('/account/second-factor', { next: '/account' })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/account/second-factor?next=%2Faccount'])
  expect(visitor.cookie('session')).toBe(session)
})
