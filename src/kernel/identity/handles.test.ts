// Handles, claims and roles on a real database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import {
  actorOf,
  claimHandle,
  endRole,
  grantRole,
  handleOf,
  handlesOf,
  identity,
  newHandle,
  personOf,
} from './index.ts'

let bare: BareCity
beforeAll(async () => {
  bare = await openBareCity([identity])
})
afterAll(() => bare.close())

const personCalled = async (email: string) =>
  (await grantRole(bare.as(), { email, role: 'inspector', body: null })).person

test('a person has one handle a module, a guest a fresh one each time', async () => {
  const city = bare.as()
  const anna = await personCalled('anna@handles.example')
  const first = await newHandle(city, { module: 'cases', person: anna })
  expect(await newHandle(city, { module: 'cases', person: anna })).toBe(first)
  const elsewhere = await newHandle(city, { module: 'events', person: anna })
  expect(elsewhere).not.toBe(first)
  expect(await personOf(city, first)).toBe(anna)
  expect(await handleOf(city, 'cases', anna)).toBe(first)
  const guest = await newHandle(city, { module: 'cases', person: null })
  expect(await newHandle(city, { module: 'cases', person: null })).not.toBe(guest)
  expect(await personOf(city, guest)).toBeNull()
})

test('a guest claims her handle after sign-in beside the one she has, and nobody else can claim it then', async () => {
  const city = bare.as()
  const vera = await personCalled('vera@handles.example')
  const gleb = await personCalled('gleb@handles.example')
  const own = await newHandle(city, { module: 'cases', person: vera })
  const asGuest = await newHandle(city, { module: 'cases', person: null })
  await claimHandle(city, { handle: asGuest, person: vera })
  await claimHandle(city, { handle: asGuest, person: vera })
  expect(await personOf(city, asGuest)).toBe(vera)
  expect(await handlesOf(city, vera, 'cases')).toEqual([
    { handle: expect.any(String), module: 'cases' },
    { handle: expect.any(String), module: 'cases' },
  ])
  expect((await handlesOf(city, vera)).map(({ handle }) => handle).sort()).toEqual([own, asGuest].sort())
  await expect(claimHandle(city, { handle: asGuest, person: gleb })).rejects.toThrow(
    'conflict: identity.refusal.claimed',
  )
  await expect(claimHandle(city, { handle: own, person: gleb })).rejects.toThrow('conflict: identity.refusal.claimed')
  await expect(claimHandle(city, { handle: '00000000-0000-4000-8000-000000000000', person: gleb })).rejects.toThrow(
    'missing',
  )
})

test('a role holds from its day to its end, and granting it twice gives one', async () => {
  const boris = await personCalled('boris@handles.example')
  const asked = { person: boris, role: 'dispatcher', body: 'upravdor' }
  const { role } = await grantRole(bare.as(), asked)
  expect((await grantRole(bare.as(), asked)).role).toBe(role)
  const tomorrow = new Date(bare.now.getTime() + 86_400_000)
  await grantRole(bare.as(), { person: boris, role: 'editor', body: null, from: tomorrow })
  const rolesNow = async () =>
    (await actorOf(bare.as(), { person: boris, name: '' }, 'web')).roles.map(({ name, body }) => `${name} ${body}`)
  expect(await rolesNow()).toEqual(['inspector null', 'dispatcher upravdor'])
  const today = bare.now
  bare.now = tomorrow
  expect(await rolesNow()).toEqual(['inspector null', 'dispatcher upravdor', 'editor null'])
  await endRole(bare.as(), { role })
  expect(await rolesNow()).toEqual(['inspector null', 'editor null'])
  await expect(endRole(bare.as(), { role })).rejects.toThrow('missing')
  const byAddress = { email: 'Boris@handles.example', role: 'inspector', body: null }
  await endRole(bare.as(), byAddress)
  expect(await rolesNow()).toEqual(['editor null'])
  await expect(endRole(bare.as(), { ...byAddress, body: 'x' })).rejects.toThrow('missing')
  bare.now = today
})

test('an unknown role is refused, and a name typed empty is no name', async () => {
  await expect(grantRole(bare.as(), { email: 'a@b.example', role: 'mayor', body: null })).rejects.toThrow('invalid')
  expect(
    await actorOf(bare.as(), { person: await personCalled('nobody@handles.example'), name: '' }, 'web'),
  ).toMatchObject({
    name: null,
  })
})
