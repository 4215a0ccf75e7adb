// Who may do what, tried by everybody at every address; the table here is written by hand, apart from the routes' own policies.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LivedIn, liveIn } from '../lived-in.ts'
import { openStage, type Stage, type Visitor } from '../people.ts'
import { addressOf, type DoorRoute, routesOf } from './arms.ts'

const staff = [
  'boris',
  'igor',
  'vera',
  'lena',
  'sergey',
  'oleg',
  'nina',
  'ruslan',
  'tamara',
  'dina',
  'pavel',
  'kira',
] as const
const everyone = ['anna', ...staff] as const
type Name = (typeof everyone)[number]

/** The first row that fits an address says who may, signed in; a guest only where nothing here fits. */
const table: [RegExp, readonly Name[]][] = [
  [/^\/desk$/, staff],
  [/^\/desk\/bureau\/measures\b/, ['dina']],
  [/^\/desk\/bureau\b/, ['tamara']],
  [/^\/desk\/cases/, ['boris', 'igor', 'vera']],
  [/^\/desk\/(bodies|topics|routes|deadlines|house|account)\b/, ['nina']],
  [/^\/desk\/(small-wins|pages|languages)\b/, ['lena']],
  [/^\/desk\/strategy\/.*\/(terms|milestones|national|money|verdict)\b/, ['sergey']],
  [/^\/desk\/strategy\/(projects|reports|evidence)\b/, ['sergey', 'oleg']],
  [/^\/desk\/strategy\b/, ['sergey']],
  [/^\/desk\/ledger\b/, ['sergey', 'nina', 'dina']],
  [/^\/desk\/programmes\/reviews\b/, ['pavel', 'kira']],
  [/^\/desk\/programmes\/calls\/:call\/decision\/(confirmation|return)$/, ['sergey']],
  [
    /^\/desk\/programmes\/calls\/:call\/(review|awards|decision|decision\/protocols\/:protocol)$/,
    ['sergey', 'nina', 'dina'],
  ],
  [/^\/desk\/programmes\/appeals\b/, ['sergey', 'nina', 'dina']],
  [/^\/desk\/programmes\b/, ['dina']],
  [/^\/desk\/events\b/, ['ruslan', 'nina']],
  [/^\/desk/, []],
  [/^\/programmes\/applications\b|^\/programmes\/:id\/calls\/:call\/application$/, everyone],
  [/^\/account\/(sign-in|sign-out|forgotten|clock|consent)\b/, everyone],
  [/^\/account/, everyone],
  [/^\/notifications(\/reading|\/preferences.*|\/address\/ask(ed|ing))?$/, everyone],
  [/^\/open-data\/(keys|webhooks)\b/, everyone],
  [/\/claiming$/, everyone],
  [/^\/events\/(cabinet\/(events|sessions|seats)|check-in)\/:/, ['lena']],
  [/^\/events\/(cabinet|check-in|following|follow\/stopping|changes\/mine|changes\/look)\b/, everyone],
  [/^\/small-wins\/follow\/stopping$/, everyone],
]

/** Servers of systems post here with a secret of their own, and a provider’s page its answer; neither brings a cookie. */
const byProtocol = /^\/oidc\/(token|userinfo|introspection|revocation|par)$|^\/account\/sign-in\/with\/:provider\/back$/

let stage: Stage
let lived: LivedIn
let people: Map<Name, Visitor>

beforeAll(async () => {
  stage = await openStage()
  lived = await liveIn(stage)
  people = new Map()
  for (const name of everyone) people.set(name, await stage.as(name))
  // A city in which every module has something: more of them than other hooks open.
}, 120_000)
afterAll(() => stage.close())

test('every address of the desk is in the table', () => {
  const unknown = routesOf(stage).filter(({ path }) => path.startsWith('/desk') && rowOf(path)?.[1].length === 0)
  expect(unknown.map(({ path }) => path)).toEqual([])
})

test('a guest is led to sign in, or refused when posting, wherever an address is not for everybody', async () => {
  for (const route of closed()) {
    const answer = await ask(stage.guest(), route)
    const said = [answer.statusCode, String(answer.headers.location ?? '').split('?')[0]]
    expect([route.path, ...said]).toEqual([
      route.path,
      ...(route.method === 'GET' ? [303, '/account/sign-in'] : [403, '']),
    ])
  }
})

test('everybody else is let in or refused as the table says', async () => {
  for (const route of closed().filter(({ path }) => !path.includes('forgetting'))) {
    const may = rowOf(route.path)?.[1] ?? []
    for (const [name, visitor] of people) {
      const { statusCode } = await ask(visitor, route)
      if (may.includes(name)) {
        // A performer and an inspector may not do everything with every case, and whoever claims one brings its secret.
        const record = (route.path.startsWith('/desk/cases/:') && name !== 'boris') || route.path.endsWith('/claiming')
        if (!record) expect([route.path, name, statusCode]).not.toEqual([route.path, name, 403])
      } else expect([route.path, name, statusCode]).toEqual([route.path, name, 403])
    }
  }
  // Everybody at every address that is not for everybody: more than other tests ask.
}, 90_000)

test('whatever is not in the table is open to a guest', async () => {
  for (const route of routesOf(stage).filter(({ path }) => !isClosed(path))) {
    const { statusCode, headers } = await ask(stage.guest(), route)
    expect([route.path, String(headers.location ?? '')]).not.toEqual([
      route.path,
      expect.stringContaining('/account/sign-in?'),
    ])
    // A token that was not given may be refused; the policy itself must not.
    if (!/\/(?:confirmation|reopening)$/.test(route.path))
      expect([route.path, statusCode]).not.toEqual([route.path, 403])
  }
})

test('posts from another site are refused everywhere but where programs post', async () => {
  const open: string[] = []
  for (const route of routesOf(stage).filter(({ method }) => method === 'POST')) {
    const statuses: number[] = []
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'http://evil.example' },
      { origin: 'http://city.test.evil.example' },
      { origin: 'null' },
    ]) {
      const answer = await stage.city.app.inject({
        method: 'POST',
        url: addressOf(route, lived),
        payload: 'reason=1',
        headers: {
          host: 'city.test',
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
      })
      statuses.push(answer.statusCode)
    }
    if (statuses.some((status) => status !== 403)) open.push(route.path)
  }
  expect(
    open.filter((path) => path !== '/notifications/stop' && !path.startsWith('/open311/') && !byProtocol.test(path)),
  ).toEqual([])
})

test('what may be posted from anywhere knows nobody', async () => {
  const anna = people.get('anna')
  const session = anna?.cookie('session')
  for (const route of routesOf(stage).filter(({ fromAnywhere }) => fromAnywhere)) {
    const answer = await stage.city.app.inject({
      method: 'POST',
      url: addressOf(route, lived),
      payload: 'service_code=x',
      headers: {
        host: 'city.test',
        'sec-fetch-site': 'cross-site',
        'content-type': 'application/x-www-form-urlencoded',
        cookie: `session=${session}`,
      },
    })
    expect([route.path, answer.cookies, answer.headers['access-control-allow-credentials']]).toEqual([
      route.path,
      [],
      undefined,
    ])
  }
})

test('a performer of one body does nothing with the cases of another', async () => {
  const igor = people.get('igor')
  const before = await stage.guest().json(`/cases/${lived.unreleased.number}`)
  for (const route of routesOf(stage).filter(
    ({ path, method }) => method === 'POST' && path.startsWith('/desk/cases/'),
  )) {
    const url = route.path.replace(':number', elsewhere())
    const answer = await igor?.post(url, {
      note: 'Готово',
      to: 'bod-015',
      reason: 'Наше',
      answer: 'Да',
      why: 'Нет',
      word: 'Видел',
      text: 'Яма',
      about: '',
    })
    expect([url, answer?.statusCode]).toEqual([url, 403])
  }
  expect((await igor?.get(`/desk/cases/${elsewhere()}`))?.statusCode).toBe(403)
  expect((await igor?.get('/desk/cases'))?.body).not.toContain(elsewhere())
  expect(await stage.guest().json(`/cases/${lived.unreleased.number}`)).toEqual(before)
})

test('an inspector gives her word, but neither shows a report to everybody nor passes it on', async () => {
  const vera = people.get('vera')
  const url = `/desk/cases/${lived.unreleased.number}`
  expect((await vera?.post(`${url}/release`, { text: 'Яма' }))?.statusCode).toBe(403)
  expect((await vera?.post(`${url}/handover`, { to: 'bod-101', reason: 'Не наше' }))?.statusCode).toBe(403)
  expect((await vera?.post(`${url}/refusal`, { why: 'Не городское' }))?.statusCode).toBe(403)
})

/** A case that the performers of bod-015 never held. */
function elsewhere(): string {
  return lived.elsewhere.number
}

function rowOf(path: string): (typeof table)[number] | undefined {
  return table.find(([pattern]) => pattern.test(path))
}

function isClosed(path: string): boolean {
  return rowOf(path) !== undefined && !/^\/account\/(sign-in|sign-out|forgotten|clock|consent)\b/.test(path)
}

function closed(): DoorRoute[] {
  return routesOf(stage).filter(({ path }) => isClosed(path))
}

function ask(visitor: Visitor, route: DoorRoute) {
  const url = addressOf(route, lived)
  return route.method === 'GET' ? visitor.get(url) : visitor.post(url, {})
}
