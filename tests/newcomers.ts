// Ways into a test's city as residents and staff take them: by letter, by passkey, by phone, with an app for codes.
import { sql } from 'kysely'
import { TOTP } from 'otpauth'
import { type Authenticator, openAuthenticator } from './authenticator.ts'
import type { Stage, Visitor } from './people.ts'

/** The address at which these cities stand: passkeys want https. */
export const publicUrl = 'https://city.test'
export const site = { id: 'city.test', origin: publicUrl }

/** The link in the last letter to an address. */
export async function lastLink(stage: Stage, email: string): Promise<URL> {
  const letter = (await stage.letters()).find(({ to, text }) => to === email && text.includes('token='))
  return new URL(/https?:\/\/\S+token=\S+/.exec(letter?.text ?? '')?.[0] ?? 'http://none')
}

/** Uses the link of a letter; answers where it led. */
export async function byLetter(stage: Stage, visitor: Visitor, email: string, next = ''): Promise<string> {
  await sql`delete from identity.link_requests`.execute(stage.database.kysely)
  await visitor.post('/account/sign-in', { email, next })
  const link = await lastLink(stage, email)
  const answer = await visitor.post(link.pathname, Object.fromEntries(link.searchParams))
  return String(answer.headers.location ?? answer.statusCode)
}

/** Somebody who came by a letter. */
export async function newcomer(stage: Stage, email: string): Promise<Visitor> {
  const visitor = stage.guest()
  await byLetter(stage, visitor, email)
  return visitor
}

/** Makes a passkey in the browser of somebody signed in. */
export async function makePasskey(visitor: Visitor, name = 'Телефон'): Promise<Authenticator> {
  const authenticator = openAuthenticator(site)
  const options = (await visitor.post('/account/passkeys/challenge', {})).json()
  const answer = await visitor.post('/account/passkeys', { name, passkey: authenticator.create(options) })
  if (answer.statusCode !== 303) throw new Error(`no passkey was made: ${answer.statusCode}`)
  return authenticator
}

/** Signs in by a passkey; answers the status. */
export async function byPasskey(visitor: Visitor, authenticator: Authenticator): Promise<number> {
  const options = (await visitor.post('/account/sign-in/passkey/challenge', {})).json()
  return (await visitor.post('/account/sign-in/passkey', { passkey: authenticator.get(options) })).statusCode
}

export interface App {
  secret: string
  backup: string[]
  /** The code that the app shows at the stage's time, so many seconds later. */
  code(laterSeconds?: number): string
}

/** Sets up the app for codes as the page tells to; answers what the app knows and the backup codes. */
export async function setUpApp(stage: Stage, visitor: Visitor): Promise<App> {
  const { body } = await visitor.get('/account/totp')
  const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(body)?.[1] ?? '').replaceAll(' ', '')
  const draft = /name="draft" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const code = (laterSeconds = 0) =>
    new TOTP({ secret }).generate({ timestamp: stage.now.getTime() + laterSeconds * 1000 })
  const kept = await visitor.post('/account/totp', { draft, code: code() })
  if (kept.statusCode !== 200) throw new Error(`the app was not set up: ${kept.statusCode}`)
  const backup = [...kept.body.matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(([, each]) => each ?? '')
  return { secret, backup, code }
}

/** The code in the last message to a number. */
export async function lastCode(stage: Stage, phone: string): Promise<string> {
  const text = (await stage.texts()).find(({ to }) => to === phone)
  return /\b\d{6}\b/.exec(text?.text ?? '')?.[0] ?? ''
}
