// The second factor of staff: every page and deed of the desk is shut without one, by clear words, and open with one.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileTexts } from '#tests/attack/arms.ts'
import { byLetter, byPasskey, makePasskey, newcomer, publicUrl, setUpApp } from '#tests/newcomers.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ publicUrl, staffFactor: true })
})
afterAll(() => stage.close())

const deskOf = (path: string) => path.replaceAll(/:\w+/g, '1')
const isIn = async (visitor: Visitor, path = '/account') => (await visitor.get(path)).statusCode === 200

test('staff without a second factor are refused at every address of the desk, and led to set one up', async () => {
  const routes = stage.city.doors.flatMap((door) => door.routes ?? []).filter(({ path }) => path.startsWith('/desk'))
  expect(routes.length).toBeGreaterThan(30)
  for (const name of ['boris', 'igor', 'vera', 'lena', 'sergey', 'oleg', 'nina']) {
    const visitor = await stage.as(name)
    let led = 0
    for (const route of routes) {
      const path = deskOf(route.path)
      const answer = route.method === 'GET' ? await visitor.get(path) : await visitor.post(path, { reason: 'x' })
      const to = String(answer.headers.location ?? '')
      if (to.startsWith('/account/second-factor?next=')) led += 1
      else expect([name, route.method, path, answer.statusCode]).toEqual([name, route.method, path, 403])
    }
    expect(led).toBeGreaterThan(0)
    expect((await visitor.get('/account')).statusCode).toBe(200)
    expect((await visitor.get('/')).body).toContain('href="/desk"')
  }
  // It walks the whole desk seven times.
}, 60_000)

test('an editor is led to the page that says why, makes a passkey there, and is where she was going', async () => {
  const lena = await stage.as('lena')
  const led = await lena.get('/desk/small-wins')
  expect(led.headers.location).toBe('/account/second-factor?next=%2Fdesk%2Fsmall-wins')
  const why = await lena.get(String(led.headers.location))
  expect(why.body).toContain('одного письма мало')
  expect(why.body).toContain('/account/passkeys/new?next=%2Fdesk%2Fsmall-wins')
  const key = await makePasskey(lena)
  expect(await isIn(lena, '/desk/small-wins')).toBe(true)

  const again = stage.guest()
  await byLetter(stage, again, 'lena@demo.example')
  expect((await again.get('/desk/small-wins')).statusCode).toBe(303)
  expect(await byPasskey(again, key)).toBe(303)
  expect(await isIn(again, '/desk/small-wins')).toBe(true)
})

test('an app is set up, asks at the door from then on, and no code opens twice', async () => {
  const boris = await stage.as('boris')
  const app = await setUpApp(stage, boris)
  expect(app.backup).toHaveLength(10)
  expect(await isIn(boris, '/desk/cases')).toBe(true)

  const again = stage.guest()
  expect(await byLetter(stage, again, 'boris@demo.example', '/desk/cases')).toBe('/account/sign-in/second')
  expect(await isIn(again)).toBe(false)
  // The code that set it up is used already.
  const used = await again.post('/account/sign-in/second', { code: app.code() })
  expect([used.statusCode, used.body.includes('Осталось 4 попытки')]).toEqual([422, true])
  stage.now = new Date(stage.now.getTime() + 60_000)
  const code = app.code()
  const right = await again.post('/account/sign-in/second', { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })
  expect([right.statusCode, right.headers.location]).toEqual([303, '/desk/cases'])
  expect(await isIn(again, '/desk/cases')).toBe(true)

  const replay = stage.guest()
  await byLetter(stage, replay, 'boris@demo.example')
  expect((await replay.post('/account/sign-in/second', { code })).statusCode).toBe(422)
  expect(await isIn(replay)).toBe(false)
})

test('a session from before the app was set up is over, and the store holds no secret that makes codes', async () => {
  const early = await stage.as('vera')
  const vera = await stage.as('vera')
  const { secret } = await setUpApp(stage, vera)
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(await isIn(early)).toBe(false)
  const { rows } = await sql<{ all: string }>`select totp::text || backup_codes::text as all from identity.totp
    join identity.backup_codes on backup_codes.person = totp.person`.execute(stage.database.kysely)
  expect(rows.map((row) => row.all).join()).not.toContain(secret)
})

test('a backup code opens once; of two who use one at once, one is let in', async () => {
  const igor = await stage.as('igor')
  const { backup } = await setUpApp(stage, igor)
  const [first = '', second = ''] = backup
  const visitor = stage.guest()
  await byLetter(stage, visitor, 'igor@demo.example')
  expect(
    (await visitor.post('/account/sign-in/second', { code: first.toUpperCase().replace('-', ' ') })).statusCode,
  ).toBe(303)
  expect((await visitor.get('/account/security')).body).toContain('осталось: 9')
  const two = [stage.guest(), stage.guest()]
  for (const each of two) await byLetter(stage, each, 'igor@demo.example')
  await Promise.all(two.map((each) => each.post('/account/sign-in/second', { code: second })))
  expect((await Promise.all(two.map((each) => isIn(each)))).filter(Boolean)).toHaveLength(1)
  const late = stage.guest()
  await byLetter(stage, late, 'igor@demo.example')
  expect((await late.post('/account/sign-in/second', { code: first })).statusCode).toBe(422)
})

test('whoever has read one letter of a member of staff changes nothing of what opens her account', async () => {
  const oleg = await stage.as('oleg')
  await makePasskey(oleg, 'Ключ Олега')
  const thief = stage.guest()
  await byLetter(stage, thief, 'oleg@demo.example')
  const id = /name="passkey" value="([0-9a-f-]{36})"/.exec((await thief.get('/account/security')).body)?.[1] ?? ''
  const tries: [string, Record<string, string>][] = [
    ['/account/passkeys/challenge', {}],
    ['/account/passkeys/removal', { passkey: id }],
    ['/account/totp', { code: '000000' }],
    ['/account/totp/removal', {}],
    ['/account/email', { email: 'thief@evil.example' }],
    ['/account/phone', { phone: '+79120000001' }],
    ['/account/connected/sign-ins/gateway', {}],
    ['/account/forgetting', { sure: 'yes' }],
  ]
  for (const [path, fields] of tries) expect([path, (await thief.post(path, fields)).statusCode]).toEqual([path, 403])
  expect((await thief.get('/account/totp')).statusCode).toBe(403)
  expect((await oleg.get('/account/security')).body).toContain('Ключ Олега')
})

test('a thousand codes after one letter, and after many, let nobody in; a backup code still opens', async () => {
  const sergey = await stage.as('sergey')
  const { backup, code } = await setUpApp(stage, sergey)
  stage.now = new Date(stage.now.getTime() + 120_000)
  const right = new Set([-60, -30, 0, 30, 60].map((seconds) => code(seconds)))
  let thief = stage.guest()
  let letters = 0
  let tried = 0
  for (let number = 0; tried < 1000; number += 1) {
    const guess = String((number * 7919) % 1_000_000).padStart(6, '0')
    if (right.has(guess)) continue
    if ((await thief.get('/account/sign-in/second')).statusCode !== 200) {
      thief = stage.guest()
      await byLetter(stage, thief, 'sergey@demo.example')
      letters += 1
    }
    await thief.post('/account/sign-in/second', { code: guess })
    tried += 1
  }
  expect(letters).toBe(200)
  expect(await isIn(thief)).toBe(false)
  // Today the app's codes are shut, too, for whoever guesses; what nobody can guess is not.
  const owner = stage.guest()
  await byLetter(stage, owner, 'sergey@demo.example')
  expect((await owner.post('/account/sign-in/second', { code: code() })).statusCode).toBe(422)
  expect((await owner.post('/account/sign-in/second', { code: backup[0] ?? '' })).statusCode).toBe(303)
  stage.now = new Date(stage.now.getTime() + 25 * 3_600_000)
  const tomorrow = stage.guest()
  await byLetter(stage, tomorrow, 'sergey@demo.example')
  expect((await tomorrow.post('/account/sign-in/second', { code: code() })).statusCode).toBe(303)
  // A thousand requests and two hundred letters.
}, 120_000)

test('an operator takes a lost factor away with a reason; the sessions end and she is told once', async () => {
  const nina = await stage.as('nina')
  await makePasskey(nina)
  const lost = await newcomer(stage, 'vera@demo.example')
  expect(await isIn(lost)).toBe(false)
  const page = (await nina.get('/desk/account/staff')).body
  expect(page).toContain('vera@demo.example')
  const vera = /value="([0-9a-f-]{36})"[^>]*>vera@demo/.exec(page)?.[1] ?? ''
  const missing = await nina.post('/desk/account/staff/removal', { person: '', reason: '' })
  expect([missing.statusCode, missing.body.includes('Напишите, почему')]).toEqual([422, true])
  const own = /value="([0-9a-f-]{36})"[^>]*>nina@demo/.exec(page)?.[1] ?? ''
  expect((await nina.post('/desk/account/staff/removal', { person: own, reason: 'Хочу' })).statusCode).toBe(409)
  const done = await nina.post('/desk/account/staff/removal', {
    person: vera,
    reason: 'Потеряла телефон, пришла с паспортом',
  })
  expect(done.headers.location).toBe('/desk/account/staff?done=removal')
  await stage.settle()
  const told = (await stage.letters()).filter(
    ({ to, text }) => to === 'vera@demo.example' && text.includes('снял второе подтверждение'),
  )
  expect(told).toHaveLength(1)
  const back = await newcomer(stage, 'vera@demo.example')
  expect(await isIn(back)).toBe(true)
  expect((await back.get('/account/sessions')).body).toContain('снял второе подтверждение')
  expect((await back.get('/desk')).headers.location).toContain('/account/second-factor')
  const { rows } = await sql<{
    reason: string
    by_person: string
  }>`select reason, by_person from identity.secured where kind = 'factorsRemoved'`.execute(stage.database.kysely)
  expect(rows).toMatchObject([{ reason: 'Потеряла телефон, пришла с паспортом', by_person: own }])
})

test.each(Object.entries(hostileTexts))('«%s» is no code, no draft and no way on', async (_, text) => {
  const fields = {
    code: text.toWellFormed(),
    draft: text.toWellFormed(),
    next: text.toWellFormed(),
    passkey: text.toWellFormed(),
  }
  const visitor = await newcomer(stage, 'hostile@factors.example')
  for (const path of [
    '/account/totp',
    '/account/sign-in/second',
    '/account/sign-in/passkey',
    '/account/passkeys',
    '/account/passkeys/removal',
  ]) {
    const answer = await visitor.post(path, fields)
    expect([path, answer.statusCode < 500]).toEqual([path, true])
    expect(String(answer.headers.location ?? '/')).toMatch(/^\/(?!\/)/)
  }
})
