// Consents as evidence, forgetting, and the limits on sign-in letters, on a real database.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { City } from '#platform/city.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import {
  askForLink,
  contactOf,
  dropLinkRequest,
  type Eraser,
  forgetHandle,
  forgetPerson,
  giveConsent,
  grantRole,
  handlesOf,
  identity,
  leaveContact,
  lettersPurpose,
  newHandle,
  personOf,
  saveOrganisation,
  welcomePerson,
  withdrawConsent,
} from './index.ts'

let bare: BareCity
beforeAll(async () => {
  bare = await openBareCity([identity])
})
afterAll(() => bare.close())

const consentTo = (city: City) => ({
  purpose: lettersPurpose.code,
  textVersion: lettersPurpose.version,
  text: city.words(lettersPurpose.text, { operator: 'Управление' }),
  ip: '192.0.2.7',
})
const rowsOf = async (table: string) =>
  (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(bare.database.kysely)).rows

test('a consent is kept with its text, version, time and place, and a withdrawal beside it', async () => {
  const city = bare.as()
  const handle = await newHandle(city, { module: 'cases', person: null })
  expect(await contactOf(city, handle)).toBeNull()
  const consent = consentTo(city)
  await leaveContact(city, { handle, email: 'Vera@Consent.example', consent })
  expect(await contactOf(city, handle)).toEqual({ email: 'vera@consent.example', agreedAs: handle, locale: 'ru' })
  const [row] = (await rowsOf('identity.consents')).filter((each) => each.handle === handle)
  const hash = createHash('sha256').update(consent.text).digest('hex')
  expect(row).toMatchObject({
    purpose: 'letters',
    text_version: lettersPurpose.version,
    text_hash: hash,
    ip: '192.0.2.7',
    method: 'web',
    given_at: bare.now,
  })
  expect((await rowsOf('identity.consent_texts')).find((each) => each.hash === hash)?.text).toBe(consent.text)
  expect(consent.text).toContain('Управление')

  expect(await withdrawConsent(city, { handle, purpose: 'letters' })).toBe(1)
  expect(await withdrawConsent(city, { handle, purpose: 'letters' })).toBe(0)
  expect(await contactOf(city, handle)).toBeNull()
  expect((await rowsOf('identity.consents')).filter((each) => each.handle === handle)).toEqual([row])
  await expect(
    leaveContact(city, { handle, email: 'a@b.example', consent: { ...consent, purpose: 'ads' } }),
  ).rejects.toThrow('invalid')
})

test('a signed-in person gets letters only when she agreed and proved her address', async () => {
  const city = bare.as()
  const { person } = await grantRole(city, { email: 'anna@consent.example', role: 'inspector', body: null })
  const handle = await newHandle(city, { module: 'cases', person })
  expect(await contactOf(city, handle)).toBeNull()
  const own = await newHandle(city, { module: 'identity', person })
  await giveConsent(city, { handle: own, consent: consentTo(city) })
  expect(await contactOf(city, handle)).toBeNull()
  await sql`update identity.people set email_verified = true where id = ${person}`.execute(city.db)
  expect(await contactOf(city, handle)).toEqual({ email: 'anna@consent.example', agreedAs: own, locale: 'ru' })
  await withdrawConsent(city, { handle: own, purpose: 'letters' })
  expect(await contactOf(city, handle)).toBeNull()
})

test('forgetting asks every door, deletes who she was, keeps evidence without her, and touches nobody else', async () => {
  const city = bare.as()
  const asked: string[] = []
  const doors: Eraser[] = [
    { name: 'cases', personal: { erase: async (_, handle) => asked.push(handle) && 2 } },
    { name: 'events', personal: { erase: async () => 0 } },
    { name: 'strategy' },
    identity,
  ]
  const { person } = await grantRole(city, { email: 'gone@consent.example', role: 'editor', body: null })
  const other = (await grantRole(city, { email: 'stays@consent.example', role: 'editor', body: null })).person
  const othersHandle = await newHandle(city, { module: 'cases', person: other })
  const handle = await newHandle(city, { module: 'cases', person })
  await newHandle(city, { module: 'events', person })
  await leaveContact(city, { handle, email: 'gone@consent.example', consent: consentTo(city) })
  const receipt = await forgetPerson(city, { person, doors })
  expect(receipt.erased.cases).toBe(4)
  expect(receipt.erased.events).toBe(0)
  expect(asked).toContain(handle)
  expect(asked).not.toContain(othersHandle)
  expect(await personOf(city, handle)).toBeNull()
  expect(await handlesOf(city, person)).toEqual([])
  expect(await personOf(city, othersHandle)).toBe(other)
  for (const table of ['people', 'contacts', 'roles', 'receipts', 'consents', 'handles', 'claims']) {
    const kept = JSON.stringify(await rowsOf(`identity.${table}`))
    expect(kept).not.toContain('gone@consent.example')
    expect(kept).not.toContain(person)
  }
  const evidence = (await rowsOf('identity.consents')).find((each) => each.handle === handle)
  expect(evidence).toMatchObject({ purpose: 'letters', ip: null })
  await expect(forgetPerson(city, { person, doors })).rejects.toThrow('missing')
})

test('if one module cannot forget, nothing is forgotten by halves', async () => {
  const city = bare.as()
  const { person } = await grantRole(city, { email: 'half@consent.example', role: 'editor', body: null })
  const handle = await newHandle(city, { module: 'cases', person })
  const broken: Eraser = { name: 'cases', personal: { erase: () => Promise.reject(new Error('broken')) } }
  await expect(forgetPerson(city, { person, doors: [identity, broken] })).rejects.toThrow('broken')
  expect(await personOf(city, handle)).toBe(person)
})

test('a guest is forgotten by her handle alone', async () => {
  const city = bare.as()
  const handle = await newHandle(city, { module: 'cases', person: null })
  await leaveContact(city, { handle, email: 'guest@consent.example', consent: consentTo(city) })
  await forgetHandle(city, { handle, doors: [identity] })
  expect(await contactOf(city, handle)).toBeNull()
  expect(JSON.stringify(await rowsOf('identity.contacts'))).not.toContain('guest@consent.example')
})

test('an address gets five letters and is never shut out while its letters no longer work', async () => {
  const start = bare.now
  const ask = () => askForLink(bare.as(), { email: 'Shut@consent.example ', ip: '192.0.2.9' })
  for (let turn = 0; turn < 5; turn += 1) expect(await ask()).toEqual(expect.any(String))
  for (let turn = 0; turn < 20; turn += 1) {
    bare.now = new Date(bare.now.getTime() + 60_000)
    expect(await ask()).toBeNull()
  }
  // Thirty minutes after the five letters they have ended, and there are new ones though somebody went on asking.
  bare.now = new Date(start.getTime() + 30 * 60_000 + 1)
  expect(await ask()).toEqual(expect.any(String))
  bare.now = start
})

test('whoever signed in by her letters, or got none, may ask at once', async () => {
  const city = bare.as()
  const { person } = await grantRole(city, { email: 'again@consent.example', role: 'editor', body: null })
  const ask = () => askForLink(city, { email: 'again@consent.example', ip: '2001:db8::7' })
  for (let turn = 0; turn < 5; turn += 1) await ask()
  expect(await ask()).toBeNull()
  await welcomePerson(city, { person })
  const request = await ask()
  expect(request).not.toBeNull()
  for (let turn = 0; turn < 10; turn += 1) await dropLinkRequest(city, { request: (await ask()) ?? '' })
  expect(await ask()).not.toBeNull()
})

test('one network may ask forty times in half an hour, also by many addresses and at once', async () => {
  const ask = (turn: number) =>
    askForLink(bare.as(), { email: `many${turn}@consent.example`, ip: `2001:db8:5:5::${turn.toString(16)}` })
  const answers = await Promise.allSettled(Array.from({ length: 50 }, (_, turn) => ask(turn)))
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(40)
  expect(await askForLink(bare.as(), { email: 'many1@consent.example', ip: '198.51.100.1' })).not.toBeNull()
})

test('an organisation is kept once by its INN, and wrong numbers are all said at once', async () => {
  const city = bare.as()
  const id = await saveOrganisation(city, { name: 'Сбербанк', inn: '7707083893', ogrn: '1027700132195' })
  expect(await saveOrganisation(city, { name: 'Банк', inn: '7707083893', ogrn: null })).toBe(id)
  await expect(saveOrganisation(city, { name: 'Нет', inn: '7707083894', ogrn: '1' })).rejects.toMatchObject({
    fields: { inn: { key: 'identity.refusal.inn.control' }, ogrn: { key: 'identity.refusal.ogrn.length' } },
  })
})
