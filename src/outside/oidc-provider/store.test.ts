// What the provider's library remembers: used up once whatever comes at once, gone when it is old, and nothing in plain.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '#kernel/identity/index.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openStore } from './store.ts'

let bare: BareCity
let store: ReturnType<typeof openStore>
beforeAll(async () => {
  bare = await openBareCity([identity])
  store = openStore(bare.database.kysely)
})
afterAll(() => bare.close())

test('of many that use up one code at once, one does', async () => {
  const codes = store.of('AuthorizationCode')
  await codes.upsert('code-1', { kind: 'AuthorizationCode', grantId: 'g' }, 60)
  const used = await Promise.allSettled(Array.from({ length: 8 }, () => codes.consume('code-1')))
  expect(used.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await codes.find('code-1'))?.consumed).toBeTruthy()
  await codes.revokeByGrantId('g')
  expect(await codes.find('code-1')).toBeUndefined()
})

test('what is old is not found, and an id opens nothing of another kind', async () => {
  const tokens = store.of('AccessToken')
  await tokens.upsert('old', { kind: 'AccessToken' }, -1)
  await tokens.upsert('new', { kind: 'AccessToken' }, 60)
  expect([await tokens.find('old'), (await tokens.find('new'))?.jti]).toEqual([undefined, 'new'])
  expect(await store.of('RefreshToken').find('new')).toBeUndefined()
  await tokens.destroy('new')
  expect(await tokens.find('new')).toBeUndefined()
})

test('an address that names a question comes back whole, and does not stand in the database', async () => {
  const questions = store.of('Interaction')
  const returnTo = 'https://city.example/oidc/authorization/secret-id'
  await questions.upsert(
    'secret-id',
    { kind: 'Interaction', returnTo, session: { uid: 'u', cookie: 'secret-cookie' } },
    60,
  )
  expect(await questions.find('secret-id')).toMatchObject({ returnTo, jti: 'secret-id', session: { uid: 'u' } })
  const { rows } = await sql<{ row: string }>`select r::text as row from identity.oidc_records r`.execute(
    bare.database.kysely,
  )
  expect(rows.map(({ row }) => row).join()).not.toMatch(/secret-(id|cookie)/)
})

test('a system is not made by the library, and an id that no system has is none', async () => {
  const systems = store.of('Client')
  await expect(systems.upsert('x', {}, 1)).rejects.toThrow('registered at the desk')
  for (const id of ['', 'nobody', '\u0000', 'x'.repeat(10_000)]) expect(await systems.find(id)).toBeUndefined()
})
