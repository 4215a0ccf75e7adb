// Signing in by an outside provider: out by a link, back by its answer; and adding such a sign-in to one's page.
import { h } from 'preact'
import {
  comeBack,
  keepAnswer,
  linkOutside,
  newPersonOutside,
  type OutsideProof,
  personProved,
  setOut,
} from '#kernel/identity/index.ts'
import { SignInTrouble } from '#outside/oidc-client/index.ts'
import { type Answer, get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { newSecret } from '#platform/ids.ts'
import { anyone, signedIn } from '#platform/policy.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { OnwardPage } from '../pages/consent.tsx'
import { LeftHerePage, type OfferedWay, TroublePage } from '../pages/outside.tsx'
import type { AccountParts } from '../service.ts'
import { letIn } from './let-in.ts'
import { demandOwnFactor, one, onward, personIn } from './own.ts'

/** Says which browser set out; of no use to anybody else. */
const browserCookie = 'sign_in_journey'
/** By which provider she came, until she signs out. */
const cameByCookie = 'sign_in_by'

export function outsideRoutes(parts: AccountParts): Route[] {
  return [
    get('/account/sign-in/with/:provider', anyone, (visit) => leave(parts, visit), { query: ['next'], personal: true }),
    get('/account/sign-in/with/:provider/back', anyone, (visit) => back(parts, visit), {
      query: [...answerNames],
      personal: true,
    }),
    // The provider's page posts it, so no cookie of ours comes along: it only waits until the browser comes for it.
    post('/account/sign-in/with/:provider/back', anyone, (visit) => posted(visit), { fromAnywhere: true }),
    post('/account/connected/sign-ins/:provider', signedIn, (visit) => add(parts, visit)),
  ]
}

/** What a provider may say on the way back (RFC 6749, 9207); anything else is not read. */
const answerNames = ['code', 'state', 'iss', 'error', 'error_description', 'session_state', 'response'] as const

async function leave(parts: AccountParts, visit: Visit): Promise<Answer> {
  const to = await departure(parts, visit, { person: null, onward: onward(visit.query.next) })
  return to instanceof URL ? redirect(to.href, { asIs: true }) : to
}

// The form that led here may lead to our own addresses only, so the answer begins a new journey.
async function add(parts: AccountParts, visit: Visit): Promise<Answer> {
  await demandOwnFactor(visit.city)
  const to = await departure(parts, visit, {
    person: personIn(visit.city),
    onward: one(visit, 'next') === '' ? '/account/connected' : onward(one(visit, 'next')),
  })
  if (!(to instanceof URL)) return to
  return page(visit.city.words('account.onward.title'), h(OnwardPage, { to: to.href }), { onTo: to.href })
}

async function departure(
  parts: AccountParts,
  visit: Visit,
  journey: { person: string | null; onward: string },
): Promise<URL | Answer> {
  const provider = providerIn(parts, visit)
  try {
    const { to, ...kept } = await parts.providers.depart(provider, backTo(parts, visit, provider))
    const browser = visit.cookie(browserCookie) ?? newSecret()
    visit.setCookie(browserCookie, browser, { maxAge: 3600, path: '/account' })
    await setOut(visit.city, { ...kept, ...journey, browser, provider })
    return to
  } catch (error) {
    return trouble(parts, visit, error)
  }
}

async function posted(visit: Visit): Promise<Answer> {
  const provider = visit.params.provider ?? ''
  const answered = Object.fromEntries(
    answerNames.flatMap((name) => {
      const said = visit.fields[name]
      return typeof said === 'string' && said.length <= 2000 && isPlain(said) ? [[name, said]] : []
    }),
  )
  const state = answered.state ?? ''
  await keepAnswer(visit.city, { provider, state, answered })
  // The same whether or not anybody waits for it.
  return redirect(`/account/sign-in/with/${encodeURIComponent(provider)}/back?state=${encodeURIComponent(state)}`)
}

// The database takes neither as JSON.
function isPlain(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000')
}

async function back(parts: AccountParts, visit: Visit): Promise<Answer> {
  const provider = providerIn(parts, visit)
  const browser = visit.cookie(browserCookie)
  const state = visit.query.state ?? ''
  const journey = browser === undefined ? null : await comeBack(visit.city, { provider, state, browser })
  if (journey === null) return troublePage(parts, visit, 'old')
  const answer = new URL(backTo(parts, visit, provider))
  for (const [name, said] of Object.entries(journey.answered ?? visit.query)) answer.searchParams.set(name, said)
  try {
    const { subject, level, methods, kept } = await parts.providers.prove(provider, answer, { ...journey, state })
    const proof: OutsideProof = {
      provider,
      subjectHash: parts.signIn.sealing.mark('oidc subject', `${provider} ${subject}`),
      level,
      kept,
    }
    if (journey.person !== null) await demandOwnFactor(visit.city)
    const person = await personIs(parts, visit, journey.person, proof)
    if (person === null) return troublePage(parts, visit, journey.person === null ? 'unlinked' : 'old')
    visit.setCookie(cameByCookie, provider, { maxAge: 30 * 86_400, path: '/account' })
    return await letIn(parts, visit, {
      person,
      methods: ['fed', ...methods.filter((method) => method !== 'fed')],
      level,
      // A second factor that she showed elsewhere is that provider's word, not ours.
      strong: false,
      next: journey.onward,
    })
  } catch (error) {
    return trouble(parts, visit, error)
  }
}

// Whoever adds a sign-in must still be the one who is signed in: the page it is added to is hers. And who is signed in does not
// become somebody new by a provider that does not know her here.
async function personIs(
  parts: AccountParts,
  visit: Visit,
  adding: string | null,
  proof: OutsideProof,
): Promise<string | null> {
  const { city } = visit
  const called = calledOf(parts, visit, proof.provider)
  if (adding !== null) {
    if (city.actor.person !== adding) return null
    await linkOutside(city, { person: adding, proof, called })
    return adding
  }
  const known = await personProved(city, proof)
  if (known !== null) return known
  return city.actor.person === null ? newPersonOutside(city, { proof, called }) : null
}

/** After signing out: the way to sign out at the provider's, too, by which she had come; else the front page. */
export async function leftBehind(parts: AccountParts, visit: Visit): Promise<Answer> {
  const by = visit.cookie(cameByCookie)
  if (by === undefined) return redirect('/')
  visit.clearCookie(cameByCookie, '/account')
  const offered = parts.providers.offered.find(({ id }) => id === by)
  if (!offered) return redirect('/')
  const there = await parts.providers.leave(by, `${parts.publicUrl ?? visit.origin}/`).catch((error: unknown) => {
    // A provider that is down keeps nobody signed in here.
    if (error instanceof SignInTrouble) return null
    throw error
  })
  if (there === null) return redirect('/')
  const title = offered.title[visit.locale === 'en' ? 'en' : 'ru']
  return page(visit.city.words('account.leftHere.title'), h(LeftHerePage, { title, there: there.href }))
}

/** The providers that the operator has set up, as the sign-in page offers them. */
export function waysIn({ providers }: AccountParts, { locale }: Visit): OfferedWay[] {
  return providers.offered.map(({ id, title }) => ({ id, title: title[locale === 'en' ? 'en' : 'ru'] }))
}

/** What people call a provider; its id where the operator has taken it out of his file. */
export function calledOf(parts: AccountParts, visit: Visit, provider: string): string {
  return waysIn(parts, visit).find(({ id }) => id === provider)?.title ?? provider
}

function trouble(parts: AccountParts, visit: Visit, error: unknown): Answer {
  if (error instanceof Refusal && error.kind === 'conflict') return troublePage(parts, visit, 'taken')
  if (!(error instanceof SignInTrouble)) throw error
  visit.city.log.warn({ provider: visit.params.provider, trouble: error.message }, 'a sign-in by a provider failed')
  return troublePage(parts, visit, error.trouble)
}

const statuses = {
  declined: 422,
  down: 503,
  untrue: 422,
  unreadable: 503,
  old: 422,
  taken: 409,
  unlinked: 409,
} as const

function troublePage(parts: AccountParts, visit: Visit, what: keyof typeof statuses): Answer {
  const { city, locale, params } = visit
  const offered = parts.providers.offered.find(({ id }) => id === params.provider)
  const title = offered?.title[locale === 'en' ? 'en' : 'ru'] ?? ''
  const props = {
    what,
    title,
    again: city.actor.person === null ? `/account/sign-in/with/${offered?.id}` : '/account/connected',
  }
  return page(city.words('account.trouble.title', { title }), h(TroublePage, props), { status: statuses[what] })
}

function providerIn({ providers }: AccountParts, { params }: Visit): string {
  const found = providers.offered.find(({ id }) => id === params.provider)
  if (!found) throw refuse.missing('platform.refusal.missing')
  return found.id
}

// The address that is registered with the provider: it has no language.
function backTo({ publicUrl }: AccountParts, { origin }: Visit, provider: string): string {
  return `${publicUrl ?? origin}/account/sign-in/with/${provider}/back`
}
