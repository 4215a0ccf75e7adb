// Addresses of a person's own pages: what is hers, what she decides, and being forgotten.
import { h } from 'preact'
import {
  agreesToLetters,
  callPerson,
  forgetPerson,
  giveConsent,
  lettersPurpose,
  newHandle,
  withdrawConsent,
} from '#kernel/identity/index.ts'
import { sessionCookie } from '#outside/sign-in/index.ts'
import type { City } from '#platform/city.ts'
import {
  type Answer,
  bytes,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { anyone, signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { forgettingForm, lettersForm, nameForm } from '../forms.ts'
import { AccountPage, NamePage } from '../pages/account.tsx'
import { DataPage, ForgettingPage, ForgottenPage } from '../pages/data.tsx'
import { LettersPage } from '../pages/letters.tsx'
import { dataFile, minePieces } from '../queries.ts'
import type { AccountParts } from '../service.ts'
import { herself, personIn } from './own.ts'

export function mineRoutes(parts: AccountParts): Route[] {
  const own = { personal: true }
  return [
    get('/account', signedIn, (visit) => mine(parts, visit), own),
    get('/account/name', signedIn, nameQuestion, own),
    post('/account/name', signedIn, saveName),
    get('/account/letters', signedIn, (visit) => lettersPage(parts, visit, nothingTyped, 200), own),
    post('/account/letters', signedIn, (visit) => agree(parts, visit)),
    post('/account/letters/withdrawal', signedIn, withdraw),
    get('/account/data', signedIn, ({ city }) => page(city.words('account.data.title'), h(DataPage, {})), own),
    get('/account/data/file.json', signedIn, (visit) => file(parts, visit), own),
    get('/account/forgetting', signedIn, (visit) => forgettingPage(visit, nothingTyped, 200), own),
    post('/account/forgetting', signedIn, (visit) => forget(parts, visit)),
    get('/account/forgotten', anyone, forgotten, { query: ['receipt'], personal: true }),
  ]
}

async function mine({ doors }: AccountParts, { city }: Visit): Promise<Answer> {
  const person = personIn(city)
  const { name, called } = await herself(city)
  const letters = await agreesToLetters(city, person)
  const pieces = await minePieces(city, doors(), person)
  return page(city.words('account.page.title'), h(AccountPage, { name, called, letters, pieces }))
}

async function nameQuestion(visit: Visit): Promise<Answer> {
  return namePage(visit, { values: { name: (await herself(visit.city)).name }, errors: {} }, 200)
}

async function saveName(visit: Visit): Promise<Answer> {
  const form = nameForm.check(visit.fields)
  if (!form.ok) return namePage(visit, { values: visit.fields, errors: form.errors }, 422)
  await callPerson(visit.city, { person: personIn(visit.city), name: form.value.name })
  return redirect('/account')
}

async function agree(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city } = visit
  const form = lettersForm.check(visit.fields)
  if (!form.ok) return lettersPage(parts, visit, { values: visit.fields, errors: form.errors }, 422)
  const person = personIn(city)
  if (!(await agreesToLetters(city, person))) {
    const handle = await newHandle(city, { module: 'identity', person })
    const { code, version } = lettersPurpose
    const text = consentText(parts, city)
    await giveConsent(city, { handle, consent: { purpose: code, textVersion: version, text, ip: visit.ip } })
  }
  return redirect('/account/letters')
}

async function withdraw({ city }: Visit): Promise<Answer> {
  const handle = await newHandle(city, { module: 'identity', person: personIn(city) })
  await withdrawConsent(city, { handle, purpose: lettersPurpose.code })
  return redirect('/account/letters')
}

async function file({ doors }: AccountParts, { city }: Visit): Promise<Answer> {
  const data = await dataFile(city, doors(), personIn(city))
  const headers = { 'content-disposition': 'attachment; filename="italmas.json"', 'cache-control': 'private, no-store' }
  return bytes('application/json; charset=utf-8', JSON.stringify(data, null, 2), { headers, keep: 0 })
}

async function forget({ doors }: AccountParts, visit: Visit): Promise<Answer> {
  const form = forgettingForm.check(visit.fields)
  if (!form.ok) return forgettingPage(visit, { values: visit.fields, errors: form.errors }, 422)
  const receipt = await forgetPerson(visit.city, { person: personIn(visit.city), doors: doors() })
  visit.clearCookie(sessionCookie)
  return redirect(`/account/forgotten?receipt=${receipt.id}`)
}

function forgotten({ city, query }: Visit): Answer {
  const receipt = query.receipt ?? ''
  if (!/^[0-9a-f-]{36}$/.test(receipt)) throw refuse.missing('platform.refusal.missing')
  return page(city.words('account.forgotten.title'), h(ForgottenPage, { receipt }))
}

function namePage({ city }: Visit, typed: Typed, status: number): Answer {
  return page(city.words('account.name.title'), h(NamePage, { typed }), { status })
}

async function lettersPage(parts: AccountParts, { city }: Visit, typed: Typed, status: number): Promise<Answer> {
  const { email } = await herself(city)
  const agreed = await agreesToLetters(city, personIn(city))
  const text = consentText(parts, city)
  return page(city.words('account.letters.title'), h(LettersPage, { agreed, email, text, typed }), { status })
}

function forgettingPage({ city }: Visit, typed: Typed, status: number): Answer {
  return page(city.words('account.forgetting.title'), h(ForgettingPage, { typed }), { status })
}

function consentText({ operator }: AccountParts, city: City): string {
  const said = [operator.name, operator.inn && city.words('account.inn', { inn: operator.inn }), operator.address]
  const named = said.filter((part) => part !== null && part !== '').join(', ')
  return city.words(lettersPurpose.text, { operator: named || city.words('account.demoOperator') })
}
