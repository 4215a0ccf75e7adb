// Addresses at which other systems sign people in by us (OpenID Connect): the library answers, its pages are ours.
import { h } from 'preact'
import { providerPaths, type Shown } from '#outside/oidc-provider/index.ts'
import { sessionCookie } from '#outside/sign-in/index.ts'
import { type Answer, get, handed, type PageAnswer, page, post, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { LeavingPage, LeftPage, PassingPage, WrongRequestPage } from '../pages/provider.tsx'
import type { AccountParts } from '../service.ts'
import { whoeverIn } from './whoever.ts'

/** Servers of systems ask often and from one address each. */
const perMinute = 3000

export function providerRoutes(parts: AccountParts): Route[] {
  const answer = (visit: Visit) => answered(parts, visit)
  const browser = { personal: true }
  // Whoever asks here brings a token or a secret of its own, no cookie: another site's page can do nothing with them.
  const server = { personal: true, fromAnywhere: true, unread: true, perMinute }
  return [
    get('/.well-known/openid-configuration', anyone, answer, server),
    get('/oidc/jwks', anyone, answer, server),
    get('/oidc/authorization', anyone, answer, browser),
    get('/oidc/authorization/:asked', anyone, answer, browser),
    post('/oidc/token', anyone, answer, server),
    get('/oidc/userinfo', anyone, answer, server),
    post('/oidc/userinfo', anyone, answer, server),
    post('/oidc/introspection', anyone, answer, server),
    post('/oidc/revocation', anyone, answer, server),
    post('/oidc/par', anyone, answer, server),
    get('/oidc/end-session', anyone, answer, browser),
    post('/oidc/end-session/confirm', anyone, answer, { unread: true }),
    get('/oidc/end-session/success', anyone, answer, browser),
  ]
}

function answered(parts: AccountParts, visit: Visit): Answer {
  return handed(async (request, response) => {
    const who = await whoeverIn(parts, visit)
    // She signs out of the system and of the city at once.
    const session = visit.path === leavingPath ? visit.cookie(sessionCookie) : undefined
    const shown = await parts.provider.answer(request, response, who, async () => {
      if (session !== undefined) await parts.signIn.end(session)
    })
    return shown === null ? null : pageOf(visit, shown)
  })
}

const leavingPath = `${providerPaths.endSession}/confirm`

function pageOf({ city: { words } }: Visit, shown: Shown): PageAnswer {
  switch (shown.kind) {
    case 'failed':
      throw shown.error
    case 'wrong':
      if (shown.error === 'closed') throw refuse.missing('platform.refusal.missing')
      return page(words('account.wrongRequest.title'), h(WrongRequestPage, shown), { status: 400 })
    case 'leaving':
      return page(words('account.leaving.title'), h(LeavingPage, shown), { formsTo: shown.formsTo })
    case 'left':
      return page(words('account.left.title'), h(LeftPage, shown))
    case 'passing':
      return page(words('account.passing.title'), h(PassingPage, shown), { formsTo: shown.formsTo })
  }
}
