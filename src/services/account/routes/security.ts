// Addresses of «Sign-in and security»: what opens the account, where it is open, and ending that.
import { h } from 'preact'
import { endOtherSessions, endSession, factorsOf, hasOffice, securedOf } from '#kernel/identity/index.ts'
import { type Answer, get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { type Level, levels, reaches, signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { LevelPage } from '../pages/level.tsx'
import { SecurityPage } from '../pages/security.tsx'
import { SessionsPage } from '../pages/sessions.tsx'
import type { AccountParts } from '../service.ts'
import { herself, one, onward, personIn } from './own.ts'
import { siteOf } from './passkeys.ts'

export function securityRoutes(parts: AccountParts): Route[] {
  const own = { personal: true }
  return [
    get('/account/security', signedIn, (visit) => security(parts, visit), own),
    get('/account/sessions', signedIn, sessions, own),
    post('/account/sessions/end', signedIn, end),
    post('/account/sessions/others', signedIn, endOthers),
    get('/account/level', signedIn, (visit) => level(parts, visit), { query: ['need', 'next'], personal: true }),
  ]
}

async function security(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  const person = personIn(city)
  const { email, phone } = await herself(city)
  const factors = await factorsOf(city, person)
  const props = {
    ...{ email, phone, phones: parts.sms !== null, site: siteOf(parts, visit) !== null, factors },
    ...{ office: await hasOffice(city, person), level: city.actor.level ?? 'simple' },
  }
  return page(city.words('account.security.title'), h(SecurityPage, props))
}

async function sessions({ city }: Visit): Promise<Answer> {
  const person = personIn(city)
  const { sessions: open } = await factorsOf(city, person)
  const changes = await securedOf(city, person)
  return page(city.words('account.sessions.title'), h(SessionsPage, { open, here: city.actor.session, changes }))
}

async function end(visit: Visit): Promise<Answer> {
  const session = one(visit, 'session')
  if (!/^[0-9a-f-]{36}$/.test(session)) throw refuse.missing('platform.refusal.missing')
  await endSession(visit.city, { person: personIn(visit.city), session })
  return redirect('/account/sessions')
}

async function endOthers({ city }: Visit): Promise<Answer> {
  await endOtherSessions(city, { person: personIn(city), session: city.actor.session })
  return redirect('/account/sessions')
}

function level(parts: AccountParts, { city, query }: Visit): Answer {
  const need = levels.find((each) => each === query.need) ?? null
  const next = onward(query.next)
  const now = city.actor.level ?? 'simple'
  if (need !== null && reaches(now, need) && next !== '/account') return redirect(next)
  const own: WayUp[] =
    parts.sms === null ? [] : [{ level: 'standard', href: '/account/phone', label: 'account.level.byPhone' }]
  const ways = [...own, ...(parts.waysUp ?? [])].filter((way) => need === null || reaches(way.level, need))
  return page(city.words('account.level.title'), h(LevelPage, { now, need, next, ways }))
}

/** A way to let the city be surer who one is; it takes `next`. */
export interface WayUp {
  level: Level
  href: string
  /** A word key. */
  label: string
}
