// Outside providers over real HTTP: each way of speaking that the operator may set, and providers that cannot be reached or believed.
import { generateKeyPairSync, verify } from 'node:crypto'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Server } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { selfSigned } from './certificate.testing.ts'
import { SignInTrouble } from './index.ts'
import { type Liar, listenOn, openLiar } from './providers.testing.ts'
import { openProviders } from './real.ts'
import type { Provider } from './settings.ts'

let liar: Liar
const closing: (() => Promise<void>)[] = []
beforeEach(async () => {
  liar = await openLiar()
  closing.push(() => liar.close())
})
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

const back = 'http://127.0.0.1:1/back'

function provider(more: Partial<Provider> = {}): Provider {
  return {
    ...{
      id: 'there',
      title: { ru: 'Там', en: 'There' },
      issuer: liar.url,
      discovery: true,
      endpoints: {},
      clientId: 'city',
    },
    ...{
      auth: 'client_secret_basic',
      secret: 's3cret',
      privateKey: null,
      ca: null,
      scopes: ['openid'],
      authorizeParams: {},
    },
    ...{
      pkce: true,
      nonce: true,
      responseMode: 'query',
      idTokenAlgs: ['RS256'],
      clockSkewSeconds: 5,
      userinfo: 'json',
    },
    claims: {
      ...{ sub: 'sub', given_name: 'given_name', family_name: 'family_name', middle_name: 'middle_name' },
      ...{
        birthdate: { claim: 'birthdate', format: 'yyyy-MM-dd' },
        phone: 'phone_number',
        email: 'email',
        snils: 'snils',
        inn: 'inn',
      },
    },
    ...{ timeoutSeconds: 2, logout: 'none', keep: [] },
    ...more,
  }
}

/** From setting out to what is proved; `change` may alter the address by which she comes back. */
async function journey(set: Provider, change: (answer: URL) => void = () => undefined) {
  const providers = openProviders([set])
  const { to, ...kept } = await providers.depart('there', back)
  const answered = await fetch(to, { redirect: 'manual' })
  const answer = new URL(answered.headers.get('location') ?? '')
  change(answer)
  return providers.prove('there', answer, kept)
}

const troubled = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'believed',
    (error: unknown) => (error instanceof SignInTrouble ? error.trouble : 'a bug'),
  )

test('each way of showing that the city is itself', async () => {
  await journey(provider())
  expect(liar.headers.authorization).toBe(`Basic ${Buffer.from('city:s3cret').toString('base64')}`)
  await journey(provider({ auth: 'client_secret_post' }))
  expect([liar.token.get('client_id'), liar.token.get('client_secret')]).toEqual(['city', 's3cret'])
  await journey(provider({ auth: 'none', secret: null }))
  expect([liar.token.get('client_id'), liar.token.has('client_secret'), liar.headers.authorization]).toEqual([
    'city',
    false,
    undefined,
  ])
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  await journey(provider({ auth: 'private_key_jwt', secret: null, privateKey: pem, keyId: 'k1' }))
  const [header = '', payload = '', signature = ''] = (liar.token.get('client_assertion') ?? '').split('.')
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg: 'ES256', kid: 'k1' })
  const proved = verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  expect(proved).toBe(true)
})

test('what the operator asks for stands in the address, and what he does not, does not', async () => {
  await journey(
    provider({ scopes: ['openid', 'fullname'], authorizeParams: { access_type: 'online' }, responseMode: 'form_post' }),
  )
  expect(Object.fromEntries(liar.authorize)).toMatchObject({
    ...{
      scope: 'openid fullname',
      access_type: 'online',
      response_mode: 'form_post',
      response_type: 'code',
      redirect_uri: back,
    },
    code_challenge_method: 'S256',
  })
  await journey(provider({ pkce: false }))
  expect([liar.authorize.has('code_challenge'), liar.token.has('code_verifier')]).toEqual([false, false])
  await journey(provider({ nonce: false }))
  expect(liar.authorize.has('nonce')).toBe(false)
})

test('without discovery nothing but the named addresses is asked', async () => {
  const at = (path: string) => `${liar.url}${path}`
  const endpoints = { authorize: at('/authorize'), token: at('/token'), userinfo: at('/userinfo'), jwks: at('/jwks') }
  const proved = await journey(provider({ discovery: false, endpoints, keep: ['name'] }))
  expect(proved).toEqual({ subject: 'her', level: 'simple', methods: [], kept: { name: 'Анна' } })
  expect(liar.asked).toEqual(['GET /authorize', 'POST /token', 'GET /jwks', 'GET /userinfo'])
})

test('what is said about itself is not believed when it names another, asks for http elsewhere, or cannot be read', async () => {
  const lies: [string, object, string][] = [
    ['another issuer', { issuer: 'https://evil.example' }, 'untrue'],
    ['no address', { authorization_endpoint: undefined, token_endpoint: undefined }, 'unreadable'],
  ]
  for (const [name, discovery, trouble] of lies) {
    liar.lies = { discovery: { ...discovery } }
    expect([name, await troubled(journey(provider()))]).toEqual([name, trouble])
  }
  liar.lies = {
    instead: {
      path: '/.well-known/openid-configuration',
      answer: (r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{{{'),
    },
  }
  expect(await troubled(journey(provider()))).toBe('unreadable')
  liar.lies = {
    instead: {
      path: '/.well-known/openid-configuration',
      answer: (r) => r.writeHead(302, { location: 'https://evil.example' }).end(),
    },
  }
  expect(await troubled(journey(provider()))).toBe('down')
})

test('a provider that was down is asked again by the next who comes', async () => {
  const server = createServer((_request, response) => response.destroy())
  const gone = await listenOn(server)
  await gone.close()
  expect(await troubled(openProviders([provider({ issuer: gone.url })]).depart('there', back))).toBe('down')
  const providers = openProviders([provider()])
  liar.lies = { instead: { path: '/.well-known/openid-configuration', answer: (r) => r.writeHead(503).end() } }
  expect(await troubled(providers.depart('there', back))).toBe('down')
  liar.lies = {}
  expect((await providers.depart('there', back)).to.origin).toBe(liar.url)
})

test('clocks may differ by as much as the operator lets them', async () => {
  const now = Math.floor(Date.now() / 1000)
  liar.lies = { idToken: { iat: now - 90, exp: now - 30 } }
  expect(await troubled(journey(provider({ clockSkewSeconds: 5 })))).toBe('untrue')
  expect(await troubled(journey(provider({ clockSkewSeconds: 60 })))).toBe('believed')
})

test('only the signatures that the operator allows are taken', async () => {
  expect(await troubled(journey(provider({ idTokenAlgs: ['ES256'] })))).toBe('untrue')
  expect(await troubled(journey(provider({ idTokenAlgs: ['ES256', 'RS256'] })))).toBe('believed')
  // Plain words where signed ones were agreed on.
  expect(await troubled(journey(provider({ userinfo: 'jwt' })))).toBe('untrue')
})

test('mixed-up answers are not taken to their sender', async () => {
  for (const [name, change] of [
    ['another issuer', (answer: URL) => answer.searchParams.set('iss', 'https://evil.example')],
    ['no issuer where one was promised', (answer: URL) => answer.searchParams.delete('iss')],
    ['another state', (answer: URL) => answer.searchParams.set('state', 'other')],
    ['two codes', (answer: URL) => answer.searchParams.append('code', 'other')],
  ] as const) {
    const before = liar.asked.filter((one) => one === 'POST /token').length
    expect([name, await troubled(journey(provider(), change))]).toEqual([name, 'untrue'])
    expect(liar.asked.filter((one) => one === 'POST /token').length).toBe(before)
  }
})

test('through the operator’s proxy', async () => {
  const through: string[] = []
  const proxy = createServer()
  proxy.on('connect', (request, socket) => {
    through.push(String(request.url))
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  const { url, close } = await listenOn(proxy)
  closing.push(close)
  expect(await troubled(openProviders([provider({ proxy: url })]).depart('there', back))).toBe('down')
  expect(through).toEqual([new URL(liar.url).host])
})

test('by certificates of the operator’s own, and by no others', async () => {
  const { key, cert } = selfSigned()
  const server = createTlsServer({ key, cert }, (_request, response) => {
    const issuer = `https://127.0.0.1:${portOf(server)}`
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/a`,
        token_endpoint: `${issuer}/t`,
        jwks_uri: `${issuer}/j`,
      }),
    )
  })
  const { close } = await listenOn(server)
  closing.push(close)
  const issuer = `https://127.0.0.1:${portOf(server)}`
  expect(await troubled(openProviders([provider({ issuer })]).depart('there', back))).toBe('down')
  expect((await openProviders([provider({ issuer, ca: cert })]).depart('there', back)).to.origin).toBe(issuer)
})

test('each way of leaving', async () => {
  const leave = (logout: Provider['logout']) =>
    openProviders([provider({ logout })]).leave('there', 'https://city.example/')
  expect(await leave('none')).toBeNull()
  expect((await leave('end-session'))?.href).toBe(
    `${liar.url}/bye?client_id=city&post_logout_redirect_uri=https%3A%2F%2Fcity.example%2F`,
  )
  const own = { url: 'https://gateway.example/Logout', clientIdParam: 'client_id', backParam: 'redirect_url' }
  expect((await leave(own))?.href).toBe(
    'https://gateway.example/Logout?client_id=city&redirect_url=https%3A%2F%2Fcity.example%2F',
  )
})

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
