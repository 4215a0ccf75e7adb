// Addresses of the second factor: what it is for, setting it up, its backup codes, and showing it when signing in.
import { h } from 'preact'
import { z } from 'zod'
import {
  addTotp,
  endOtherSessions,
  factorsOf,
  hasTotp,
  lookAtChallenge,
  newTotpSecret,
  removeTotp,
  renewBackupCodes,
  tidyCode,
  totpAddress,
  tryChallenge,
  useCode,
} from '#kernel/identity/index.ts'
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
import { anyone, levels, signedIn } from '#platform/policy.ts'
import { Refusal } from '#platform/refusal.ts'
import { BackupCodesPage, SecondCodePage, SecondFactorPage, TotpPage } from '../pages/second-factor.tsx'
import type { AccountParts } from '../service.ts'
import { letIn, openSession, secondCookie, shownHere } from './let-in.ts'
import { demandOwnFactor, herself, one, onward, personIn } from './own.ts'
import { siteOf } from './passkeys.ts'

/** Wrong codes after one letter; then a new letter is needed. */
const mostTries = 5

const draftPurpose = 'totp-draft'

export function secondFactorRoutes(parts: AccountParts): Route[] {
  const own = { query: ['next'], personal: true }
  return [
    get('/account/second-factor', signedIn, (visit) => explain(parts, visit), own),
    post('/account/second-factor', signedIn, (visit) => askAgain(parts, visit)),
    get('/account/totp', signedIn, (visit) => setUp(parts, visit), own),
    post('/account/totp', signedIn, (visit) => keep(parts, visit)),
    post('/account/totp/removal', signedIn, remove),
    post('/account/totp/backup-codes', signedIn, (visit) => renew(parts, visit)),
    get('/account/sign-in/second', anyone, (visit) => question(visit, nothingTyped, 200), { personal: true }),
    post('/account/sign-in/second', anyone, (visit) => enter(parts, visit)),
  ]
}

async function explain(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  const { passkeys, totp } = await factorsOf(city, personIn(city))
  const next = onward(visit.query.next)
  const asleep = (city.actor.asleep ?? []).length > 0
  const site = siteOf(parts, visit) !== null
  const props = {
    asleep,
    strong: city.actor.strong === true,
    passkeys: passkeys.length,
    totp: totp !== null,
    site,
    next,
  }
  return page(city.words('account.second.title'), h(SecondFactorPage, props))
}

// A session that was opened before the app was set up: she is at the door again, with the letter behind her.
async function askAgain(parts: AccountParts, visit: Visit): Promise<Answer> {
  const next = onward(one(visit, 'next'))
  // Where there is no app there is nothing to ask: nobody's session is made younger by asking.
  if (!(await hasTotp(visit.city, personIn(visit.city))))
    return redirect(`/account/second-factor?next=${encodeURIComponent(next)}`)
  const { level = 'simple' } = visit.city.actor
  const methods = await shownHere(parts, visit)
  const entry = { person: personIn(visit.city), methods, level, strong: false }
  return letIn(parts, visit, { ...entry, next })
}

async function setUp(parts: AccountParts, visit: Visit): Promise<Answer> {
  await demandOwnFactor(visit.city)
  return totpPage(parts, visit, newTotpSecret(), nothingTyped, 200)
}

// The secret travels in the page, closed for this person and half an hour, and is kept only when its first code is right.
async function keep(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  await demandOwnFactor(city)
  const person = personIn(city)
  const secret = openDraft(parts, visit)
  if (secret === null) return redirect('/account/totp')
  const typed = (errors: Typed['errors']): Typed => ({ values: { code: one(visit, 'code') }, errors })
  const code = tidyCode(one(visit, 'code'))
  if (code === '') return totpPage(parts, visit, secret, typed({ code: { key: 'account.totp.missing' } }), 422)
  try {
    const codes = await addTotp(city, { person, secret, code, closing: parts.signIn.sealing })
    // Sessions from before it were opened without it.
    await endOtherSessions(city, { person, session: city.actor.session })
    const { level = 'simple' } = city.actor
    const methods = [...new Set([...(await shownHere(parts, visit)), 'otp'])]
    await openSession(parts, visit, { person, methods, level, strong: true })
    return codesPage(visit, codes, onward(one(visit, 'next') || '/account/security'))
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    return totpPage(parts, visit, secret, typed(error.fields), 422)
  }
}

async function remove({ city }: Visit): Promise<Answer> {
  await demandOwnFactor(city)
  await removeTotp(city, { person: personIn(city) })
  return redirect('/account/security')
}

async function renew(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  await demandOwnFactor(city)
  const person = personIn(city)
  const { totp } = await factorsOf(city, person)
  if (totp === null) return redirect('/account/security')
  return codesPage(visit, await renewBackupCodes(city, { person, closing: parts.signIn.sealing }), '/account/security')
}

async function question(visit: Visit, typed: Typed, status: number): Promise<Answer> {
  const waiting = await lookAtChallenge(visit.city, { kind: 'second', secret: visit.cookie(secondCookie) })
  if (!waiting) return redirect('/account/sign-in')
  return page(visit.city.words('account.secondCode.title'), h(SecondCodePage, { typed }), { status })
}

const waitingEntry = z.object({ methods: z.array(z.string()), level: z.enum(levels), next: z.string() })

async function enter(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  const code = tidyCode(one(visit, 'code'))
  const values = { code: one(visit, 'code') }
  if (code === '') return question(visit, { values, errors: { code: { key: 'account.totp.missing' } } }, 422)
  const closing = parts.signIn.sealing
  const said = await tryChallenge(city, {
    kind: 'second',
    secret: visit.cookie(secondCookie),
    most: mostTries,
    isRight: async (within, { person }) => person !== null && useCode(within, { person, code, closing }),
  })
  if (said.said === 'wrong')
    return question(
      visit,
      { values, errors: { code: { key: 'account.secondCode.wrong', values: { left: said.left } } } },
      422,
    )
  visit.clearCookie(secondCookie, '/account')
  if (said.said === 'gone' || said.challenge.person === null) return redirect('/account/sign-in')
  const { methods, level, next } = waitingEntry.parse(JSON.parse(said.challenge.value ?? '{}'))
  const entry = { person: said.challenge.person, methods: [...methods, 'otp'], level, strong: true }
  return letIn(parts, visit, { ...entry, next: onward(next) })
}

async function totpPage(
  parts: AccountParts,
  visit: Visit,
  secret: string,
  typed: Typed,
  status: number,
): Promise<Answer> {
  const { city } = visit
  const { called } = await herself(city)
  const draft = JSON.stringify({ person: personIn(city), secret, until: city.now.getTime() + 1_800_000 })
  const props = {
    ...{ secret, address: totpAddress(secret, called), draft: parts.signIn.sealing.seal(draftPurpose, draft) },
    ...{ typed, next: visit.query.next ?? one(visit, 'next') },
  }
  return page(city.words('account.totp.title'), h(TotpPage, props), { status })
}

const totpDraft = z.object({ person: z.string(), secret: z.string(), until: z.number() })

/** The secret of the page that was sent, or null for one of another person, of long ago, or made up. */
function openDraft({ signIn }: AccountParts, visit: Visit): string | null {
  try {
    const draft = totpDraft.parse(JSON.parse(signIn.sealing.unseal(draftPurpose, one(visit, 'draft'))))
    const holds = draft.person === personIn(visit.city) && draft.until > visit.city.now.getTime()
    return holds ? draft.secret : null
  } catch {
    return null
  }
}

function codesPage(visit: Visit, codes: string[], next: string): Answer {
  return page(visit.city.words('account.backup.title'), h(BackupCodesPage, { codes, next }), { keep: 0 })
}
