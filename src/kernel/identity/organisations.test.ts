// Organisations on a real database: one an INN, powers that wait, hold, run out and end; evidence that nobody can change.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import {
  acceptInvitation,
  askPower,
  confirmPower,
  confirmPowerOf,
  endPower,
  giveConsent,
  grantRole,
  identity,
  invitationBehind,
  invite,
  lettersPurpose,
  mayActFor,
  newHandle,
  noteDestruction,
  type Power,
  representations,
  withdrawConsent,
} from './index.ts'

let bare: BareCity
const start = new Date('2026-11-23T09:00:00Z')
beforeAll(async () => {
  bare = await openBareCity([identity])
})
beforeEach(() => {
  bare.now = start
})
afterAll(() => bare.close())

let count = 0
async function somebody(): Promise<{ person: string; email: string }> {
  count += 1
  const email = `rep${count}@organisations.example`
  const { person } = await grantRole(bare.as(), { email, role: 'editor', body: null })
  await sql`update identity.people set email_verified = true where id = ${person}`.execute(bare.as().db)
  return { person, email }
}

const numbers = ['1831000019', '1840000022', '7707083893', '7830002293', '1831000080', '1832000011']
let taken = 0
const fresh = () => numbers[taken++] ?? ''

const asking = (person: string, inn: string, more: { until?: string | null; ogrn?: string | null } = {}) => ({
  ...{
    person,
    name: 'Мастерская',
    inn,
    ogrn: null,
    kpp: null,
    document: 'приказ № 1',
    today: '2026-11-23',
    until: null,
  },
  ...more,
})
const on = (person: string, organisation: string, today: string, power: Power = 'apply') =>
  mayActFor(bare.as(), { person, organisation, power, today })

test('a power gives nothing until it is believed, holds to its last day and ends by itself', async () => {
  const { person } = await somebody()
  const organisation = await askPower(bare.as(), asking(person, fresh(), { until: '2026-12-31' }))
  expect(await on(person, organisation, '2026-11-23')).toBe(false)
  const [power] = await representations(bare.as(), person)
  await confirmPower(bare.as(), { power: power?.power ?? '', by: 'operator' })
  expect(await on(person, organisation, '2026-11-22')).toBe(false)
  expect(await on(person, organisation, '2026-12-31')).toBe(true)
  expect(await on(person, organisation, '2027-01-01')).toBe(false)
  await endPower(bare.as(), { power: power?.power ?? '', because: 'Хватит' })
  expect(await on(person, organisation, '2026-12-31')).toBe(false)
  await expect(endPower(bare.as(), { power: power?.power ?? '', because: 'Хватит' })).rejects.toThrow('missing')
  await expect(confirmPower(bare.as(), { power: power?.power ?? '', by: 'operator' })).rejects.toThrow('missing')
})

test('whoever asks first does not shut out the real one; whoever is believed does, and one INN is one organisation', async () => {
  const [stranger, director, late] = [await somebody(), await somebody(), await somebody()]
  const inn = fresh()
  const organisation = await askPower(bare.as(), asking(stranger.person, inn))
  expect(await askPower(bare.as(), asking(director.person, inn))).toBe(organisation)
  await expect(askPower(bare.as(), asking(director.person, inn))).rejects.toThrow('identity.refusal.askedAlready')
  const [power] = await representations(bare.as(), director.person)
  await confirmPower(bare.as(), { power: power?.power ?? '', by: 'operator' })
  expect(await on(stranger.person, organisation, '2026-11-23')).toBe(false)
  await expect(askPower(bare.as(), asking(late.person, inn))).rejects.toThrow('identity.refusal.askManager')
})

test('an outside identity confirms only what she asked for herself, by its INN', async () => {
  const { person } = await somebody()
  const organisation = await askPower(bare.as(), asking(person, '500100732259'))
  expect(await confirmPowerOf(bare.as(), { person, inn: '1840000022', by: 'esia' })).toBe(false)
  expect(await on(person, organisation, '2026-11-23')).toBe(false)
  expect(await confirmPowerOf(bare.as(), { person, inn: '500100732259', by: 'esia' })).toBe(true)
  expect(await on(person, organisation, '2026-11-23')).toBe(true)
  expect(await confirmPowerOf(bare.as(), { person, inn: '500100732259', by: 'esia' })).toBe(false)
})

test('all wrong numbers are said at once, another’s OGRN too, and days that have passed', async () => {
  const { person } = await somebody()
  await expect(
    askPower(bare.as(), asking(person, '7707083894', { ogrn: '1022500001328', until: '2026-11-22' })),
  ).rejects.toMatchObject({
    fields: {
      inn: { key: 'identity.refusal.inn.control' },
      ogrn: { key: 'identity.refusal.ogrn.control' },
      until: { key: 'identity.refusal.untilPast' },
    },
  })
  await askPower(bare.as(), asking(person, fresh(), { ogrn: '1027700132195' }))
  // Whoever is not believed yet keeps nobody from her own number; whoever is, does.
  const real = await somebody()
  await askPower(bare.as(), asking(real.person, fresh(), { ogrn: '1027700132195' }))
  const [power] = await representations(bare.as(), real.person)
  await confirmPower(bare.as(), { power: power?.power ?? '', by: 'operator' })
  const late = await somebody()
  await expect(askPower(bare.as(), asking(late.person, fresh(), { ogrn: '1027700132195' }))).rejects.toMatchObject({
    fields: { ogrn: { key: 'identity.refusal.ogrnTaken' } },
  })
})

test('an invitation works once, for its address, for no longer than its giver may, and not after she lost her power', async () => {
  const [director, guest, stranger] = [await somebody(), await somebody(), await somebody()]
  const organisation = await askPower(bare.as(), asking(director.person, fresh(), { until: '2027-06-30' }))
  const [power] = await representations(bare.as(), director.person)
  const asked = {
    ...{
      person: director.person,
      organisation,
      email: guest.email,
      codes: ['apply'] as const,
      document: 'доверенность',
    },
    ...{ today: '2026-11-23', since: '2026-11-23' },
  }
  await expect(invite(bare.as(), { ...asked, until: '2027-01-31' })).rejects.toThrow('not-allowed')
  await confirmPower(bare.as(), { power: power?.power ?? '', by: 'operator' })
  for (const until of [null, '2027-07-01', '2026-11-22'])
    await expect(invite(bare.as(), { ...asked, until })).rejects.toThrow('invalid')
  const secret = await invite(bare.as(), { ...asked, until: '2027-01-31' })
  await expect(acceptInvitation(bare.as(), { secret, person: stranger.person, today: '2026-11-23' })).rejects.toThrow(
    'identity.refusal.otherAddress',
  )
  await acceptInvitation(bare.as(), { secret, person: guest.person, today: '2026-11-23' })
  await expect(acceptInvitation(bare.as(), { secret, person: guest.person, today: '2026-11-23' })).rejects.toThrow(
    'missing',
  )
  expect(await on(guest.person, organisation, '2027-01-31')).toBe(true)
  expect(await on(guest.person, organisation, '2027-01-31', 'manage')).toBe(false)
  const helper = await somebody()
  const only = await invite(bare.as(), { ...asked, email: helper.email, codes: ['manage'], until: '2027-01-31' })
  await acceptInvitation(bare.as(), { secret: only, person: helper.person, today: '2026-11-23' })
  await expect(
    invite(bare.as(), { ...asked, person: helper.person, codes: ['manage', 'sign'], until: '2027-01-31' }),
  ).rejects.toMatchObject({ fields: { codes: { key: 'identity.refusal.moreThanOwn' } } })

  const later = await invite(bare.as(), { ...asked, email: stranger.email, until: '2027-01-31' })
  await endPower(bare.as(), { power: power?.power ?? '', because: 'Ушла' })
  await expect(
    acceptInvitation(bare.as(), { secret: later, person: stranger.person, today: '2026-11-23' }),
  ).rejects.toThrow('missing')
  bare.now = new Date('2026-12-08T09:00:00Z')
  expect(await invitationBehind(bare.as(), later)).toBeNull()
})

test('the database refuses to change a consent, its text, its withdrawal and the log; only what names her may be emptied', async () => {
  const city = bare.as()
  const { person } = await somebody()
  const handle = await newHandle(city, { module: 'identity', person })
  const text = 'Согласие для проверки'
  const operator = { name: 'Управление', inn: '1831000019', address: 'Ижевск' }
  const consent = { purpose: lettersPurpose.code, textVersion: '1', text, ip: '192.0.2.1', operator }
  await giveConsent(city, { handle, consent: { ...consent, userAgent: 'Firefox/140.0' } })
  const row = await sql<{ id: string; operator: unknown; user_agent: string; data_categories: unknown }>`
    select * from identity.consents where handle = ${handle}`.execute(city.db)
  expect(row.rows[0]).toMatchObject({ operator, user_agent: 'firefox', data_categories: ['email'] })
  await withdrawConsent(city, { handle, purpose: 'letters' })
  await noteDestruction(city, { category: 'identity.looks', rows: 2, ground: 'x', by: 'clock' })
  for (const change of [
    sql`update identity.consents set purpose = 'street' where handle = ${handle}`,
    sql`update identity.consents set ip = '192.0.2.2' where handle = ${handle}`,
    sql`update identity.consents set ip = null, given_at = now() where handle = ${handle}`,
    sql`delete from identity.consents where handle = ${handle}`,
    sql`update identity.consent_texts set text = 'x' where text = ${text}`,
    sql`delete from identity.consent_texts where text = ${text}`,
    sql`update identity.withdrawals set at = now()`,
    sql`delete from identity.withdrawals`,
    sql`update identity.destructions set rows = 1`,
    sql`delete from identity.destructions`,
  ])
    await expect(change.execute(city.db)).rejects.toMatchObject({ code: '23001' })
  await sql`update identity.consents set ip = null, user_agent = null where handle = ${handle}`.execute(city.db)
})

test('evidence of a consent goes three years after its withdrawal, with the withdrawal, and never before', async () => {
  bare.now = new Date('2021-03-01T09:00:00Z')
  const handle = await newHandle(bare.as(), { module: 'cases', person: null })
  const consent = { purpose: 'letters', textVersion: '1', text: 'Давнее согласие', ip: '192.0.2.1' }
  await giveConsent(bare.as(), { handle, consent })
  await withdrawConsent(bare.as(), { handle, purpose: 'letters' })
  const kept = await newHandle(bare.as(), { module: 'cases', person: null })
  await giveConsent(bare.as(), { handle: kept, consent })
  bare.now = start
  const retention = identity.retention?.find(({ category }) => category === 'identity.consents')
  const asked = { before: new Date('2023-11-23T00:00:00Z'), most: 500 }
  expect(await retention?.remove?.(bare.as(), asked)).toBe(1)
  expect(await retention?.remove?.(bare.as(), asked)).toBe(0)
  const { rows } = await sql`select handle from identity.consents where handle in (${handle}, ${kept})`.execute(
    bare.as().db,
  )
  expect(rows).toEqual([{ handle: kept }])
})
