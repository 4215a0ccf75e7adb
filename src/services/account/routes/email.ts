// Addresses of changing the address: the new one is shown to be hers by a letter, the old one is told.
import { h } from 'preact'
import {
  askForLink,
  changeEmail,
  dropLinkRequest,
  isNoEmail,
  lookAtChallenge,
  makeChallenge,
  takeChallenge,
} from '#kernel/identity/index.ts'
import { linkMinutes } from '#outside/sign-in/index.ts'
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
import { signedIn } from '#platform/policy.ts'
import { Refusal } from '#platform/refusal.ts'
import { emailForm } from '../forms.ts'
import { newAddressLetter } from '../letters.ts'
import { EmailLinkPage, EmailPage, EmailSentPage } from '../pages/email.tsx'
import type { AccountParts } from '../service.ts'
import { demandOwnFactor, herself, one, personIn } from './own.ts'

export function emailRoutes(parts: AccountParts): Route[] {
  const own = { personal: true }
  return [
    get('/account/email', signedIn, (visit) => question(visit, nothingTyped, 200), own),
    post('/account/email', signedIn, (visit) => sendLink(parts, visit)),
    get('/account/email/sent', signedIn, sent, own),
    get('/account/email/link', signedIn, link, { query: ['token'], personal: true }),
    post('/account/email/link', signedIn, change),
  ]
}

async function question(visit: Visit, typed: Typed, status: number): Promise<Answer> {
  const { email } = await herself(visit.city)
  return page(visit.city.words('account.email.title'), h(EmailPage, { email, typed }), { status })
}

// The same answer whether or not the address opens another account: only who reads its letters learns that.
async function sendLink({ mail, publicUrl }: AccountParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  await demandOwnFactor(city)
  const form = emailForm.check(visit.fields)
  const typed = (errors: Typed['errors']): Typed => ({ values: visit.fields, errors })
  if (!form.ok) return question(visit, typed(form.errors), 422)
  const email = form.value.email.toLowerCase()
  if (isNoEmail(email)) return question(visit, typed({ email: { key: 'platform.form.email' } }), 422)
  const request = await askForLink(city, { email, ip: visit.ip, kind: 'address' })
  if (request !== null) {
    try {
      const token = await makeChallenge(city, { kind: 'email', person: personIn(city), value: email })
      const origin = publicUrl ?? visit.origin
      await mail.send(newAddressLetter({ to: email, token, origin, minutes: linkMinutes, words: city.words }))
    } catch (error) {
      city.log.error(
        { error: error instanceof Error ? error.name : 'unknown' },
        'a letter to a new address was not sent',
      )
      await dropLinkRequest(city, { request })
      return question(visit, typed({ email: { key: 'account.form.mail' } }), 503)
    }
  }
  return redirect('/account/email/sent')
}

function sent({ city }: Visit): Answer {
  return page(city.words('account.emailSent.title'), h(EmailSentPage, { minutes: linkMinutes }))
}

async function link({ city, query }: Visit): Promise<Answer> {
  const token = query.token ?? ''
  const waiting = await lookAtChallenge(city, { kind: 'email', secret: token })
  const email = waiting?.person === personIn(city) ? waiting.value : null
  return page(city.words('account.emailLink.title'), h(EmailLinkPage, { token, email, taken: false }))
}

async function change(visit: Visit): Promise<Answer> {
  const { city } = visit
  const person = personIn(city)
  const title = city.words('account.emailLink.title')
  const waiting = await takeChallenge(city, { kind: 'email', secret: one(visit, 'token') })
  if (waiting?.person !== person || waiting.value === null)
    return page(title, h(EmailLinkPage, { token: '', email: null, taken: false }), { status: 422 })
  try {
    await changeEmail(city, { person, email: waiting.value })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
    return page(title, h(EmailLinkPage, { token: '', email: waiting.value, taken: true }), { status: 409 })
  }
  return redirect('/account/security')
}
