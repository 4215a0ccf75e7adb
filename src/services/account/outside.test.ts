// Signing in by an outside provider, whole flows over real HTTP with a real one (oidc-provider), and answers that come astray.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Liar, RealProvider } from '#outside/oidc-client/providers.testing.ts'
import { enter, type OutsideStage, openOutside, through } from './outside.testing.ts'
import { type Browser, formTo, type ListeningStage, openBrowser, signIn } from './provider.testing.ts'

let open: OutsideStage
let stage: ListeningStage
let liar: Liar
let real: RealProvider
beforeAll(async () => {
  open = await openOutside()
  ;({ stage, liar, real } = open)
})
afterAll(() => open.close())

const personOf = async (browser: Browser) => (await (await browser.get('/account/data/file.json')).json()).person

test('only what the operator set up stands on the sign-in page', async () => {
  const page = await (await openBrowser(stage.url).get('/account/sign-in?next=/notifications')).text()
  expect(page).toContain('/account/sign-in/with/gateway?next=%2Fnotifications')
  expect(page.replace(/<head>.*<\/head>/s, '')).not.toMatch(/google|apple|telegram/i)
  expect((await openBrowser(stage.url).get('/account/sign-in/with/google')).status).toBe(404)
})

test('a real provider signs a new person in, with the level and the few words that the operator wants', async () => {
  real.account = {
    sub: 'oid-1000',
    claims: {
      given_name: 'Анна',
      middle_name: 'Петровна',
      trusted: true,
      birthDate: '01.02.1980',
      email: 'anna@elsewhere.example',
    },
  }
  const anna = openBrowser(stage.url)
  const entered = await through(stage, anna, real, await enter(anna, 'gateway'))
  expect([entered.url.pathname, entered.status]).toEqual(['/notifications', 200])
  const page = await (await anna.get('/account/connected')).text()
  expect(page).toContain('подтверждённый')
  expect(page).toContain('имя: Анна Петровна')
  expect(page).toContain('1980-02-01')
  expect(page).not.toContain('anna@elsewhere.example')
  const rows = await sql<{ row: string }>`select to_jsonb(o)::text as row from identity.outside_identities o`.execute(
    stage.database.kysely,
  )
  // Her name there is kept so that nobody finds her by it.
  expect(rows.rows.map(({ row }) => row).join()).not.toContain('oid-1000')
  const first = await personOf(anna)
  const again = openBrowser(stage.url)
  await through(stage, again, real, await enter(again, 'gateway'))
  expect((await personOf(again)).since).toBe(first.since)

  const left = await anna.post('/account/sign-out', {})
  const leftPage = await left.text()
  expect(leftPage).toContain('В этом браузере вы ещё остаётесь в «Шлюз»')
  const out = /href="([^"]*)"[^>]*>Выйти и из/.exec(leftPage)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(out.startsWith(`${real.url}/session/end?`)).toBe(true)
  expect((await anna.get('/account')).status).toBe(303)
})

test('an equal address is nobody’s proof: whoever has it there is not her here, until she adds it herself', async () => {
  const email = 'vera@same.example'
  const vera = openBrowser(stage.url)
  await signIn(stage, vera, email)
  real.account = { sub: 'thief', claims: { email, email_verified: true, given_name: 'Вор' } }
  const thief = openBrowser(stage.url)
  await through(stage, thief, real, await enter(thief, 'gateway'))
  expect(await (await thief.get('/account')).text()).not.toContain(email)
  expect((await personOf(thief)).since).not.toBe((await personOf(vera)).since)

  real.account = { sub: 'vera-there', claims: {} }
  const page = await (await vera.get('/account/connected')).text()
  const onward = await vera.post(formTo(page, '/sign-ins/gateway'), {})
  expect(onward.headers.get('content-security-policy')).toContain("form-action 'self';")
  const added = await through(stage, vera, real, onward)
  expect([added.url.pathname, added.status]).toEqual(['/account/connected', 200])
  const elsewhere = openBrowser(stage.url)
  await through(stage, elsewhere, real, await enter(elsewhere, 'gateway', '/account'))
  expect(await (await elsewhere.get('/account')).text()).toContain(email)
  // What leads to one person cannot be added to another's page.
  const taken = await through(stage, thief, real, await thief.post('/account/connected/sign-ins/gateway', {}))
  expect([taken.status, taken.page.includes('уже ведёт на другую страницу')]).toEqual([409, true])
  await vera.post('/account/connected/sign-ins/gateway/withdrawal', {})
  const stranger = openBrowser(stage.url)
  await through(stage, stranger, real, await enter(stranger, 'gateway', '/account'))
  expect(await (await stranger.get('/account')).text()).not.toContain(email)
})

test('an answer by post waits for the browser that set out', async () => {
  real.account = { sub: 'posted', claims: {} }
  const boris = openBrowser(stage.url)
  const there = openBrowser(real.url)
  const out = await boris.follow(await enter(boris, 'posting'))
  const form = (await there.follow(await there.get(out.url.href))).page
  const fields = Object.fromEntries(
    [...form.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
  // The provider's page posts it: from another site, without our cookies.
  const posted = await fetch(formTo(form, '/back'), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers: { origin: real.url, 'sec-fetch-site': 'cross-site' },
  })
  expect(posted.status).toBe(303)
  const to = posted.headers.get('location') ?? ''
  expect(to).not.toContain('code=')
  expect((await openBrowser(stage.url).get(to)).status).toBe(422)
  const entered = await boris.follow(await boris.get(to))
  expect([entered.url.pathname, entered.status]).toEqual(['/notifications', 200])
})

test('without lies the same provider signs in, and its code, state and browser are good once', async () => {
  const anna = openBrowser(stage.url)
  const out = await anna.follow(await enter(anna, 'liar', '//evil.example/x'))
  expect(out.url.searchParams.get('code_challenge_method')).toBe('S256')
  const back = (await fetch(out.url, { redirect: 'manual' })).headers.get('location') ?? ''
  const thief = openBrowser(stage.url)
  await thief.follow(await enter(thief, 'liar'))
  // Stolen from the address bar: another browser, also one that has set out itself, another provider's address, another state.
  for (const [browser, address] of [
    [openBrowser(stage.url), back],
    [thief, back],
    [anna, back.replace('/liar/', '/gateway/')],
    [anna, back.replace(/state=[^&]*/, 'state=other')],
    [anna, back.replace(/state=[^&]*/, '')],
  ] as const) {
    const answer = await browser.get(address)
    expect([answer.status, (await answer.text()).includes('Эта попытка уже использована')]).toEqual([422, true])
  }
  const entered = await anna.follow(await anna.get(back))
  // Where she was going is an address of ours or her own page, never another site.
  expect([entered.url.origin, entered.url.pathname]).toEqual([stage.url, '/account'])
  expect(liar.token.get('code_verifier')).toBeTruthy()
  expect((await anna.get(back)).status).toBe(422)
})

test('she said no', async () => {
  const anna = openBrowser(stage.url)
  const out = await anna.follow(await enter(anna, 'liar'))
  const query = new URLSearchParams({
    error: 'access_denied',
    error_description: '<script>steal()</script>',
    state: out.url.searchParams.get('state') ?? '',
    iss: liar.url,
  })
  const answer = await anna.get(`/account/sign-in/with/liar/back?${query}`)
  const page = await answer.text()
  expect([answer.status, page.includes('Вы отказались'), page.includes('steal')]).toEqual([422, true, false])
})

test('a sign-in that was to be added is lost when somebody else is signed in by then', async () => {
  const zoya = openBrowser(stage.url)
  await signIn(stage, zoya, 'zoya@link.example')
  const out = await zoya.follow(await zoya.post('/account/connected/sign-ins/liar', {}))
  const back = (await fetch(out.url, { redirect: 'manual' })).headers.get('location') ?? ''
  await signIn(stage, zoya, 'marat@link.example')
  expect((await zoya.get(back)).status).toBe(422)
  expect(await (await zoya.get('/account/connected')).text()).toContain('Добавить вход: Лжец')
})

test('a surer provider raises the level, once it is hers; it never turns her into somebody new', async () => {
  const lena = openBrowser(stage.url)
  await signIn(stage, lena, 'lena@level.example')
  const level = await (await lena.get('/account/level?need=confirmed&next=%2Fnotifications')).text()
  expect(level).toContain('/account/connected?')
  real.account = { sub: 'lena-there', claims: { trusted: true } }
  const stray = await through(stage, lena, real, await enter(lena, 'gateway'))
  expect([stray.status, stray.page.includes('ещё не добавлен на вашу страницу')]).toEqual([409, true])
  const page = await (await lena.get('/account/connected?next=%2Fnotifications')).text()
  expect(page).toContain('name="next" value="/notifications"')
  const added = await lena.post(formTo(page, '/sign-ins/gateway'), { next: '/notifications' })
  expect((await through(stage, lena, real, added)).url.pathname).toBe('/notifications')
  expect((await lena.get('/account/level?need=confirmed&next=%2Fnotifications')).headers.get('location')).toBe(
    '/notifications',
  )
  expect(await (await lena.get('/account/sessions')).text()).toContain('Добавлен вход через «Шлюз»')
})

test('the only way in is not taken off', async () => {
  real.account = { sub: 'only-way', claims: {} }
  const marat = openBrowser(stage.url)
  await through(stage, marat, real, await enter(marat, 'gateway'))
  const refused = await marat.post('/account/connected/sign-ins/gateway/withdrawal', {})
  expect([refused.status, (await refused.text()).includes('Это ваш единственный вход')]).toEqual([409, true])
  expect((await marat.post('/account/connected/sign-ins/nobody/withdrawal', {})).status).toBe(404)
})
