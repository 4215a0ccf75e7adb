// Sign-in by better-auth: e-mail links and sessions in the tables of schema `identity`; no passwords.
import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { magicLink } from 'better-auth/plugins/magic-link'
import { z } from 'zod'
import type { Database } from '#platform/db/open.ts'
import { levels } from '#platform/policy.ts'
import { linkMinutes, type SignIn, sessionCookie } from './index.ts'
import { opening, sessionFields } from './opening.ts'
import { openSealing } from './secret.ts'

export interface SignInOptions {
  database: { kysely: Database }
  /** At least 32 characters; signs the session cookie. */
  secret: string
  /** The address residents use; cookies are for https only when it is. */
  publicUrl: string | null
}

const sessionDays = 30

/** Opens sign-in over the city's own database. The library makes no request of its own and reports nothing. */
export function openSignIn(options: SignInOptions): SignIn {
  const auth = openAuth(options)
  const cookieHeader = (session: string) => new Headers({ cookie: `${sessionCookie}=${encodeURIComponent(session)}` })

  return {
    sealing: openSealing(options.secret),
    async makeToken(email) {
      let made: string | undefined
      const give = (token: string) => {
        made = token
      }
      await heard(auth.api.signInMagicLink({ body: { email, metadata: { give } }, headers: new Headers() }))
      if (made === undefined) throw new Error('better-auth made no token')
      return made
    },
    async confirm(token) {
      try {
        const { user, token: unasked } = await auth.api.magicLinkVerify({ query: { token }, headers: new Headers() })
        // The plugin opens a session at once; the city first asks for a second factor where there is one.
        const { internalAdapter } = await auth.$context
        await internalAdapter.deleteSession(unasked)
        return { person: user.id }
      } catch (error) {
        if (isWrongToken(error)) return null
        throw causeOf(error)
      }
    },
    async open(person, how) {
      const { headers } = await heard(
        auth.api.openSession({
          body: { person, ...how, methods: [...how.methods], seenOn: today() },
          returnHeaders: true,
        }),
      )
      return headers.getSetCookie()
    },
    async whoIs(session) {
      const found = await heard(auth.api.getSession({ headers: cookieHeader(session) }))
      if (!found) return null
      const kept = keptSession.parse(found.session)
      // Once a day and session; which hour it was is nobody's business.
      if (kept.seenOn !== today()) {
        const { internalAdapter } = await auth.$context
        await heard(internalAdapter.updateSession(kept.token, { seenOn: today() }))
      }
      const { id, createdAt, userAgent, methods, level, strong } = kept
      return {
        ...{ person: found.user.id, name: found.user.name || null, session: id, authenticatedAt: createdAt },
        ...{ methods: methods.split(' ').filter(Boolean), level, strong, device: userAgent || null },
      }
    },
    async end(session) {
      const { headers } = await heard(auth.api.signOut({ headers: cookieHeader(session), returnHeaders: true }))
      return headers.getSetCookie()
    },
  }
}

const keptSession = z.object({
  id: z.string(),
  token: z.string(),
  createdAt: z.date(),
  userAgent: z.string().nullish(),
  methods: z.string(),
  level: z.enum(levels),
  strong: z.boolean(),
  seenOn: z.string(),
})

function today(): string {
  return new Date().toISOString().slice(0, 10)
}

function openAuth({ database, secret, publicUrl }: SignInOptions) {
  const baseURL = publicUrl ?? 'http://localhost'
  return betterAuth({
    appName: 'Italmas',
    baseURL,
    secret,
    telemetry: { enabled: false },
    // It would log addresses; what fails is thrown and logged by the house.
    logger: { disabled: true },
    database: { db: database.kysely, type: 'postgres', schemaName: 'identity' },
    user: {
      modelName: 'people',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'person',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: sessionFields,
      expiresIn: sessionDays * 86_400,
      // A session ends on its day; so reading a page never writes, and the cookie and the row end together.
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'person',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    // Its limits stand in front of its own routes, which the city does not open; the city's are in kernel/identity.
    rateLimit: { enabled: false },
    advanced: {
      // The prefix __Secure- would change the cookie's name with the scheme; the attribute is set all the same.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: baseURL.startsWith('https:'), httpOnly: true, sameSite: 'lax', path: '/' },
      cookies: { session_token: { name: sessionCookie } },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUID() },
    },
    plugins: [
      opening,
      magicLink({
        expiresIn: linkMinutes * 60,
        storeToken: 'hashed',
        sendMagicLink: async ({ token, metadata }) => {
          const give: unknown = metadata?.give
          if (typeof give === 'function') give(token)
        },
      }),
    ],
  })
}

// The library answers a wrong token by sending the browser to an address that names the error.
function isWrongToken(error: unknown): boolean {
  if (!isAPIError(error) || error.status !== 'FOUND') return false
  const to = new Headers(error.headers).get('location') ?? ''
  return new URL(to, 'http://house').searchParams.get('error') === 'INVALID_TOKEN'
}

// It wraps what the database threw; the house must see that the database is busy.
function causeOf(error: unknown): unknown {
  return isAPIError(error) && error.cause instanceof Error ? error.cause : error
}

async function heard<Output>(asked: Promise<Output>): Promise<Output> {
  try {
    return await asked
  } catch (error) {
    throw causeOf(error)
  }
}
