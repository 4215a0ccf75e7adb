// Signing in and the account's pages through the whole house: real requests, real sessions, the letters of the pretend inbox.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
})
afterAll(() => stage.close())
beforeEach(async () => {
  await sql`delete from identity.link_requests`.execute(stage.database.kysely)
})

const askLetter = (visitor: Visitor, email: string, next = '') => visitor.post('/account/sign-in', { email, next })
const linkIn = (text: string): URL => new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? 'http://none')

async function lastLink(email: string): Promise<URL> {
  const letter = (await stage.letters()).find(({ to }) => to === email)
  return linkIn(letter?.text ?? '')
}

async function signedIn(email: string): Promise<Visitor> {
  const visitor = stage.guest()
  await askLetter(visitor, email)
  await visitor.post('/account/sign-in/link', Object.fromEntries((await lastLink(email)).searchParams))
  return visitor
}

test('a letter’s link opens a page with a button, the button signs in, and sign-out ends it', async () => {
  const anna = stage.guest()
  expect((await anna.get('/account')).headers.location).toBe('/account/sign-in?next=%2Faccount')
  const asked = await askLetter(anna, 'Anna@Flow.example', '/notifications')
  expect([asked.statusCode, asked.headers.location]).toEqual([303, '/account/sign-in/sent'])
  expect((await anna.get('/account/sign-in/sent')).body).toContain('Проверьте почту')

  const link = await lastLink('anna@flow.example')
  // A scanner that opens the link changes nothing.
  for (let turn = 0; turn < 3; turn += 1) {
    const opened = await stage.guest().get(link.pathname + link.search)
    expect(opened.statusCode).toBe(200)
    expect(opened.headers['set-cookie']).toBeUndefined()
    expect(opened.headers['cache-control']).toBe('private, no-store')
    expect(opened.body).toContain('<button')
  }
  const entered = await anna.post(link.pathname, Object.fromEntries(link.searchParams))
  expect([entered.statusCode, entered.headers.location]).toEqual([303, '/notifications'])
  expect(anna.cookie('session')).toBeTruthy()
  const mine = await anna.get('/account')
  expect(mine.statusCode).toBe(200)
  expect(mine.body).toContain('anna@flow.example')
  expect((await anna.get('/account/sign-in?next=/notifications')).headers.location).toBe('/notifications')

  const left = await anna.post('/account/sign-out', {})
  expect([left.statusCode, left.headers.location]).toEqual([303, '/'])
  expect((await anna.get('/account')).statusCode).toBe(303)
})

test('used, old, cut, foreign and made-up tokens get a kind page and no session', async () => {
  const anna = await signedIn('used@flow.example')
  expect((await anna.get('/account')).statusCode).toBe(200)
  const used = (await lastLink('used@flow.example')).searchParams.get('token') ?? ''
  await askLetter(stage.guest(), 'old@flow.example')
  const old = (await lastLink('old@flow.example')).searchParams.get('token') ?? ''
  await sql`update identity.verifications set expires_at = now() - interval '1 second'`.execute(stage.database.kysely)
  for (const token of [used, old, old.slice(1), '', 'x', '\u0000', '\ufffd', "' or '1'='1", 'a'.repeat(100_000)]) {
    const visitor = stage.guest()
    const answer = await visitor.post('/account/sign-in/link', { token })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Эта ссылка больше не действует')
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
})

test('a link signs in whoever holds the letter, and the session before it ends', async () => {
  const visitor = await signedIn('first@flow.example')
  const before = visitor.cookie('session') ?? ''
  await askLetter(visitor, 'second@flow.example')
  const link = await lastLink('second@flow.example')
  await visitor.post(link.pathname, Object.fromEntries(link.searchParams))
  expect((await visitor.get('/account')).body).toContain('second@flow.example')
  expect(await stage.city.shared.signIn.whoIs(decodeURIComponent(before))).toBeNull()
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
])('nobody is led to %s', async (next) => {
  const visitor = stage.guest()
  await askLetter(visitor, 'open@flow.example', next)
  const link = await lastLink('open@flow.example')
  expect(link.searchParams.get('next')).toBeNull()
  const entered = await visitor.post(link.pathname, { token: link.searchParams.get('token') ?? '', next })
  expect(entered.headers.location).toBe('/account')
  expect((await visitor.get(`/account/sign-in?next=${encodeURIComponent(next)}`)).headers.location).toBe('/account')
})

test('an English page sends an English letter whose link stays English', async () => {
  const visitor = stage.guest()
  const asked = await visitor.post('/en/account/sign-in', { email: 'english@flow.example', next: '/en/notifications' })
  expect(asked.headers.location).toBe('/en/account/sign-in/sent')
  const letter = (await stage.letters()).find(({ to }) => to === 'english@flow.example')
  expect(letter?.subject).toBe('Your link to sign in to Italmas')
  const link = linkIn(letter?.text ?? '')
  expect(link.pathname).toBe('/en/account/sign-in/link')
  const entered = await visitor.post(link.pathname, Object.fromEntries(link.searchParams))
  expect(entered.headers.location).toBe('/en/notifications')
})

test('known and unknown addresses get the same answer, to the byte, and a letter of the same shape', async () => {
  await signedIn('known@flow.example')
  const answers = []
  for (const email of ['known@flow.example', 'never@flow.example']) {
    const answer = await askLetter(stage.guest(), email)
    const { date: _date, ...headers } = answer.headers
    const limits = Object.keys(headers).filter((name) => name.startsWith('x-ratelimit'))
    for (const name of limits) delete headers[name]
    const letter = (await stage.letters()).find(({ to }) => to === email)
    const shape = letter?.text.replace(/token=\w+/, 'token')
    answers.push({ status: answer.statusCode, headers, body: answer.body, subject: letter?.subject, shape })
  }
  expect(answers[0]).toEqual(answers[1])
})

test('fifty tries for one address: five letters, the same answer, then the network waits while other networks do not', async () => {
  const before = (await stage.letters()).length
  const statuses: number[] = []
  for (let turn = 0; turn < 50; turn += 1)
    statuses.push((await askLetter(stage.guest('192.0.2.7'), 'bombed@flow.example')).statusCode)
  expect(statuses).toEqual([...new Array(40).fill(303), ...new Array(10).fill(503)])
  expect((await stage.letters()).length - before).toBe(5)
  // She herself is not shut out: the last letter works.
  const link = await lastLink('bombed@flow.example')
  const entered = await stage.guest().post(link.pathname, Object.fromEntries(link.searchParams))
  expect(entered.headers.location).toBe('/account')
})

test('wrong addresses are said in words, with what was typed kept', async () => {
  for (const email of [
    '',
    'anna',
    'anna@',
    '<script>@x',
    `${'a'.repeat(300)}@example.ru`,
    'a@b\u0000.ru',
    "' or 1=1 --",
  ]) {
    const answer = await askLetter(stage.guest(), email)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('id="errors"')
    expect(answer.body).not.toContain('<script>@x')
  }
  expect((await askLetter(stage.guest(), 'anna@')).body).toContain('value="anna@"')
})

test('letters are agreed to on a screen of their own, unticked, with evidence, and can be withdrawn', async () => {
  const anna = await signedIn('letters@flow.example')
  const asked = await anna.get('/account/letters')
  expect(asked.body).not.toContain('checked')
  expect(asked.body).toContain('Даю согласие на обработку моего адреса')
  expect((await anna.post('/account/letters', {})).statusCode).toBe(422)
  expect((await anna.post('/account/letters', { agree: 'yes' })).statusCode).toBe(303)
  await anna.post('/account/letters', { agree: 'yes' })
  expect((await anna.get('/account/letters')).body).toContain('Отозвать согласие')
  const file = await anna.json<{
    person: { email: string }
    modules: { identity: { consents: { ip: string; text: string }[] }[] }
  }>('/account/data/file.json')
  expect(file.person.email).toBe('letters@flow.example')
  expect(file.modules.identity[0]?.consents).toMatchObject([
    { purpose: 'letters', ip: expect.stringMatching(/^10\./), withdrawnAt: null },
  ])
  await anna.post('/account/letters/withdrawal', {})
  expect((await anna.get('/account/letters')).body).toContain('name="agree"')
})

test('a name is optional, escaped, and may be taken back', async () => {
  const anna = await signedIn('name@flow.example')
  await anna.post('/account/name', { name: 'Анна <b>' })
  expect((await anna.get('/account')).body).toContain('Анна &lt;b')
  expect((await anna.post('/account/name', { name: 'a'.repeat(81) })).statusCode).toBe(422)
  await anna.post('/account/name', { name: '' })
  expect((await anna.get('/account')).body).toContain('<h1>Моя страница</h1>')
})

test('being forgotten wants a tick, ends the session, leaves a receipt, and the address may come back as somebody new', async () => {
  const anna = await signedIn('forget@flow.example')
  expect((await anna.post('/account/forgetting', {})).statusCode).toBe(422)
  expect((await anna.get('/account')).statusCode).toBe(200)
  const session = anna.cookie('session') ?? ''
  const answer = await anna.post('/account/forgetting', { sure: 'yes' })
  expect(answer.headers.location).toMatch(/^\/account\/forgotten\?receipt=[0-9a-f-]{36}$/)
  expect((await anna.get(answer.headers.location ?? '')).body).toContain('Данные удалены')
  expect(await stage.city.shared.signIn.whoIs(decodeURIComponent(session))).toBeNull()
  const { rows } = await sql`select 1 from identity.people where email = 'forget@flow.example'`.execute(
    stage.database.kysely,
  )
  expect(rows).toEqual([])
  const again = await signedIn('forget@flow.example')
  expect((await again.get('/account')).statusCode).toBe(200)
})

test('a page without a session asks the database nothing about sessions; a forged cookie is a guest’s', async () => {
  const forged = await stage.city.app.inject({
    url: '/account',
    headers: { host: 'city.test', cookie: 'session=forged.value' },
  })
  expect(forged.statusCode).toBe(303)
  const broken = await stage.city.app.inject({
    url: '/account/sign-in',
    headers: { host: 'city.test', cookie: 'session=%E0%A4%A' },
  })
  expect(broken.statusCode).toBe(200)
})

test('a post from another site neither signs in nor out', async () => {
  const headers = {
    host: 'city.test',
    origin: 'https://evil.example',
    'content-type': 'application/x-www-form-urlencoded',
  }
  for (const url of ['/account/sign-in', '/account/sign-in/link', '/account/sign-out', '/account/forgetting']) {
    const answer = await stage.city.app.inject({ method: 'POST', url, headers, payload: 'email=a%40b.example' })
    expect(answer.statusCode).toBe(403)
  }
})
