// Outside providers on loopback: a real one (oidc-provider), and one that speaks the protocol and lies where a test wants it to.
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Server as TlsServer } from 'node:https'
import { text } from 'node:stream/consumers'
import { Provider } from 'oidc-provider'

export interface Loopback {
  url: string
  close(): Promise<void>
}

export async function listenOn(server: Server | TlsServer): Promise<Loopback> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}

export interface RealProvider extends Loopback {
  /** Who is signed in there. */
  account: { sub: string; claims: Record<string, unknown> }
}

/** A real provider whose people sign in by themselves; `client` is how it knows the city. */
export async function openRealProvider(client: {
  id: string
  secret: string
  redirectUris: string[]
  logoutUris: string[]
}): Promise<RealProvider> {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  const server = createServer((request, response) => answer(request, response))
  const loopback = await listenOn(server)
  const real: RealProvider = { ...loopback, account: { sub: 'nobody', claims: {} } }
  const provider = new Provider(loopback.url, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: client.redirectUris,
        post_logout_redirect_uris: client.logoutUris,
      },
    ],
    claims: { openid: ['sub'], profile: ['given_name', 'middle_name', 'trusted', 'birthDate'], email: ['email'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['of the test'] },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...real.account.claims }) }),
  })
  const library = provider.callback()
  answer = (request, response) => {
    if (request.url?.startsWith('/interaction/')) void signInThere(provider, real, request, response)
    else void library(request, response)
  }
  return real
}

async function signInThere(
  provider: Provider,
  real: RealProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: real.account.sub } })
    return
  }
  const grant = new provider.Grant({ accountId: session?.accountId, clientId: String(params.client_id) })
  grant.addOIDCScope(String(params.scope))
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
}

/** What a lying provider does otherwise than it should; all is right without any. */
export interface Lies {
  idToken?: Record<string, unknown>
  /** Signs by a key that is not among its own. */
  foreignKey?: boolean
  alg?: 'none' | 'HS256'
  /** Sends no id_token. */
  noIdToken?: boolean
  userinfo?: Record<string, unknown>
  /** In place of a whole answer, by address. */
  instead?: { path: string; answer(response: ServerResponse): void }
  /** Another name in the authorization response (RFC 9207). */
  iss?: string
  discovery?: Record<string, unknown>
}

export interface Liar extends Loopback {
  lies: Lies
  /** Every request that came, as method and path. */
  asked: string[]
  /** The last parameters of the authorization request and of the token request. */
  authorize: URLSearchParams
  token: URLSearchParams
  headers: IncomingMessage['headers']
}

/** A provider that does what the protocol says, but for its `lies`. */
export async function openLiar(): Promise<Liar> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const nonces = new Map<string, string>()
  const server = createServer((request, response) => void answer(request, response))
  const loopback = await listenOn(server)
  const liar: Liar = {
    ...loopback,
    lies: {},
    asked: [],
    authorize: new URLSearchParams(),
    token: new URLSearchParams(),
    headers: {},
  }
  return liar

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', liar.url)
    liar.asked.push(`${request.method} ${url.pathname}`)
    const { lies } = liar
    if (lies.instead?.path === url.pathname) return lies.instead.answer(response)
    if (url.pathname === '/.well-known/openid-configuration') {
      return json(response, {
        issuer: liar.url,
        authorization_endpoint: `${liar.url}/authorize`,
        token_endpoint: `${liar.url}/token`,
        userinfo_endpoint: `${liar.url}/userinfo`,
        jwks_uri: `${liar.url}/jwks`,
        end_session_endpoint: `${liar.url}/bye`,
        authorization_response_iss_parameter_supported: true,
        id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
        ...lies.discovery,
      })
    }
    if (url.pathname === '/jwks')
      return json(response, {
        keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }],
      })
    if (url.pathname === '/authorize') {
      liar.authorize = url.searchParams
      const code = `code-${nonces.size}`
      nonces.set(code, url.searchParams.get('nonce') ?? '')
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      back.searchParams.set('iss', lies.iss ?? liar.url)
      response.writeHead(302, { location: back.href }).end()
      return
    }
    if (url.pathname === '/token') {
      liar.token = new URLSearchParams(await text(request))
      liar.headers = request.headers
      const code = liar.token.get('code') ?? ''
      const nonce = nonces.get(code)
      if (nonce === undefined) return json(response, { error: 'invalid_grant' }, 400)
      nonces.delete(code)
      return json(response, {
        access_token: 'access',
        token_type: 'Bearer',
        expires_in: 60,
        ...(lies.noIdToken ? {} : { id_token: signed(nonce) }),
      })
    }
    if (url.pathname === '/userinfo') return json(response, { sub: 'her', given_name: 'Анна', ...lies.userinfo })
    response.writeHead(404).end()
  }

  function signed(nonce: string): string {
    const { lies } = liar
    const now = Math.floor(Date.now() / 1000)
    const header = { alg: lies.alg ?? 'RS256', kid: 'own', typ: 'JWT' }
    const claims = {
      iss: liar.url,
      sub: 'her',
      aud: 'city',
      iat: now,
      exp: now + 60,
      ...(nonce === '' ? {} : { nonce }),
      ...lies.idToken,
    }
    const body = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    if (lies.alg === 'none') return `${body}.`
    return `${body}.${signature(body, lies.foreignKey ? foreign.privateKey : own.privateKey)}`
  }
}

function signature(body: string, key: KeyObject): string {
  return createSign('RSA-SHA256').update(body).sign(key, 'base64url')
}

function json(response: ServerResponse, data: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(data))
}
