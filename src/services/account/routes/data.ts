// Addresses of what the city holds of a person: the page, the file, the paper, being forgotten and its receipt.
import { h } from 'preact'
import { forgetPerson, officeSaid, receiptOfForgetting, rehearseForgetting } from '#kernel/identity/index.ts'
import { sessionCookie } from '#outside/sign-in/index.ts'
import {
  type Answer,
  bytes,
  fileApi,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { pdfDocument, pdfType } from '#platform/pdf/index.ts'
import { anyone, signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'
import { markSvg } from '#web/components/mark/mark.tsx'
import { heldPaper } from '../feeds/paper.ts'
import { forgettingForm } from '../forms.ts'
import { type ErasedRow, ForgettingPage, ForgottenPage } from '../pages/forgetting.tsx'
import { HeldPage } from '../pages/held.tsx'
import { doorTitle, fieldTitle, heldIn, looksAtPerson, said } from '../queries/held.ts'
import { dataFile } from '../queries.ts'
import { fieldsOf } from '../rules/held.ts'
import type { AccountParts } from '../service.ts'
import { demandOwnFactor, personIn } from './own.ts'

export function dataRoutes(parts: AccountParts): Route[] {
  const own = { personal: true }
  return [
    get('/account/data', signedIn, (visit) => heldPage(parts, visit), own),
    get('/account/data/file.json', signedIn, (visit) => file(parts, visit), own),
    get('/account/data/file.pdf', signedIn, (visit) => paper(parts, visit), own),
    get('/account/forgetting', signedIn, (visit) => forgettingPage(parts, visit, nothingTyped, 200), own),
    post('/account/forgetting', signedIn, (visit) => forget(parts, visit)),
    get('/account/forgotten', anyone, (visit) => forgotten(parts, visit), { query: ['receipt'], ...own }),
    get('/account/forgotten.json', anyone, receiptFile, {
      query: ['receipt'],
      api: fileApi('account.api.receipt', 'account', 'application/json'),
      ...own,
    }),
  ]
}

async function heldPage(parts: AccountParts, { city }: Visit): Promise<Answer> {
  return page(city.words('account.data.title'), h(HeldPage, await heldFor(parts, city)))
}

async function file({ doors }: AccountParts, { city }: Visit): Promise<Answer> {
  const person = personIn(city)
  const looked = (await looksAtPerson(city, doors(), person)).map(({ href: _, why, ...look }) => ({
    ...look,
    why: city.words(why),
  }))
  const data = { ...(await dataFile(city, doors(), person)), looked }
  return bytes('application/json; charset=utf-8', JSON.stringify(data, null, 2), attached('italmas.json'))
}

async function paper(parts: AccountParts, { city, origin }: Visit): Promise<Answer> {
  const { words, now: madeAt } = city
  const content = heldPaper({ words, madeAt, origin, mark: markSvg(), ...(await heldFor(parts, city)) })
  return bytes(pdfType, await pdfDocument(content), attached('italmas.pdf'))
}

async function forget(parts: AccountParts, visit: Visit): Promise<Answer> {
  await demandOwnFactor(visit.city)
  const form = forgettingForm.check(visit.fields)
  if (!form.ok) return forgettingPage(parts, visit, { values: visit.fields, errors: form.errors }, 422)
  const receipt = await forgetPerson(visit.city, { person: personIn(visit.city), doors: parts.doors() })
  visit.clearCookie(sessionCookie)
  return redirect(`/account/forgotten?receipt=${receipt.id}`)
}

async function forgotten({ doors }: AccountParts, { city, query }: Visit): Promise<Answer> {
  const { id, at, erased } = await receipt(query.receipt, city)
  const order = doors().map(({ name }) => name)
  const rows = rowsIn(city.words, erased).sort((one, other) => order.indexOf(one.module) - order.indexOf(other.module))
  return page(city.words('account.forgotten.title'), h(ForgottenPage, { receipt: id, at, rows }))
}

async function receiptFile({ city, query }: Visit): Promise<Answer> {
  const kept = await receipt(query.receipt, city)
  return bytes('application/json; charset=utf-8', JSON.stringify(kept, null, 2), attached(`receipt-${kept.id}.json`))
}

async function forgettingPage({ doors }: AccountParts, { city }: Visit, typed: Typed, status: number): Promise<Answer> {
  const person = personIn(city)
  const held = heldIn(city.words, doors(), await dataFile(city, doors(), person))
  const stays = held.flatMap((door) =>
    door.kinds.flatMap(({ title, stays }) => (stays === null ? [] : [{ title, why: stays }])),
  )
  const erased = await rehearseForgetting(city, { person, doors: doors() })
  const goes = rowsIn(city.words, erased).filter(({ rows }) => rows > 0)
  return page(city.words('account.forgetting.title'), h(ForgettingPage, { typed, goes, stays }), { status })
}

async function heldFor({ doors }: AccountParts, city: Visit['city']) {
  const { words } = city
  const person = personIn(city)
  const data = await dataFile(city, doors(), person)
  return {
    person: fieldsOf(data.person).map(({ name, value }): [string, string] => [
      fieldTitle(words, name),
      name === 'roles.name' ? officeSaid(city, String(value)) : said(words, value, name),
    ]),
    held: heldIn(words, doors(), data),
    looks: await looksAtPerson(city, doors(), person),
  }
}

function rowsIn(words: Words, erased: Record<string, number>): ErasedRow[] {
  return Object.entries(erased).map(([module, rows]) => ({ module, title: doorTitle(words, module), rows }))
}

async function receipt(id: string | undefined, city: Visit['city']) {
  const kept = await receiptOfForgetting(city, id ?? '')
  if (!kept) throw refuse.missing('account.refusal.noReceipt')
  return kept
}

function attached(name: string) {
  const headers = { 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store' }
  return { headers, keep: 0 }
}
