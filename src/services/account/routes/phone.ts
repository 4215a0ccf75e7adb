// Addresses of the phone: signing in by a code in a message, and giving one's account a number. Without a message centre there are none.
import { h } from 'preact'
import { z } from 'zod'
import {
  addPhone,
  askForCode,
  codeToAsk,
  dropCodeRequest,
  lookAtChallenge,
  makeChallenge,
  personOfPhone,
  readPhone,
  removePhone,
  tidyCode,
  tryChallenge,
  veiledPhone,
} from '#kernel/identity/index.ts'
import type { Sms } from '#outside/sms/index.ts'
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
import { hashSecret, newCode, newSecret } from '#platform/ids.ts'
import { anyone, reaches, signedIn } from '#platform/policy.ts'
import { Refusal } from '#platform/refusal.ts'
import { PhoneCodePage, PhonePage } from '../pages/phone.tsx'
import type { AccountParts } from '../service.ts'
import { letIn, openSession, shownHere } from './let-in.ts'
import { demandOwnFactor, herself, one, onward, personIn } from './own.ts'

type PhoneParts = AccountParts & { sms: Sms }

const codeCookie = 'phone'
const knownCookie = 'phone-known'
const mostTries = 5
const minutes = 10

export function phoneRoutes(parts: AccountParts): Route[] {
  if (parts.sms === null) return []
  const has = { ...parts, sms: parts.sms }
  const own = { query: ['next'], personal: true }
  return [
    get('/account/sign-in/phone', anyone, (visit) => question(visit, false, nothingTyped, 200), own),
    post('/account/sign-in/phone', anyone, (visit) => sendCode(has, visit, false)),
    get('/account/sign-in/phone/code', anyone, (visit) => codeQuestion(visit, false, nothingTyped, 200), {
      personal: true,
    }),
    post('/account/sign-in/phone/code', anyone, (visit) => enter(has, visit)),
    get('/account/phone', signedIn, (visit) => question(visit, true, nothingTyped, 200), own),
    post('/account/phone', signedIn, (visit) => sendCode(has, visit, true)),
    get('/account/phone/code', signedIn, (visit) => codeQuestion(visit, true, nothingTyped, 200), { personal: true }),
    post('/account/phone/code', signedIn, (visit) => add(has, visit)),
    post('/account/phone/removal', signedIn, remove),
  ]
}

async function question(visit: Visit, own: boolean, typed: Typed, status: number): Promise<Answer> {
  const { words } = visit.city
  const next = onward(visit.query.next ?? one(visit, 'next'))
  const has = own ? (await herself(visit.city)).phone : null
  const title = words(own ? 'account.phone.title' : 'account.phoneIn.title')
  return page(title, h(PhonePage, { own, has, typed, next }), { status })
}

const waitingPhone = z.object({ phone: z.string(), next: z.string() })

// The same for every number: a code goes out whether or not it opens an account, and the page says the same.
async function sendCode(parts: PhoneParts, visit: Visit, own: boolean): Promise<Answer> {
  const { city } = visit
  if (own) await demandOwnFactor(city)
  const read = readPhone(one(visit, 'phone'))
  const typed = (key: string): Typed => ({ values: visit.fields, errors: { phone: { key } } })
  if ('wrong' in read) return question(visit, own, typed(read.wrong), 422)
  const { phone } = read
  const closing = parts.signIn.sealing
  const next = onward(one(visit, 'next'))
  const known = visit.cookie(knownCookie) === closing.mark('phone known', phone)
  const request = await askForCode(city, { phone, ip: visit.ip, known, perDay: parts.smsPerDay, closing })
  const code = newCode(6)
  const answer = codeToAsk(code, request !== null, newSecret())
  const secret = await makeChallenge(city, {
    kind: 'phone',
    person: own ? personIn(city) : null,
    value: JSON.stringify({ phone, next }),
    // Bound to this browser: a code that somebody else asked for opens nothing here.
    hashFor: (browser) => closing.mark('code', `${hashSecret(browser)} ${answer}`),
  })
  if (request !== null) {
    try {
      const text = city.words('account.phone.message', { code, minutes })
      await parts.sms.send({ key: `code.${request}`, to: phone, text })
    } catch (error) {
      city.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a code was not sent')
      await dropCodeRequest(city, { request })
      return question(visit, own, typed('account.phone.notSent'), 503)
    }
  }
  visit.setCookie(codeCookie, secret, { maxAge: minutes * 60, path: '/account' })
  return redirect(own ? '/account/phone/code' : '/account/sign-in/phone/code')
}

async function codeQuestion(visit: Visit, own: boolean, typed: Typed, status: number): Promise<Answer> {
  const { city } = visit
  const waiting = await lookAtChallenge(city, { kind: 'phone', secret: visit.cookie(codeCookie) })
  if (!waiting?.value) return redirect(own ? '/account/phone' : '/account/sign-in/phone')
  const phone = veiledPhone(waitingPhone.parse(JSON.parse(waiting.value)).phone)
  return page(city.words('account.phoneCode.title'), h(PhoneCodePage, { own, phone, minutes, typed }), { status })
}

async function enter(parts: PhoneParts, visit: Visit): Promise<Answer> {
  const right = await tryCode(parts, visit, null)
  if ('answer' in right) return right.answer
  const { phone, next } = right
  const person = await personOfPhone(visit.city, { phone })
  remember(parts, visit, phone)
  return letIn(parts, visit, { person, methods: ['sms'], level: 'standard', strong: false, next: onward(next) })
}

async function add(parts: PhoneParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  const person = personIn(city)
  const right = await tryCode(parts, visit, person)
  if ('answer' in right) return right.answer
  try {
    await addPhone(city, { person, phone: right.phone })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
    return question(visit, true, { values: {}, errors: { phone: { key: error.key, values: error.values } } }, 409)
  }
  remember(parts, visit, right.phone)
  const { level = 'simple', strong = false } = city.actor
  const methods = [...new Set([...(await shownHere(parts, visit)), 'sms'])]
  const raised = reaches(level, 'standard') ? level : 'standard'
  await openSession(parts, visit, { person, methods, level: raised, strong })
  return redirect(right.next === '/account' ? '/account/security' : onward(right.next))
}

async function remove({ city }: Visit): Promise<Answer> {
  await demandOwnFactor(city)
  await removePhone(city, { person: personIn(city) })
  return redirect('/account/security')
}

async function tryCode(
  { signIn }: PhoneParts,
  visit: Visit,
  person: string | null,
): Promise<{ answer: Answer } | { phone: string; next: string }> {
  const { city } = visit
  const own = person !== null
  const secret = visit.cookie(codeCookie)
  const code = tidyCode(one(visit, 'code'))
  const values = { code: one(visit, 'code') }
  if (code === '')
    return {
      answer: await codeQuestion(visit, own, { values, errors: { code: { key: 'account.phoneCode.missing' } } }, 422),
    }
  const mark = signIn.sealing.mark('code', `${hashSecret(secret ?? '')} ${code}`)
  const said = await tryChallenge(city, {
    kind: 'phone',
    secret,
    most: mostTries,
    isRight: async (_, challenge) => challenge.hash === mark && challenge.person === person,
  })
  if (said.said === 'wrong') {
    const errors = { code: { key: 'account.phoneCode.wrong', values: { left: said.left } } }
    return { answer: await codeQuestion(visit, own, { values, errors }, 422) }
  }
  visit.clearCookie(codeCookie, '/account')
  if (said.said === 'gone') {
    const errors = { phone: { key: 'account.phoneCode.gone' } }
    return { answer: await question(visit, own, { values: {}, errors }, 422) }
  }
  return waitingPhone.parse(JSON.parse(said.challenge.value ?? '{}'))
}

// What strangers ask for elsewhere does not count against whoever has signed in by this number here.
function remember({ signIn }: PhoneParts, visit: Visit, phone: string): void {
  visit.setCookie(knownCookie, signIn.sealing.mark('phone known', phone), { maxAge: 31_536_000, path: '/account' })
}
