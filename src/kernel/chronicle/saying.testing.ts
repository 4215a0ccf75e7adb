// What the tests of the record do to it: say something, and read what programs are shown.
import { action, type City } from '#platform/city.ts'
import { plainLook, type Route, type Visit } from '#platform/http/route.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { inscribe } from './actions.ts'

/** Says something in an action, which then may fail. */
export const say = action('tests', async (city: City, input: { subject: string; text?: string; fails?: boolean }) => {
  await inscribe(city, {
    kind: 'tests.said',
    subject: input.subject,
    basis: { kind: 'city' },
    office: null,
    data: { n: 1 },
    ...(input.text === undefined ? {} : { texts: { said: input.text } }),
  })
  if (input.fails) throw refuse.conflict('platform.refusal.missing')
})

/** What an address of the record answers to programs, past the server; null where there is nothing. */
export async function readFrom(routes: readonly Route[], city: City, path: string): Promise<Uint8Array | null> {
  const address = `/chronicle/${path}`
  const route = routes.find(({ path: known }) => matches(known, address))
  if (!route) return null
  const file = address.split('/').at(-1) ?? ''
  try {
    const answer = await route.run({ ...visitOf(city), path: address, params: { file } })
    return answer.kind === 'bytes' ? Buffer.from(answer.bytes) : null
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'missing') return null
    throw error
  }
}

// The same choice as the router's: a whole address, one last part, or anything below a folder.
function matches(known: string, address: string): boolean {
  if (known.endsWith('/*')) return address.startsWith(known.slice(0, -1))
  const folder = (path: string) => path.slice(0, path.lastIndexOf('/'))
  return known === address || (known.endsWith('/:file') && folder(known) === folder(address))
}

function visitOf(city: City): Visit {
  const nothing = () => {}
  return {
    city,
    method: 'GET',
    path: '/',
    params: {},
    query: {},
    fields: {},
    uploads: {},
    wantsJson: false,
    locale: 'ru',
    look: plainLook,
    near: '',
    cookie: () => undefined,
    setCookie: nothing,
    addCookieLine: nothing,
    clearCookie: nothing,
    origin: 'http://city.test',
    ip: '127.0.0.1',
    header: () => undefined,
  }
}
