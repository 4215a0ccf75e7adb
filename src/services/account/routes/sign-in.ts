// Addresses of signing in and out.
import { h } from 'preact'
import { askForLink, dropLinkRequest } from '#kernel/identity/index.ts'
import { linkMinutes, sessionCookie } from '#outside/sign-in/index.ts'
import {
  type Answer,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { signInForm } from '../forms.ts'
import { signInLetter } from '../letters.ts'
import { LinkPage, OldLinkPage, SentPage, SignInPage } from '../pages/sign-in.tsx'
import type { AccountParts } from '../service.ts'
import { letIn } from './let-in.ts'
import { one, onward } from './own.ts'
import { siteOf } from './passkeys.ts'

export function signInRoutes(parts: AccountParts): Route[] {
  return [
    get('/account/sign-in', anyone, (visit) => question(parts, visit), { query: ['next'], personal: true }),
    post('/account/sign-in', anyone, (visit) => sendLink(parts, visit)),
    get('/account/sign-in/sent', anyone, sent),
    get('/account/sign-in/link', anyone, link, { query: ['token', 'next'], personal: true }),
    post('/account/sign-in/link', anyone, (visit) => enter(parts, visit)),
    post('/account/sign-out', anyone, (visit) => leave(parts, visit)),
  ]
}

function question(parts: AccountParts, visit: Visit): Answer {
  const next = onward(visit.query.next)
  return visit.city.actor.person === null ? questionPage(parts, visit, next, nothingTyped, 200) : redirect(next)
}

// The same for every address: a letter goes out whether or not it is known, and the page says the same.
async function sendLink(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { mail, signIn, publicUrl } = parts
  const { city } = visit
  const next = onward(one(visit, 'next'))
  const form = signInForm.check(visit.fields)
  if (!form.ok) return questionPage(parts, visit, next, { values: visit.fields, errors: form.errors }, 422)
  const email = form.value.email.toLowerCase()
  const request = await askForLink(city, { email, ip: visit.ip })
  if (request !== null) {
    try {
      const token = await signIn.makeToken(email)
      // In live mode the address is given: one read from the request could be forged to lead elsewhere.
      const origin = publicUrl ?? visit.origin
      await mail.send(signInLetter({ to: email, token, next, origin, minutes: linkMinutes, words: city.words }))
    } catch (error) {
      city.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a sign-in letter was not sent')
      await dropLinkRequest(city, { request })
      return questionPage(
        parts,
        visit,
        next,
        { values: visit.fields, errors: { email: { key: 'account.form.mail' } } },
        503,
      )
    }
  }
  return redirect('/account/sign-in/sent')
}

function sent({ city }: Visit): Answer {
  return page(city.words('account.sent.title'), h(SentPage, { minutes: linkMinutes }))
}

function link({ city, query }: Visit): Answer {
  const props = { token: query.token ?? '', next: onward(query.next) }
  return page(city.words('account.link.title'), h(LinkPage, props))
}

async function enter({ signIn }: AccountParts, visit: Visit): Promise<Answer> {
  const entered = await signIn.confirm(one(visit, 'token'))
  if (!entered) return page(visit.city.words('account.oldLink.title'), h(OldLinkPage, {}), { status: 422 })
  const next = onward(one(visit, 'next'))
  return letIn({ signIn }, visit, { ...entered, methods: ['mail'], level: 'simple', strong: false, next })
}

async function leave({ signIn }: AccountParts, visit: Visit): Promise<Answer> {
  const session = visit.cookie(sessionCookie)
  if (session) for (const line of await signIn.end(session)) visit.addCookieLine(line)
  return redirect('/')
}

function questionPage(parts: AccountParts, visit: Visit, next: string, typed: Typed, status: number): Answer {
  const { words } = visit.city
  const ways = { passkeys: siteOf(parts, visit) !== null, phones: parts.sms !== null }
  return page(words('account.signIn.title'), h(SignInPage, { typed, next, minutes: linkMinutes, ...ways }), { status })
}
