// The city as a provider of sign-in, whole flows over real HTTP: openid-client (certified) as the system, a browser, our pages.

import { sql } from 'kysely'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  asking,
  type Browser,
  formTo,
  type ListeningStage,
  library,
  openBrowser,
  openListening,
  register,
  type System,
  signIn,
} from './provider.testing.ts'

let stage: ListeningStage
let system: System
beforeAll(async () => {
  stage = await openListening()
  system = await register(stage)
})
afterAll(() => stage.close())

let people = 0
async function somebody(): Promise<{ browser: Browser; email: string }> {
  people += 1
  const email = `person-${people}@oidc.example`
  const browser = openBrowser(stage.url)
  await signIn(stage, browser, email)
  return { browser, email }
}

/** From the system's address to the code that comes back to it. */
async function allow(browser: Browser, to: URL): Promise<URL> {
  const asked = await browser.follow(await browser.get(to.href))
  const allowed = await browser.follow(await browser.post(formTo(asked.page, '/permission'), {}))
  return allowed.url
}

test('discovery says what the city can do, and its keys are public ones', async () => {
  const said = system.config.serverMetadata()
  expect(said.issuer).toBe(stage.url)
  expect(said.authorization_endpoint).toBe(`${stage.url}/oidc/authorization`)
  expect(said.code_challenge_methods_supported).toEqual(['S256'])
  expect(said.response_types_supported).toEqual(['code'])
  expect(said.subject_types_supported).toEqual(['pairwise'])
  expect(said.acr_values_supported).toEqual(['simple', 'standard', 'confirmed'])
  const { keys } = await (await fetch(String(said.jwks_uri))).json()
  expect(keys).toHaveLength(1)
  expect(Object.keys(keys[0])).not.toContain('d')
  // A forged name of the host changes no address in it.
  const forged = await stage.city.app.inject({
    url: '/.well-known/openid-configuration',
    headers: { host: 'evil.example' },
  })
  expect(forged.json().token_endpoint).toBe(`${stage.url}/oidc/token`)
  expect(forged.headers['cache-control']).toBe('no-store')
})

test('a person signs in, reads what the system will learn, allows it; tokens work, are renewed, and end', async () => {
  const browser = openBrowser(stage.url)
  const { to, checks } = await asking(system)
  // Nobody is signed in: she is led to the sign-in page, and from the letter straight on to the question.
  const door = await browser.follow(await browser.get(to.href))
  expect(door.url.pathname).toBe('/account/sign-in')
  const next = /name="next" value="([^"]*)"/.exec(door.page)?.[1] ?? ''
  const asked = await browser.follow(await signIn(stage, browser, 'anna@oidc.example', next))
  expect(asked.url.pathname).toMatch(/^\/account\/consent\/[\w-]+$/)
  expect(asked.page).toContain('Войти в систему «Городская библиотека» через Италмас')
  expect(asked.page).toContain('anna@oidc.example')
  expect(asked.page).toContain('вы этого не указали')
  const shown = await browser.get(asked.url.href)
  expect(shown.headers.get('content-security-policy')).toContain("form-action 'self' https://library.example;")
  expect(shown.headers.get('cache-control')).toBe('private, no-store')
  const back = await browser.follow(await browser.post(formTo(asked.page, '/permission'), {}))
  expect(back.url.origin + back.url.pathname).toBe('https://library.example/back')
  expect(back.url.searchParams.get('iss')).toBe(stage.url)

  const tokens = await oidc.authorizationCodeGrant(system.config, back.url, checks)
  const claims = tokens.claims()
  expect(claims?.aud).toBe(system.id)
  expect(claims?.sub).toMatch(/^[0-9a-f-]{36}$/)
  const told = await oidc.fetchUserInfo(system.config, tokens.access_token, claims?.sub ?? '')
  expect(told).toEqual({ sub: claims?.sub, email: 'anna@oidc.example', email_verified: true, level: 'simple' })
  expect((await oidc.tokenIntrospection(system.config, tokens.access_token)).active).toBe(true)

  const renewed = await oidc.refreshTokenGrant(system.config, tokens.refresh_token ?? '')
  expect(renewed.refresh_token).not.toBe(tokens.refresh_token)
  expect(renewed.claims()?.sub).toBe(claims?.sub)
  // A refresh token that was replaced is a stolen one: everything that hangs on it ends.
  await expect(oidc.refreshTokenGrant(system.config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  })
  await expect(oidc.refreshTokenGrant(system.config, renewed.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  })
  // The code was good once.
  await expect(oidc.authorizationCodeGrant(system.config, back.url, checks)).rejects.toMatchObject({
    error: 'invalid_grant',
  })
})

test('what she allowed is remembered, listed on her page, and ends at once when she withdraws it', async () => {
  const { browser } = await somebody()
  const first = await asking(system)
  const tokens = await oidc.authorizationCodeGrant(system.config, await allow(browser, first.to), first.checks)
  // Without `prompt=consent` she is asked nothing the second time, in another browser, too.
  const again = await asking(system, { prompt: '', scope: 'openid email' })
  again.to.searchParams.delete('prompt')
  const silent = await browser.follow(await browser.get(again.to.href))
  expect(silent.url.origin).toBe('https://library.example')
  expect(silent.url.searchParams.get('code')).toBeTruthy()

  const page = await (await browser.get('/account/connected')).text()
  expect(page).toContain('Городская библиотека')
  expect(await (await browser.get('/account')).text()).toContain('/account/connected')
  const file = await (await browser.get('/account/data/file.json')).json()
  expect(JSON.stringify(file.modules.identity)).toContain('Городская библиотека')
  await browser.post(formTo(page, `/systems/${system.id}/withdrawal`), {})
  await expect(oidc.refreshTokenGrant(system.config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  })
  await expect(oidc.fetchUserInfo(system.config, tokens.access_token, tokens.claims()?.sub ?? '')).rejects.toThrow()
  expect(await (await browser.get('/account/connected')).text()).toContain('Здесь будут системы')
  // And she is asked anew.
  const third = await asking(system, { scope: 'openid email' })
  expect((await browser.follow(await browser.get(third.to.href))).page).toContain('Разрешить')
  const consents = await sql<{ n: number }>`
    select count(*) as n from identity.consents c join identity.withdrawals w on w.consent = c.id where c.purpose = 'system'`.execute(
    stage.database.kysely,
  )
  expect(consents.rows[0]?.n).toBe(1)
})

test('two systems know one person by two signs, and forgetting her ends everything', async () => {
  const other = await register(stage, { name: 'Бассейн' })
  const { browser } = await somebody()
  const subs: string[] = []
  const refresh: [System, string][] = []
  for (const one of [system, other]) {
    const { to, checks } = await asking(one)
    const tokens = await oidc.authorizationCodeGrant(one.config, await allow(browser, to), checks)
    subs.push(tokens.claims()?.sub ?? '')
    refresh.push([one, tokens.refresh_token ?? ''])
  }
  expect(new Set(subs).size).toBe(2)
  await browser.post('/account/forgetting', { sure: 'yes' })
  for (const [one, token] of refresh) {
    await expect(oidc.refreshTokenGrant(one.config, token)).rejects.toMatchObject({ error: 'invalid_grant' })
  }
  const left = await sql<{ n: number }>`
    select count(*) as n from identity.handles where id::text = ${subs[0]} or id::text = ${subs[1]}`.execute(
    stage.database.kysely,
  )
  expect(left.rows[0]?.n).toBe(0)
})

test('declining leads back with nothing learnt; no token is kept that could be used', async () => {
  const { browser } = await somebody()
  const { to, checks } = await asking(system)
  const asked = await browser.follow(await browser.get(to.href))
  const declined = await browser.follow(await browser.post(formTo(asked.page, '/refusal'), {}))
  expect(declined.url.searchParams.get('error')).toBe('access_denied')
  await expect(oidc.authorizationCodeGrant(system.config, declined.url, checks)).rejects.toThrow()
  // The question is answered: going back and pressing the other button changes nothing.
  const late = await browser.post(formTo(asked.page, '/permission'), {})
  expect(late.status).toBe(404)
  expect(await late.text()).toContain('уже не ждёт ответа')
})

test('a question belongs to the browser that was asked', async () => {
  const { browser } = await somebody()
  const stranger = openBrowser(stage.url)
  const { to } = await asking(system)
  // He is nobody here yet; whoever answers his question would be who he is signed in as.
  const led = await stranger.get(to.href)
  const question = led.headers.get('location') ?? ''
  expect(question).toMatch(/^\/account\/consent\/[\w-]+$/)
  expect((await browser.get(question)).status).toBe(404)
  for (const answer of ['permission', 'refusal', 'again', 'as-it-is'])
    expect([answer, (await browser.post(`${question}/${answer}`, {})).status]).toEqual([answer, 404])
  // Another one of hers does not open it, either.
  await browser.get((await asking(system)).to.href)
  expect((await browser.get(question)).status).toBe(404)
  expect((await stranger.get(question)).headers.get('location')).toContain('/account/sign-in?')
})

test('signing out of the city ends what hangs on the session and tells the systems that asked for it', async () => {
  const { createServer } = await import('node:http')
  const heard: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      heard.push(new URLSearchParams(body).get('logout_token') ?? '')
      response.end()
    })
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const told = await register(stage, { name: 'Театр', backChannelUri: `http://127.0.0.1:${port}/bye` })
  const { browser } = await somebody()
  const { to, checks } = await asking(told, { scope: 'openid' })
  const tokens = await oidc.authorizationCodeGrant(told.config, await allow(browser, to), checks)
  await browser.post('/account/sign-out', {})
  const [header = '', payload = ''] = (heard[0] ?? '').split('.')
  expect(JSON.parse(Buffer.from(header, 'base64url').toString()).typ).toBe('logout+jwt')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  expect([claims.sub, claims.aud]).toEqual([tokens.claims()?.sub, told.id])
  await expect(oidc.fetchUserInfo(told.config, tokens.access_token, claims.sub)).rejects.toThrow()
  // Nobody is signed in for systems, either.
  const silent = await asking(told, { prompt: 'none', scope: 'openid' })
  expect((await browser.follow(await browser.get(silent.to.href))).url.searchParams.get('error')).toBe('login_required')
  server.close()
})

test('a system signs her out of the city when she agrees, and only then', async () => {
  const { browser } = await somebody()
  const { to, checks } = await asking(system, { scope: 'openid' })
  const tokens = await oidc.authorizationCodeGrant(system.config, await allow(browser, to), checks)
  const out = oidc.buildEndSessionUrl(system.config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: library.signOutUris[0] ?? '',
    state: 'bye',
  })
  for (const [fields, status] of [
    [{}, 200],
    [{ logout: 'yes' }, 303],
  ] as const) {
    const leaving = await browser.follow(await browser.get(out.href))
    expect(leaving.page).toContain('Система «Городская библиотека» просит завершить вход')
    const xsrf = /name="xsrf" value="([^"]*)"/.exec(leaving.page)?.[1] ?? ''
    const left = await browser.follow(await browser.post(formTo(leaving.page, '/confirm'), { xsrf, ...fields }))
    expect(left.url.href).toBe('https://library.example/bye?state=bye')
    expect((await browser.get('/account')).status).toBe(status)
  }
})

test('max_age, prompt and acr_values are honoured', async () => {
  const { browser, email } = await somebody()
  const again = await asking(system, { prompt: 'login', scope: 'openid' })
  const page = await browser.follow(await browser.get(again.to.href))
  expect(page.page).toContain('просит войти ещё раз')
  const door = await browser.follow(await browser.post(formTo(page.page, '/again'), {}))
  expect(door.url.pathname).toBe('/account/sign-in')
  const next = /name="next" value="([^"]*)"/.exec(door.page)?.[1] ?? ''
  const asked = await browser.follow(await signIn(stage, browser, email, next))
  const back = await browser.follow(await browser.post(formTo(asked.page, '/permission'), {}))
  const tokens = await oidc.authorizationCodeGrant(system.config, back.url, again.checks)
  expect(tokens.claims()?.auth_time ?? 0).toBeGreaterThan(0)

  const surer = await asking(system, { acr_values: 'confirmed', scope: 'openid' })
  const more = await browser.follow(await browser.get(surer.to.href))
  expect(more.page).toContain('Нужен более надёжный вход')
  const after = await browser.follow(await browser.post(formTo(more.page, '/as-it-is'), {}))
  const plain = await browser.follow(await browser.post(formTo(after.page, '/permission'), {}))
  const given = await oidc.authorizationCodeGrant(system.config, plain.url, surer.checks)
  // What it asked for it was not given, and it is told so.
  expect(given.claims()?.acr).toBe('simple')
})
