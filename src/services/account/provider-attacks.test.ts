// The city as a provider under attack: foreign addresses, downgrades, stolen codes, two at once; nobody is led astray, nothing is given.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endSystem } from '#kernel/identity/index.ts'
import { rotateKeys } from '#outside/oidc-provider/keys.ts'
import { machinery } from '#platform/policy.ts'
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
let anna: Browser
beforeAll(async () => {
  stage = await openListening()
  system = await register(stage)
  anna = openBrowser(stage.url)
  await signIn(stage, anna, 'anna@attacks.example')
})
afterAll(() => stage.close())

async function code(one: System, more: Record<string, string> = {}) {
  const { to, checks } = await asking(one, more)
  const asked = await anna.follow(await anna.get(to.href))
  const back = await anna.follow(await anna.post(formTo(asked.page, '/permission'), {}))
  return { back: back.url, checks }
}

const token = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${stage.url}/oidc/token`, { method: 'POST', body: new URLSearchParams(fields), headers })

const basic = ({ id, secret }: System) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
})

test('an address that is not registered to the letter gets a calm page of ours and no redirect', async () => {
  const [own = ''] = library.redirectUris
  for (const uri of [
    'https://evil.example/',
    `${own}/`,
    `${own}?x=1`,
    `${own}/../steal`,
    own.replace('https', 'http'),
    own.replace('library.example', 'library.example@evil.example'),
    own.replace('library.example', 'library.example.evil.example'),
    own.toUpperCase(),
    'javascript:alert(1)',
    '//evil.example/back',
    `${own}#x`,
    '',
  ]) {
    const { to } = await asking(system, { redirect_uri: uri })
    const answer = await anna.get(to.href)
    expect([uri, answer.status, answer.headers.get('location')]).toEqual([uri, 400, null])
    const page = await answer.text()
    expect(page).toContain('Войти так не получится')
    expect(page).not.toContain('evil.example')
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'self';")
  }
  const { to } = await asking(system)
  to.searchParams.set('client_id', '"><script>steal()</script>')
  const unknown = await anna.get(to.href)
  expect(unknown.status).toBe(400)
  expect(await unknown.text()).not.toContain('<script>steal')
})

test('nothing but a code with PKCE by S256 is given', async () => {
  const wrong: Record<string, string>[] = [
    { code_challenge_method: 'plain' },
    { response_type: 'token' },
    { response_type: 'id_token' },
    { response_type: 'code id_token' },
    { response_mode: 'fragment.jwt' },
    { request: 'x.y.z' },
    { scope: 'openid phone' },
  ]
  for (const more of wrong) {
    const { to } = await asking(system, more)
    const { url } = await anna.follow(await anna.get(to.href))
    expect([more, url.origin, url.searchParams.has('code'), /error=/.test(url.href)]).toEqual([
      more,
      'https://library.example',
      false,
      true,
    ])
  }
  const { to } = await asking(system)
  to.searchParams.delete('code_challenge')
  to.searchParams.delete('code_challenge_method')
  const { url } = await anna.follow(await anna.get(to.href))
  expect([url.searchParams.get('error'), url.searchParams.has('code')]).toEqual(['invalid_request', false])
})

test('a stolen code is of no use: without the verifier, for another system, at another address, or twice', async () => {
  const thief = await register(stage, { name: 'Чужая' })
  const [redirect = ''] = library.redirectUris
  const { back, checks } = await code(system)
  const given = back.searchParams.get('code') ?? ''
  const whole = {
    grant_type: 'authorization_code',
    code: given,
    redirect_uri: redirect,
    code_verifier: checks.pkceCodeVerifier,
  }
  const attempts: [string, Record<string, string>, Record<string, string>, number][] = [
    ['no verifier', { ...whole, code_verifier: '' }, basic(system), 400],
    ['another verifier', { ...whole, code_verifier: oidc.randomPKCECodeVerifier() }, basic(system), 400],
    ['another address', { ...whole, redirect_uri: `${redirect}?` }, basic(system), 400],
    ['another system', whole, basic(thief), 400],
    ['a wrong secret', whole, basic({ ...system, secret: 'wrong' }), 401],
    [
      'its hash as the secret',
      whole,
      basic({ ...system, secret: createHash('sha256').update(system.secret).digest('hex') }),
      401,
    ],
    ['no secret', { ...whole, client_id: system.id }, {}, 401],
    ['not a form', whole, { ...basic(system), 'content-type': 'text/plain' }, 400],
  ]
  for (const [name, fields, headers, status] of attempts) {
    const answer = await token(fields, headers)
    expect([name, answer.status]).toEqual([name, status])
    expect(await answer.text()).not.toMatch(/access_token|at .*\.js:\d/)
  }
  // Two at once: one of them is too late.
  const both = await Promise.all([token(whole, basic(system)), token(whole, basic(system))])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
})

test('another site’s page can call nothing with her cookies, and no script reads a token', async () => {
  const { to } = await asking(system)
  const asked = await anna.follow(await anna.get(to.href))
  const forged = await fetch(`${stage.url}${formTo(asked.page, '/permission')}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
      cookie: [...anna.cookies].map(([name, { value }]) => `${name.split(' ')[0]}=${value}`).join('; '),
    },
  })
  expect(forged.status).toBe(403)
  const scripted = await token(
    { grant_type: 'refresh_token', refresh_token: 'x' },
    { ...basic(system), origin: 'https://evil.example' },
  )
  expect(scripted.headers.get('access-control-allow-origin')).toBeNull()
})

test('what the database holds opens nothing', async () => {
  const { back, checks } = await code(system)
  const tokens = await oidc.authorizationCodeGrant(system.config, back, checks)
  const rows = await sql<{ row: string }>`select r::text as row from identity.oidc_records r`.execute(
    stage.database.kysely,
  )
  const kept = rows.rows.map(({ row }) => row).join('\n')
  for (const secret of [
    tokens.access_token,
    tokens.refresh_token ?? '',
    back.searchParams.get('code') ?? '',
    system.secret,
  ]) {
    expect(kept.includes(secret)).toBe(false)
  }
  for (const [name, { value }] of anna.cookies)
    if (name.startsWith('oidc_')) expect([name, kept.includes(value)]).toEqual([name, false])
})

test('a key that was replaced still checks what it signed, and a new one signs from then on', async () => {
  const before = await code(system)
  const first = await oidc.authorizationCodeGrant(system.config, before.back, before.checks)
  const { keysFile } = stage.city.shared.config.oidc
  expect(((await readFile(keysFile, 'utf8')).match(/"kid"/g) ?? []).length).toBe(1)
  const { from, to } = await rotateKeys(keysFile)
  const { keys } = await (await fetch(`${stage.url}/oidc/jwks`)).json()
  expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual([to, from])
  const after = await code(system)
  const second = await oidc.authorizationCodeGrant(system.config, after.back, after.checks)
  const kidOf = (jwt = '') => JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()).kid
  expect([kidOf(first.id_token), kidOf(second.id_token)]).toEqual([from, to])
  expect(await oidc.fetchUserInfo(system.config, first.access_token, first.claims()?.sub ?? '')).toBeTruthy()
})

test('a system that takes its answer by a post gets it from a button, and only its address is let through', async () => {
  const { to, checks } = await asking(system, { response_mode: 'form_post' })
  const asked = await anna.follow(await anna.get(to.href))
  const passing = await anna.follow(await anna.post(formTo(asked.page, '/permission'), {}))
  expect(passing.page).toContain('Остался один шаг')
  expect(passing.page).toContain('action="https://library.example/back"')
  const fields = [...passing.page.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const back = new URL(library.redirectUris[0] ?? '')
  for (const [, name = '', value = ''] of fields) back.searchParams.set(name, value)
  expect((await oidc.authorizationCodeGrant(system.config, back, checks)).id_token).toBeTruthy()
})

test('a system that was closed lets nobody in, and what it had ends', async () => {
  const closing = await register(stage, { name: 'Закрываемая' })
  const { back, checks } = await code(closing)
  const tokens = await oidc.authorizationCodeGrant(closing.config, back, checks)
  await endSystem(stage.city.cityFor(machinery('test')), { id: closing.id })
  await expect(oidc.refreshTokenGrant(closing.config, tokens.refresh_token ?? '')).rejects.toThrow()
  const { to } = await asking(closing)
  expect((await anna.get(to.href)).status).toBe(400)
  expect(await (await anna.get('/account/connected')).text()).not.toContain('Закрываемая')
})

test('broken requests are answered in order, whatever they bring', async () => {
  for (const path of [
    'authorization',
    'end-session',
    'authorization/nobody',
    'end-session/success',
    'userinfo',
    'jwks',
  ]) {
    for (const query of [
      '',
      '?client_id=%00',
      '?client_id=a&client_id=b',
      `?state=${'x'.repeat(5000)}`,
      '?id_token_hint=a.b.c',
      '?%ff=1',
    ]) {
      const answer = await anna.get(`/oidc/${path}${query}`)
      expect([path, query.slice(0, 20), answer.status < 500]).toEqual([path, query.slice(0, 20), true])
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  }
  for (const path of ['token', 'introspection', 'revocation', 'par', 'userinfo', 'end-session/confirm']) {
    for (const body of ['', 'x'.repeat(100_000), 'client_id=%00', '{"a":1}']) {
      const answer = await fetch(`${stage.url}/oidc/${path}`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      expect([path, body.slice(0, 10), answer.status < 500]).toEqual([path, body.slice(0, 10), true])
    }
  }
})
