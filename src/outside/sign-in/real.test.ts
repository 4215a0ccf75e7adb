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

const how = { methods: ['mail'], level: 'simple', strong: false, device: 'Firefox, Android' } as const

/** Signs in by a link and opens a session. */
async function entered(
  email: string,
  by: SignIn = signIn,
): Promise<{ person: string; lines: string[]; session: string }> {
  const confirmed = await by.confirm(await by.makeToken(email))
  const lines = await by.open(confirmed?.person ?? '', how)
  return { person: confirmed?.person ?? '', lines, session: sessionIn(lines) }
}

const sessionIn = (lines: string[]) => {
  const line = lines.find((each) => each.startsWith(`${sessionCookie}=`)) ?? ''
  return decodeURIComponent(line.slice(sessionCookie.length + 1).split(';')[0] ?? '')
}

test('a link signs in once, the session holds and says how it was opened, and ends', async () => {
  const token = await signIn.makeToken('Anna@Sign-In.example')
  const signed = await signIn.confirm(token)
  expect(await sessions(signed?.person ?? '')).toBe(0)
  const lines = await signIn.open(signed?.person ?? '', { ...how, methods: ['mail', 'otp'], strong: true })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  const session = sessionIn(lines)
  const who = await signIn.whoIs(session)
  expect(who).toMatchObject({ person: signed?.person, name: null, level: 'simple', strong: true })
  expect(who).toMatchObject({ methods: ['mail', 'otp'], device: 'Firefox, Android' })
  expect(who?.authenticatedAt).toBeInstanceOf(Date)
  expect(await signIn.confirm(token)).toBeNull()

  const again = await entered('anna@sign-in.example')
  expect(again.person).toBe(signed?.person)
  expect(again.session).not.toBe(session)

  const forgotten = await signIn.end(session)
  expect(forgotten.join()).toContain('session=; Max-Age=0')
  expect(await signIn.whoIs(session)).toBeNull()
  expect(await signIn.whoIs(again.session)).not.toBeNull()
})

test('a session notes the day it was last seen, and no hour', async () => {
  const { person, session } = await entered('seen@sign-in.example')
  await sql`update identity.sessions set seen_on = '2026-01-01' where person = ${person}`.execute(bare.database.kysely)
  await signIn.whoIs(session)
  const { rows } = await sql<{
    seen_on: string
  }>`select seen_on from identity.sessions where person = ${person}`.execute(bare.database.kysely)
  expect(rows[0]?.seen_on).toBe(new Date().toISOString().slice(0, 10))
})

test('no session is opened for nobody', async () => {
  await expect(signIn.open('01970000-0000-7000-8000-000000000000', how)).rejects.toThrow()
})

test('what is sealed opens for its own purpose and secret only', async () => {
  const { sealing } = signIn
  const sealed = sealing.seal('totp', 'секрет')
  expect(sealed).not.toContain('секрет')
  expect(sealing.unseal('totp', sealed)).toBe('секрет')
  expect(sealing.seal('totp', 'секрет')).not.toBe(sealed)
  expect(() => sealing.unseal('phone', sealed)).toThrow()
  expect(() => sealing.unseal('totp', `A${sealed.slice(1, -1)}`)).toThrow()
  const other = openSignIn({ database: bare.database, secret: 'another secret of thirty-two chars', publicUrl: null })
  expect(() => other.sealing.unseal('totp', sealed)).toThrow()
  expect(sealing.mark('code', '123456')).toBe(sealing.mark('code', '123456'))
  expect(sealing.mark('code', '123456')).not.toBe(sealing.mark('phone', '123456'))
  expect(sealing.mark('code', '123456')).not.toBe(other.sealing.mark('code', '123456'))
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

  const { session } = await entered('late@sign-in.example')
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
  const { lines } = await entered('https@sign-in.example', secure)
  expect(lines[0]).toMatch(/^session=.*; Secure/)
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

async function sessions(person: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from identity.sessions where person = ${person}`.execute(bare.database.kysely)
  return rows[0]?.n ?? 0
}
