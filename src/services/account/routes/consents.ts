// Addresses of a person's consents: the list, and one press that withdraws.
import { h } from 'preact'
import {
  type ConsentRecord,
  consentsOfPerson,
  isInForce,
  purposeOf,
  withdrawOwnConsent,
} from '#kernel/identity/index.ts'
import { type Answer, get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'
import { ConsentsPage, type ConsentTold } from '../pages/consents.tsx'
import { heldIn } from '../queries/held.ts'
import { dataFile } from '../queries.ts'
import type { AccountParts } from '../service.ts'
import { personIn } from './own.ts'

export function consentRoutes(parts: AccountParts): Route[] {
  return [
    get('/account/consents', signedIn, (visit) => list(parts, visit), { query: ['withdrawn'], personal: true }),
    post('/account/consents/:id/withdrawal', signedIn, withdraw),
  ]
}

async function list({ doors }: AccountParts, { city, query }: Visit): Promise<Answer> {
  const { words } = city
  const person = personIn(city)
  const consents = (await consentsOfPerson(city, person)).map((consent) => told(words, consent, city.now))
  const held = heldIn(words, doors(), await dataFile(city, doors(), person))
  const without = held.flatMap(({ kinds }) =>
    kinds.flatMap(({ title, basis, byConsent }) => (basis === null || byConsent ? [] : [{ title, basis }])),
  )
  const purpose = purposeOf(query.withdrawn ?? '')
  const withdrawn = purpose ? words(purpose.ends) : null
  return page(words('account.consents.title'), h(ConsentsPage, { consents, without, withdrawn }))
}

async function withdraw({ city, params }: Visit): Promise<Answer> {
  const id = params.id ?? ''
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw refuse.missing('identity.refusal.consent')
  const purpose = await withdrawOwnConsent(city, { person: personIn(city), consent: id })
  return redirect(`/account/consents?withdrawn=${purpose}`)
}

function told(words: Words, consent: ConsentRecord, now: Date): ConsentTold {
  const purpose = purposeOf(consent.purpose)
  const { operator, withdrawnAt, validUntil } = consent
  const named = [operator?.name, operator?.inn && words('account.inn', { inn: operator.inn }), operator?.address]
  const facts: [string, string][] = [
    ['data', consent.dataCategories.map((code) => words(`identity.consent.data.${code}`)).join(', ')],
    ['actions', consent.actions.map((code) => words(`identity.consent.action.${code}`)).join(', ')],
    ['operator', named.filter(Boolean).join(', ')],
    [
      'third',
      consent.thirdParties.map((party) => thirdSaid(words, party)).join(', ') || words('account.consents.nobody'),
    ],
    ['given', words.date(consent.givenAt, 'time')],
    ['method', methodSaid(words, consent.method)],
    ['until', validUntil ? words.date(validUntil) : words('account.consents.tillWithdrawn')],
    ['withdrawnAt', withdrawnAt ? words.date(withdrawnAt, 'time') : ''],
    ['version', `${consent.version} · SHA-256 ${consent.textHash.slice(0, 12)}…`],
  ]
  return {
    id: consent.id,
    title: purpose ? words(purpose.title) : consent.purpose,
    ends: purpose ? words(purpose.ends) : null,
    text: consent.text,
    locale: consent.locale,
    inForce: isInForce(consent, now),
    facts: facts
      .filter(([, value]) => value !== '')
      .map(([name, value]): [string, string] => [words(`account.consents.fact.${name}`), value]),
  }
}

// Some are kinds of firms, said in the reader's words; a system is named as it was when she agreed.
function thirdSaid(words: Words, party: string): string {
  const key = `identity.consent.third.${party}`
  return words.has(key) ? words(key) : party
}

function methodSaid(words: Words, method: string): string {
  const key = `account.consents.method.${method}`
  return words.has(key) ? words(key) : method
}
