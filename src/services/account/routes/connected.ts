// What a person has connected: systems that she let in, and outside sign-ins on her page.
import { h } from 'preact'
import { connectionsOf, leaveSystem, outsideOf, unlinkOutside } from '#kernel/identity/index.ts'
import { type Answer, get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { signedIn } from '#platform/policy.ts'
import { ConnectedPage } from '../pages/connected.tsx'
import type { AccountParts } from '../service.ts'
import { personIn } from './whoever.ts'

export function connectedRoutes(parts: AccountParts): Route[] {
  return [
    get('/account/connected', signedIn, (visit) => connected(parts, visit), { personal: true }),
    post('/account/connected/systems/:system/withdrawal', signedIn, leave),
    post('/account/connected/sign-ins/:provider/withdrawal', signedIn, unlink),
  ]
}

async function connected({ providers }: AccountParts, { city, locale }: Visit): Promise<Answer> {
  const person = personIn(city)
  const linked = await outsideOf(city, person)
  const titles = new Map(providers.offered.map(({ id, title }) => [id, title[locale === 'en' ? 'en' : 'ru']]))
  const props = {
    systems: await connectionsOf(city, person),
    linked: linked.map((one) => ({ ...one, title: titles.get(one.provider) ?? one.provider })),
    offered: [...titles].filter(([id]) => !linked.some(({ provider }) => provider === id)),
  }
  return page(city.words('account.connected.title'), h(ConnectedPage, props))
}

async function leave({ city, params }: Visit): Promise<Answer> {
  await leaveSystem(city, { person: personIn(city), system: params.system ?? '' })
  return redirect('/account/connected')
}

async function unlink({ city, params }: Visit): Promise<Answer> {
  await unlinkOutside(city, { person: personIn(city), provider: params.provider ?? '' })
  return redirect('/account/connected')
}
