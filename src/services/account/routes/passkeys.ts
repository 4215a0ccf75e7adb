// Addresses of passkeys: signing in by one, and adding, listing and removing one's own.
import { h } from 'preact'
import {
  addPasskey,
  checkEntry,
  checkNew,
  factorsOf,
  makeChallenge,
  namedIn,
  optionsForEntry,
  optionsForNew,
  type PasskeySite,
  passkeyOf,
  passkeySite,
  personFor,
  removePasskey,
  takeChallenge,
  usePasskey,
  wrongPasskey,
} from '#kernel/identity/index.ts'
import {
  type Answer,
  get,
  json,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { hashSecret } from '#platform/ids.ts'
import { anyone, signedIn } from '#platform/policy.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { passkeyForm } from '../forms.ts'
import { PasskeyFailedPage, PasskeyPage } from '../pages/passkeys.tsx'
import type { AccountParts } from '../service.ts'
import { letIn, openSession, shownHere } from './let-in.ts'
import { demandOwnFactor, herself, one, onward, personIn } from './own.ts'

const entryCookie = 'passkey'
const newCookie = 'passkey-new'
const kept = { maxAge: 600, path: '/account' }

export function passkeyRoutes(parts: AccountParts): Route[] {
  return [
    post('/account/sign-in/passkey/challenge', anyone, (visit) => challengeEntry(parts, visit), { perMinute: 60 }),
    post('/account/sign-in/passkey', anyone, (visit) => enter(parts, visit)),
    get('/account/passkeys/new', signedIn, (visit) => newPage(parts, visit, nothingTyped, 200), {
      query: ['next'],
      personal: true,
    }),
    post('/account/passkeys/challenge', signedIn, (visit) => challengeNew(parts, visit)),
    post('/account/passkeys', signedIn, (visit) => add(parts, visit)),
    post('/account/passkeys/removal', signedIn, remove),
  ]
}

/** Whether this city, at this address, can have passkeys at all. */
export function siteOf({ publicUrl }: AccountParts, visit: Visit): PasskeySite | null {
  return passkeySite(publicUrl, visit.origin)
}

async function challengeEntry(parts: AccountParts, visit: Visit): Promise<Answer> {
  const options = await optionsForEntry(siteHere(parts, visit))
  const hashFor = () => hashSecret(options.challenge)
  visit.setCookie(entryCookie, await makeChallenge(visit.city, { kind: 'passkey-in', hashFor }), kept)
  return json(options, { keep: 0 })
}

// One sentence for every failure: nobody learns by it which passkeys are known here.
async function enter(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  const next = onward(one(visit, 'next'))
  const said = one(visit, 'passkey')
  if (said === '') return failed(visit, next, 'noScript', 422)
  const challenge = await takeChallenge(city, { kind: 'passkey-in', secret: visit.cookie(entryCookie) })
  visit.clearCookie(entryCookie, '/account')
  try {
    const named = namedIn(said)
    const known = await passkeyOf(city, named.credential)
    if (!challenge || !known || (named.person !== null && named.person !== known.person)) throw wrongPasskey()
    const counter = await checkEntry(said, siteHere(parts, visit), challenge.hash, known)
    await usePasskey(city, { passkey: known, counter })
    // A number that was confirmed stands for her here too: the passkey is hers, and verified her.
    const level = (await personFor(city, known.person))?.phone ? 'standard' : 'simple'
    return letIn(parts, visit, { person: known.person, methods: ['hwk', 'user'], level, strong: true, next })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    return failed(visit, next, 'wrong', 422)
  }
}

async function challengeNew(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  await demandOwnFactor(city)
  const person = personIn(city)
  const { passkeys } = await factorsOf(city, person)
  const { called } = await herself(city)
  const has = passkeys.map(({ credential }) => credential)
  const options = await optionsForNew({ site: siteHere(parts, visit), person, called, has })
  const hashFor = () => hashSecret(options.challenge)
  visit.setCookie(newCookie, await makeChallenge(city, { kind: 'passkey-new', person, hashFor }), kept)
  return json(options, { keep: 0 })
}

async function add(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  const person = personIn(city)
  await demandOwnFactor(city)
  const form = passkeyForm.check(visit.fields)
  const typed = { values: { ...visit.fields, passkey: '' }, errors: form.ok ? {} : form.errors }
  if (!form.ok) return newPage(parts, visit, typed, 422)
  const challenge = await takeChallenge(city, { kind: 'passkey-new', secret: visit.cookie(newCookie) })
  visit.clearCookie(newCookie, '/account')
  try {
    // A challenge belongs to whom it was made for, also in a browser where somebody else has signed in since.
    if (challenge?.person !== person) throw wrongPasskey()
    const passkey = await checkNew(form.value.passkey, siteHere(parts, visit), challenge.hash)
    await addPasskey(city, { person, name: form.value.name, passkey })
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error
    const errors = error.kind === 'invalid' ? error.fields : { passkey: { key: error.key, values: error.values } }
    return newPage(parts, visit, { ...typed, errors }, error.status)
  }
  // She has just shown it, verified: this sitting is as good as one that was opened by it.
  const { level = 'simple' } = city.actor
  const methods = [...new Set([...(await shownHere(parts, visit)), 'hwk', 'user'])]
  await openSession(parts, visit, { person, methods, level, strong: true })
  return redirect(onward(form.value.next === '' ? '/account/security' : form.value.next))
}

async function remove(visit: Visit): Promise<Answer> {
  await demandOwnFactor(visit.city)
  const passkey = one(visit, 'passkey')
  if (!/^[0-9a-f-]{36}$/.test(passkey)) throw refuse.missing('platform.refusal.missing')
  await removePasskey(visit.city, { person: personIn(visit.city), passkey })
  return redirect('/account/security')
}

async function newPage(parts: AccountParts, visit: Visit, typed: Typed, status: number): Promise<Answer> {
  const props = { possible: siteOf(parts, visit) !== null, typed, next: visit.query.next ?? one(visit, 'next') }
  return page(visit.city.words('account.passkey.title'), h(PasskeyPage, props), { status })
}

function failed(visit: Visit, next: string, why: 'wrong' | 'noScript', status: number): Answer {
  return page(visit.city.words('account.passkey.failedTitle'), h(PasskeyFailedPage, { why, next }), { status })
}

function siteHere(parts: AccountParts, visit: Visit): PasskeySite {
  const site = siteOf(parts, visit)
  if (site === null) throw refuse.conflict('account.passkey.noSite')
  return site
}
