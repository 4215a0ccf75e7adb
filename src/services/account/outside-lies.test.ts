// A provider that lies, dawdles or babbles signs nobody in, and the person reads a calm page with a way on.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Liar, Lies } from '#outside/oidc-client/providers.testing.ts'
import { enter, type OutsideStage, openOutside } from './outside.testing.ts'
import { type ListeningStage, openBrowser } from './provider.testing.ts'

let open: OutsideStage
let stage: ListeningStage
let liar: Liar
beforeAll(async () => {
  open = await openOutside()
  ;({ stage, liar } = open)
})
afterAll(() => open.close())
afterEach(() => {
  liar.lies = {}
})

const lies: [string, Lies, string, number][] = [
  ['another issuer answers (mix-up, RFC 9207)', { iss: 'https://evil.example' }, 'не прошёл проверку', 422],
  ['the nonce of another sign-in', { idToken: { nonce: 'other' } }, 'не прошёл проверку', 422],
  ['a token for another site', { idToken: { aud: 'another' } }, 'не прошёл проверку', 422],
  ['a token of another issuer', { idToken: { iss: 'https://evil.example' } }, 'не прошёл проверку', 422],
  ['an old token', { idToken: { exp: 1, iat: 1 } }, 'не прошёл проверку', 422],
  ['no signature at all', { alg: 'none' }, 'не прошёл проверку', 422],
  ['a signature anybody can make', { alg: 'HS256' }, 'не прошёл проверку', 422],
  ['a foreign key', { foreignKey: true }, 'не прошёл проверку', 422],
  ['no token of identity', { noIdToken: true }, 'не прошёл проверку', 422],
  ['what another person is told', { userinfo: { sub: 'somebody else' } }, 'не прошёл проверку', 422],
  ['an error', { instead: { path: '/token', answer: (r) => r.writeHead(500).end('oops') } }, 'сейчас не отвечает', 503],
  [
    'a refusal',
    {
      instead: {
        path: '/token',
        answer: (r) => r.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}'),
      },
    },
    'сейчас не отвечает',
    503,
  ],
  [
    'a redirect elsewhere',
    { instead: { path: '/token', answer: (r) => r.writeHead(302, { location: 'https://evil.example/' }).end() } },
    'сейчас не отвечает',
    503,
  ],
  ['nothing, for too long', { instead: { path: '/token', answer: () => undefined } }, 'сейчас не отвечает', 503],
  ['a connection that is cut', { instead: { path: '/token', answer: (r) => r.destroy() } }, 'сейчас не отвечает', 503],
  [
    '5 MB',
    {
      instead: {
        path: '/token',
        answer: (r) => r.writeHead(200, { 'content-type': 'application/json' }).end(`{"a":"${'x'.repeat(5_000_000)}"}`),
      },
    },
    'сейчас не отвечает',
    503,
  ],
  [
    'JSON that is not JSON',
    {
      instead: {
        path: '/token',
        answer: (r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":'),
      },
    },
    'не удалось прочитать',
    503,
  ],
  [
    'a page in place of JSON',
    {
      instead: {
        path: '/userinfo',
        answer: (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hi</h1>'),
      },
    },
    'не удалось прочитать',
    503,
  ],
]

test.each(lies)('a provider that answers %s signs nobody in, and says so calmly', async (_, lie, said, status) => {
  const anna = openBrowser(stage.url)
  const out = await anna.follow(await enter(anna, 'liar'))
  expect(out.url.origin).toBe(liar.url)
  liar.lies = lie
  const back = await fetch(out.url, { redirect: 'manual' })
  const answer = await anna.get(back.headers.get('location') ?? '')
  const page = await answer.text()
  expect([answer.status, page.includes(said), page.includes('Никто не вошёл')]).toEqual([status, true, true])
  expect(page).toContain('/account/sign-in/with/liar')
  expect(answer.headers.getSetCookie().some((line) => line.startsWith('session='))).toBe(false)
  expect((await anna.get('/account')).status).toBe(303)
})
