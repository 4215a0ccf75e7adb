// better-auth over the city's own tables: one-time links, sessions, and what it refuses.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantRole, identity } from '#kernel/identity/index.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { type SignIn, sessionCookie } from './index.ts'
import { openSignIn } from './real.ts'
import { readSecret } from './secret.ts'

let bare: BareCity
let signIn: SignIn
beforeAll(async () => {
  bare = await openBareCity([identity])
  signIn = openSignIn({ database: bare.database, secret: 'one secret of thirty-two characters', publicUrl: null })
})
afterAll(() => bare.close())

const sessionIn = (lines: string[]) => {
  const line = lines.find((each) => each.startsWith(`${sessionCookie}=`)) ?? ''
  return decodeURIComponent(line.slice(sessionCookie.length + 1).split(';')[0] ?? '')
}

test('a link signs in once, the session holds, and ends', async () => {
  const token = await signIn.makeToken('Anna@Sign-In.example')
  const signed = await signIn.confirm(token)
  expect(signed?.cookieLines).toHaveLength(1)
  expect(signed?.cookieLines[0]).toMatch(/^session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  const session = sessionIn(signed?.cookieLines ?? [])
  expect(await signIn.whoIs(session)).toEqual({ person: signed?.person, name: null })
  expect(await signIn.confirm(token)).toBeNull()

  const again = await signIn.confirm(await signIn.makeToken('anna@sign-in.example'))
  expect(again?.person).toBe(signed?.person)

  const forgotten = await signIn.end(session)
  expect(forgotten.join()).toContain('session=; Max-Age=0')
  expect(await signIn.whoIs(session)).toBeNull()
  expect(await signIn.whoIs(sessionIn(again?.cookieLines ?? []))).not.toBeNull()
})

test('of two who use one link at once, one is let in', async () => {
  const token = await signIn.makeToken('twice@sign-in.example')
  const both = await Promise.all([signIn.confirm(token), signIn.confirm(token)])
  expect(both.filter((each) => each !== null)).toHaveLength(1)
})

test('wrong and old tokens, forged and old sessions are nobody', async () => {
  for (const wrong of ['', 'x', 'a'.repeat(5000), "' or 1=1 --", '😀', '../..'])
    expect(await signIn.confirm(wrong)).toBeNull()
  const token = await signIn.makeToken('late@sign-in.example')
  await sql`update identity.verifications set expires_at = now() - interval '1 second'`.execute(bare.database.kysely)
  expect(await signIn.confirm(token)).toBeNull()

  const signed = await signIn.confirm(await signIn.makeToken('late@sign-in.example'))
  const session = sessionIn(signed?.cookieLines ?? [])
  for (const forged of [
    '',
    'x',
    'x.y',
    `${session}x`,
    `x${session}`,
    session.split('.')[0] ?? '',
    '%',
    '; session=1',
  ]) {
    expect(await signIn.whoIs(forged)).toBeNull()
  }
  const other = openSignIn({ database: bare.database, secret: 'another secret of thirty-two chars', publicUrl: null })
  expect(await other.whoIs(session)).toBeNull()
  await sql`update identity.sessions set expires_at = now() - interval '1 second'`.execute(bare.database.kysely)
  expect(await signIn.whoIs(session)).toBeNull()
})

test('the store holds no token that would sign in', async () => {
  const token = await signIn.makeToken('store@sign-in.example')
  const { rows } = await sql<{ all: string }>`select verifications::text as all from identity.verifications`.execute(
    bare.database.kysely,
  )
  expect(rows.map((row) => row.all).join()).toContain('store@sign-in.example')
  expect(rows.map((row) => row.all).join()).not.toContain(token)
})

test('whoever was given a role by address is that person after signing in', async () => {
  const granted = await grantRole(bare.as(), { email: ' Boris@Sign-In.example ', role: 'dispatcher', body: null })
  const signed = await signIn.confirm(await signIn.makeToken('boris@sign-in.example'))
  expect(signed?.person).toBe(granted.person)
})

test('under https the cookie is for https only', async () => {
  const secure = openSignIn({
    database: bare.database,
    secret: 'one secret of thirty-two characters',
    publicUrl: 'https://city.example',
  })
  const signed = await secure.confirm(await secure.makeToken('https@sign-in.example'))
  expect(signed?.cookieLines[0]).toMatch(/^session=.*; Secure/)
})

test('the demo makes its secret for the owner only; a live city wants one of 32 characters', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'italmas-secret-'))
  const file = join(folder, 'keys', 'secret')
  await expect(readSecret(file, 'live')).rejects.toThrow('there is no file')
  const both = await Promise.all([readSecret(file, 'demo'), readSecret(file, 'demo')])
  expect(both[0]).toBe(both[1])
  expect((await readFile(file, 'utf8')).trim()).toBe(both[0])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await writeFile(file, 'short\n')
  await expect(readSecret(file, 'live')).rejects.toThrow('fewer than 32')
  await expect(readSecret(file, 'demo')).rejects.toThrow('fewer than 32')
  await rm(folder, { recursive: true })
})
