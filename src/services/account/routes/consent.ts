// A system's question to a person who signs in there by us: is it you, and may it learn this?
import { h } from 'preact'
import { agreeToSystem, knownOf, type System, systemFor, systemPurpose } from '#kernel/identity/index.ts'
import { providerCookies, providerTimes, type Question, type Whoever } from '#outside/oidc-provider/index.ts'
import { sessionCookie } from '#outside/sign-in/index.ts'
import type { City } from '#platform/city.ts'
import { hrefIn } from '#platform/http/read.ts'
import { type Answer, get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { anyone, levels, reaches } from '#platform/policy.ts'
import { days, later } from '#platform/time.ts'
import { AgainPage, ConsentPage, GonePage, type Learnt, MorePage, OnwardPage } from '../pages/consent.tsx'
import type { AccountParts } from '../service.ts'
import { operatorNamed, whoeverIn } from './whoever.ts'

export function consentRoutes(parts: AccountParts): Route[] {
  const own = { personal: true }
  return [
    get('/account/consent/:asked', anyone, (visit) => ask(parts, visit), own),
    get('/account/consent/:asked/onward', anyone, onward, own),
    post('/account/consent/:asked/permission', anyone, (visit) => permit(parts, visit)),
    post('/account/consent/:asked/refusal', anyone, (visit) => decline(parts, visit)),
    post('/account/consent/:asked/again', anyone, (visit) => again(parts, visit)),
    post('/account/consent/:asked/as-it-is', anyone, (visit) => asItIs(parts, visit)),
  ]
}

async function ask(parts: AccountParts, visit: Visit): Promise<Answer> {
  const asked = await questionOf(parts, visit)
  if (asked === null) return gone(visit)
  const { question, system, who } = asked
  const { city } = visit
  if (who === null) {
    // Another person's question is not answered by whoever signs in next.
    return question.asks === 'agree' ? gone(visit) : toSignIn(visit)
  }
  if (question.asks === 'sign-in') return on(visit, await parts.provider.signedIn(idOf(visit), who))
  if (question.asks === 'again') {
    return page(city.words('account.again.title'), h(AgainPage, { asked: idOf(visit), system: system.name }))
  }
  if (question.asks === 'more') {
    const needed = levels.find((level) => level === question.level) ?? 'simple'
    if (levels.some((level) => level === who.level && reaches(level, needed))) {
      return on(visit, await parts.provider.signedIn(idOf(visit), who))
    }
    const props = { asked: idOf(visit), system: system.name, needed, has: who.level }
    return page(city.words('account.more.title'), h(MorePage, props), { formsTo: question.formsTo })
  }
  if (question.person !== null && question.person !== who.person) return gone(visit)
  const props = {
    asked: idOf(visit),
    system,
    learns: await learnt(city, question, who),
    until: later(city.now, days(providerTimes.permissionDays)),
    again: question.scopes.includes('offline_access'),
    text: await consentText(parts, city, system, question, who),
  }
  return page(city.words('account.consent.title', { system: system.name }), h(ConsentPage, props), {
    formsTo: question.formsTo,
  })
}

// After a sign-in by a form the browser would hold the system's address to that form's policy: here a new journey begins.
function onward({ city, params, locale }: Visit): Answer {
  const to = hrefIn(locale, `/account/consent/${encodeURIComponent(params.asked ?? '')}`)
  return page(city.words('account.onward.title'), h(OnwardPage, { to }), { onTo: to })
}

async function permit(parts: AccountParts, visit: Visit): Promise<Answer> {
  const asked = await questionOf(parts, visit)
  if (asked === null || asked.who === null || asked.question.asks !== 'agree') return gone(visit)
  const { question, system, who } = asked
  if (question.person !== null && question.person !== who.person) return gone(visit)
  const text = await consentText(parts, visit.city, system, question, who)
  await agreeToSystem(visit.city, {
    person: who.person,
    system: system.id,
    consent: {
      text,
      ip: visit.ip,
      userAgent: visit.header('user-agent') ?? null,
      operator: parts.operator,
      dataCategories: ['openid', ...(await learnt(visit.city, question, who)).map(({ scope }) => scope)],
      thirdParties: [`«${system.name}»: ${system.organisation}, ${system.inn}`],
      validUntil: later(visit.city.now, days(providerTimes.permissionDays)),
    },
  })
  return on(visit, await parts.provider.agree(idOf(visit), who))
}

async function decline(parts: AccountParts, visit: Visit): Promise<Answer> {
  if ((await questionOf(parts, visit)) === null) return gone(visit)
  return on(visit, await parts.provider.decline(idOf(visit)))
}

// The provider's own session stays: the system's question belongs to it.
async function again(parts: AccountParts, visit: Visit): Promise<Answer> {
  const asked = await questionOf(parts, visit)
  if (asked === null) return gone(visit)
  const session = visit.cookie(sessionCookie)
  const { question, who } = asked
  // Only whoever has really left is asked anew: without her session there is nothing to leave.
  if (!session || who === null || (question.person !== null && question.person !== who.person)) return toSignIn(visit)
  for (const line of await parts.signIn.end(session)) visit.addCookieLine(line)
  await parts.provider.sendAway(idOf(visit))
  return toSignIn(visit)
}

async function asItIs(parts: AccountParts, visit: Visit): Promise<Answer> {
  const asked = await questionOf(parts, visit)
  if (asked === null || asked.who === null || asked.question.asks !== 'more') return gone(visit)
  return on(visit, await parts.provider.signedIn(idOf(visit), asked.who))
}

interface Asked {
  question: Question
  system: System
  who: Whoever | null
}

async function questionOf(parts: AccountParts, visit: Visit): Promise<Asked | null> {
  const question = await parts.provider.question(idOf(visit), visit.cookie(providerCookies.question))
  const system = question && (await systemFor(visit.city, question.system))
  if (question === null || !system || system.endedAt !== null) return null
  return { question, system, who: await whoeverIn(parts, visit) }
}

/** What the system will learn, each with the very value it will be given. */
async function learnt(city: City, { scopes }: Question, who: Whoever): Promise<Learnt[]> {
  const known = await knownOf(city, who.person)
  const values: Record<string, string | null> = {
    profile: known?.name ?? null,
    email: known?.email ?? null,
    phone: known?.phone ?? null,
    level: city.words(`account.level.${who.level}`),
  }
  return Object.entries(values)
    .filter(([scope]) => scopes.includes(scope))
    .map(([scope, value]) => ({ scope, value }))
}

async function consentText(
  parts: AccountParts,
  city: City,
  system: System,
  question: Question,
  who: Whoever,
): Promise<string> {
  const { words } = city
  const data = (await learnt(city, question, who)).map(({ scope }) => words(`account.consent.data.${scope}`))
  return words(systemPurpose.text, {
    system: system.name,
    organisation: system.organisation,
    inn: system.inn,
    purpose: system.purpose,
    data: [words('account.consent.data.openid'), ...data].join(', '),
    operator: operatorNamed(parts, words),
    days: providerTimes.permissionDays,
  })
}

function toSignIn(visit: Visit): Answer {
  return redirect(`/account/sign-in?next=${encodeURIComponent(`/account/consent/${idOf(visit)}/onward`)}`)
}

// The library's cookie holds for this very address, so no language is put before it.
function on(visit: Visit, to: string | null): Answer {
  return to === null ? gone(visit) : redirect(to, { asIs: true })
}

function gone({ city }: Visit): Answer {
  return page(city.words('account.gone.title'), h(GonePage, {}), { status: 404 })
}

function idOf({ params }: Visit): string {
  return encodeURIComponent(params.asked ?? '')
}
