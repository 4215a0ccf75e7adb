// The city as an OpenID Connect provider by oidc-provider, over tables of our own; the house's session decides who is signed in.
import type { IncomingMessage } from 'node:http'
import { type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Database } from '#platform/db/open.ts'
import { hashSecret } from '#platform/ids.ts'
import type { Log } from '#platform/log.ts'
import { type IdentityProvider, type Known, providerPaths, type Shown } from './index.ts'
import { keysChangedAt, makeKeys, type ProviderKeys, readKeys } from './keys.ts'
import { mirror, signOutEverywhere } from './mirror.ts'
import { answersOf } from './questions.ts'
import { settingsOf } from './settings.ts'
import { passingOn } from './shown.ts'
import { openStore } from './store.ts'

export interface ProviderOptions {
  database: { kysely: Database }
  /** The city's address without a slash at its end: what systems know the provider by. */
  issuer: string
  keysFile: string
  /** The demo makes its key; a live city has none before its operator makes one. */
  mode: 'demo' | 'live'
  log: Log
  /** What the city knows of a person; null when she is nobody any more. */
  known(person: string): Promise<Known | null>
  /** What a system calls her: a sign of her own in each system, by which two systems cannot find that she is one. */
  signFor(system: string, person: string): Promise<string>
  /** What stands before addresses of pages in other languages than Russian. */
  prefixes: readonly string[]
}

interface Visited {
  shown: Shown | null
  /** She agreed to be signed out. */
  left: boolean
  leave(): Promise<void>
}

/** Opens the provider. It reads its keys when it is first asked and whenever their file has changed. */
export function openIdentityProvider(options: ProviderOptions): IdentityProvider {
  const store = openStore(options.database.kysely)
  const visits = new WeakMap<IncomingMessage, Visited>()
  let built: { at: number; provider: Provider } | null = null

  return {
    isOpen: async () => (await current()) !== null,
    async answer(request, response, who, leave) {
      const provider = await current()
      const visited: Visited = { shown: null, left: false, leave }
      if (provider === null) return { kind: 'wrong', error: 'closed', system: null }
      visits.set(request, visited)
      standAt(request, new URL(options.issuer))
      if (withSession(request.url ?? '')) await mirror(provider, request, who, options.log)
      await provider.callback()(request, response)
      return visited.shown
    },
    question: async (id, cookie) => (await answers())?.question(id, cookie) ?? null,
    sendAway: async (id) => (await answers())?.sendAway(id),
    signedIn: async (id, who) => (await answers())?.signedIn(id, who) ?? null,
    agree: async (id, who) => (await answers())?.agree(id, who) ?? null,
    decline: async (id) => (await answers())?.decline(id) ?? null,
    async leave(cookie) {
      const provider = cookie === undefined ? null : await current()
      const session = provider && cookie ? await provider.Session.find(cookie) : undefined
      if (provider && session) await signOutEverywhere(provider, session, options.log)
    },
  }

  async function current(): Promise<Provider | null> {
    if (built === null && options.mode === 'demo') await makeKeys(options.keysFile)
    const at = await keysChangedAt(options.keysFile)
    if (at === null) return null
    if (built?.at !== at) {
      const keys = await readKeys(options.keysFile)
      if (keys === null) return null
      built = { at, provider: build(keys) }
    }
    return built.provider
  }

  async function answers() {
    const provider = await current()
    return provider && answersOf(provider)
  }

  function build(keys: ProviderKeys): Provider {
    const provider = new Provider(options.issuer, settingsOf(options, store, keys, show))
    // Host and scheme are the city's own, whatever a request says (standAt).
    provider.proxy = true
    const { compareClientSecret } = provider.Client.prototype
    // Only the hash of a system's secret is kept.
    provider.Client.prototype.compareClientSecret = function compareHashes(given: string) {
      return compareClientSecret.call(this, hashSecret(given))
    }
    provider.use(async (ctx, next) => {
      await next()
      const passing = passingOn(ctx.body, options.issuer)
      if (passing) show(ctx, passing)
      const visited = visits.get(ctx.req)
      // The library answers after this: whoever reads the answer is signed out already.
      if (visited?.left) await visited.leave()
      if (visited?.shown) ctx.respond = false
    })
    provider.on('end_session.success', (ctx: KoaContextWithOIDC) => {
      const visited = visits.get(ctx.req)
      if (visited && ctx.oidc.params?.logout) visited.left = true
    })
    provider.on('server_error', (_ctx: KoaContextWithOIDC, error: Error) => {
      options.log.error({ error: error.name }, 'the provider of sign-in failed')
    })
    return provider
  }

  function show(ctx: { req: IncomingMessage }, shown: Shown): void {
    const visited = visits.get(ctx.req)
    if (visited) visited.shown = shown
  }
}

// The library makes addresses of what the request says: a forged Host would lead people and systems elsewhere.
function standAt(request: IncomingMessage, issuer: URL): void {
  request.headers['x-forwarded-host'] = issuer.host
  request.headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1)
}

// Servers of systems bring no session.
function withSession(url: string): boolean {
  return [providerPaths.authorization, providerPaths.endSession].some((path) => url.startsWith(path))
}
