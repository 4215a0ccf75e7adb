// Another system of the city over real HTTP: registered at the desk, with openid-client as its relying party, and a person's browser.
import { once } from 'node:events'
import { createServer } from 'node:net'
import * as oidc from 'openid-client'
import { type SaveSystem, saveSystem } from '#kernel/identity/index.ts'
import { machinery } from '#platform/policy.ts'
import { openStage, type Stage, type StageOptions } from '#tests/people.ts'

export interface ListeningStage extends Stage {
  url: string
}

/** A whole city that listens where its address says. */
export async function openListening(options: StageOptions = {}): Promise<ListeningStage> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const stage = await openStage({ pack: false, ...options, publicUrl: url })
  await stage.city.app.listen({ host: '127.0.0.1', port })
  return Object.assign(stage, { url })
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** What the operator writes at the desk. */
export const library: SaveSystem = {
  name: 'Городская библиотека',
  site: 'https://library.example/',
  organisation: 'МБУ «Централизованная библиотечная система»',
  inn: '7707083893',
  purpose: 'Чтобы продлевать книги на ваш читательский билет',
  redirectUris: ['https://library.example/back'],
  signOutUris: ['https://library.example/bye'],
  backChannelUri: null,
  scopes: ['profile', 'email', 'level', 'offline_access'],
  auth: 'client_secret_basic',
}

export interface System {
  id: string
  secret: string
  config: oidc.Configuration
}

/** Registers a system and lets it discover the city. */
export async function register(stage: ListeningStage, more: Partial<SaveSystem> = {}): Promise<System> {
  const city = stage.city.cityFor(machinery('test'))
  const { id, secret } = await saveSystem(city, { ...library, ...more })
  const auth = secret === null ? oidc.None() : oidc.ClientSecretBasic(secret)
  const config = await oidc.discovery(new URL(stage.url), id, undefined, auth, {
    execute: [oidc.allowInsecureRequests],
  })
  return { id, secret: secret ?? '', config }
}

export interface Browser {
  get(url: string): Promise<Response>
  post(url: string, fields: Record<string, string>): Promise<Response>
  /** Goes on by redirects, and by pages that lead on at once, until a page stays or an address is not the city's. */
  follow(answer: Response): Promise<{ url: URL; page: string; status: number }>
  cookies: Map<string, { value: string; path: string }>
}

/** A browser that keeps cookies by their paths, goes where it is led, and never to another site. */
export function openBrowser(origin: string): Browser {
  const cookies = new Map<string, { value: string; path: string }>()
  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const to = new URL(url, origin)
    const path = to.pathname
    const sent = [...cookies]
      .filter(
        ([, { path: under }]) => under === '/' || path === under || path.startsWith(`${under.replace(/\/$/, '')}/`),
      )
      .map(([name, { value }]) => `${name.split(' ')[0]}=${value}`)
    const answer = await fetch(to, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(sent.length > 0 ? { cookie: sent.join('; ') } : {}), ...init.headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/'
      const gone = attributes.some((one) => /^max-age=0/i.test(one) || /1970/.test(one)) || value === ''
      if (gone) cookies.delete(`${name} ${path}`)
      else cookies.set(`${name} ${path}`, { value, path })
    }
    return answer
  }
  const browser: Browser = {
    cookies,
    get: (url) => send(url, {}),
    post: (url, fields) =>
      send(url, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin, 'sec-fetch-site': 'same-origin' },
      }),
    async follow(answer) {
      let now = answer
      for (let step = 0; step < 12; step += 1) {
        const next = now.headers.get('location') ?? now.headers.get('refresh')?.replace(/^0; url=/, '')
        if (!next) return { url: new URL(now.url), page: await now.text(), status: now.status }
        const to = new URL(next, now.url)
        if (to.origin !== origin) return { url: to, page: '', status: now.status }
        now = await browser.get(to.href)
      }
      throw new Error('led in a circle')
    },
  }
  return browser
}

/** Where a system sends a browser, and what it keeps to check the answer. */
export async function asking(system: System, more: Record<string, string> = {}) {
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  const to = oidc.buildAuthorizationUrl(system.config, {
    redirect_uri: library.redirectUris[0] ?? '',
    scope: 'openid profile email level offline_access',
    prompt: 'consent',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  })
  return {
    to,
    checks: { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
  }
}

/** Signs a browser in by a letter, as people do; `next` is where the sign-in page was to lead. */
export async function signIn(stage: ListeningStage, browser: Browser, email: string, next = ''): Promise<Response> {
  await browser.post('/account/sign-in', { email, next })
  const letter = (await stage.letters()).find(({ to }) => to === email)
  const link = new URL(/https?:\/\/\S+/.exec(letter?.text ?? '')?.[0] ?? 'http://none')
  return browser.post(link.pathname, Object.fromEntries(link.searchParams))
}

/** The address that a form of the page posts to, by the end of its action. */
export function formTo(page: string, end: string): string {
  const found = [...page.matchAll(/action="([^"]*)"/g)]
    .map(([, action = '']) => action)
    .find((one) => one.endsWith(end))
  if (!found) throw new Error(`no form to …${end}`)
  return found
}
