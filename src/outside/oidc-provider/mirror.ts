// The provider's session mirrors the house's: who is signed in here is known to systems, and nobody else.
import type { IncomingMessage } from 'node:http'
import type { Provider } from 'oidc-provider'
import type { Log } from '#platform/log.ts'
import { providerCookies, providerTimes, type Whoever } from './index.ts'

type Session = InstanceType<Provider['Session']>

/**
 * Makes the provider's session say what the house's says, before the library looks: a guest has none, another person's ends, and
 * who signed in anew or by a surer way is known so. The request's cookie is put right; the library answers it to the browser.
 */
export async function mirror(
  provider: Provider,
  request: IncomingMessage,
  who: Whoever | null,
  log: Log,
): Promise<void> {
  const cookies = cookiesOf(request)
  const value = cookies.get(providerCookies.session)
  let session = value === undefined ? undefined : await provider.Session.find(value)
  if (session?.accountId !== undefined && session.accountId !== who?.person) {
    await signOutEverywhere(provider, session, log)
    session = undefined
  }
  if (who === null) {
    if (session === undefined) cookies.delete(providerCookies.session)
  } else {
    const loginTs = Math.floor(who.since.getTime() / 1000)
    const holds = session?.accountId === who.person && session.acr === who.level && session.loginTs === loginTs
    if (!holds || session === undefined) {
      session ??= new provider.Session()
      session.loginAccount({ accountId: who.person, acr: who.level, amr: [...who.methods], loginTs })
      await session.save(providerTimes.sessionDays * 86_400)
    }
    cookies.set(providerCookies.session, session.jti)
  }
  request.headers.cookie = [...cookies].map(([name, said]) => `${name}=${said}`).join('; ')
}

/** Ends a session of the provider's: systems that asked for it are told, and what they were given with it ends. */
export async function signOutEverywhere(provider: Provider, session: Session, log: Log): Promise<void> {
  const { accountId } = session
  for (const [system, { sid, grantId, persistsLogout }] of Object.entries(session.authorizations ?? {})) {
    const client = await provider.Client.find(system)
    if (accountId !== undefined && sid !== undefined && client?.backchannelLogoutUri !== undefined) {
      // A system that does not answer holds nobody here.
      await tell(client, accountId, sid).catch((error: unknown) => {
        const said = error instanceof Error ? error.name : 'unknown'
        log.warn({ system, error: said }, 'a system was not told of a sign-out')
      })
    }
    if (grantId !== undefined && persistsLogout !== true) await provider.AccessToken.revokeByGrantId(grantId)
  }
  await session.destroy()
}

// The library tells systems so when they sign her out themselves; its types do not name it.
async function tell(client: object, person: string, sid: string): Promise<void> {
  if ('backchannelLogout' in client && typeof client.backchannelLogout === 'function') {
    await client.backchannelLogout(person, sid)
  }
}

function cookiesOf(request: IncomingMessage): Map<string, string> {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  const cookies = new Map<string, string>()
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    // Of two cookies of one name a browser sends the one of the nearer path first.
    if (at > 0 && !cookies.has(pair.slice(0, at))) cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return cookies
}
