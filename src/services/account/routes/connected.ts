// What a person has connected: systems that she let in, and outside sign-ins on her page.
import { h } from 'preact'
import { connectionsOf, leaveSystem, outsideOf, unlinkOutside } from '#kernel/identity/index.ts'
import { type Answer, get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { signedIn } from '#platform/policy.ts'
import { ConnectedPage } from '../pages/connected.tsx'
import type { AccountParts } from '../service.ts'
import { calledOf, waysIn } from './outside.ts'
import { demandOwnFactor, onward, personIn } from './own.ts'

export function connectedRoutes(parts: AccountParts): Route[] {
  return [
    get('/account/connected', signedIn, (visit) => connected(parts, visit), { query: ['next'], personal: true }),
    post('/account/connected/systems/:system/withdrawal', signedIn, leave),
    post('/account/connected/sign-ins/:provider/withdrawal', signedIn, (visit) => unlink(parts, visit)),
  ]
}

async function connected(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city, query } = visit
  const person = personIn(city)
  const linked = await outsideOf(city, person)
  const titles = new Map(waysIn(parts, visit).map(({ id, title }) => [id, title]))
  const props = {
    systems: await connectionsOf(city, person),
    linked: linked.map((one) => ({ ...one, title: titles.get(one.provider) ?? one.provider })),
    next: query.next === undefined ? null : onward(query.next),
    offered: [...titles].filter(([id]) => !linked.some(({ provider }) => provider === id)),
  }
  return page(city.words('account.connected.title'), h(ConnectedPage, props))
}

async function leave({ city, params }: Visit): Promise<Answer> {
  await leaveSystem(city, { person: personIn(city), system: params.system ?? '' })
  return redirect('/account/connected')
}

async function unlink(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city, params } = visit
  await demandOwnFactor(city)
  const provider = params.provider ?? ''
  await unlinkOutside(city, { person: personIn(city), provider, called: calledOf(parts, visit, provider) })
  return redirect('/account/connected')
}
