// Outside providers by openid-client: setting out, coming back, and believing nothing that is not signed by them.
import { createPrivateKey } from 'node:crypto'
import * as oidc from 'openid-client'
import { bestLevel, type Claims, keptOf, levelIn, subjectIn } from './claims.ts'
import { guardedFetch } from './guarded.ts'
import { type Departure, type OutsideProviders, type Proved, SignInTrouble } from './index.ts'
import type { Provider } from './settings.ts'
import { troubleOf } from './trouble.ts'

/** How long what a provider says of itself is believed: its keys are fetched anew by the library. */
const rememberMs = 10 * 60_000

/** Opens the providers of the operator's file. Nothing is asked of them before somebody wants to sign in. */
export function openProviders(providers: readonly Provider[]): OutsideProviders {
  const ways = new Map(providers.map((provider) => [provider.id, wayOf(provider)]))
  const way = (id: string): Way => {
    const found = ways.get(id)
    if (!found) throw new SignInTrouble('down', `no provider ${id}`)
    return found
  }
  return {
    offered: providers.map((provider) => ({ id: provider.id, title: provider.title, level: bestLevel(provider) })),
    depart: (id, back) => way(id).depart(back),
    prove: (id, answer, kept) => way(id).prove(answer, kept),
    leave: (id, back) => way(id).leave(back),
  }
}

type Way = ReturnType<typeof wayOf>

function wayOf(provider: Provider) {
  const fetchFrom = guardedFetch(provider)
  let known: { until: number; config: Promise<oidc.Configuration> } | null = null

  return {
    depart: (back: string): Promise<Departure> =>
      telling(async () => {
        const config = await configured()
        const kept = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
        const to = oidc.buildAuthorizationUrl(config, {
          ...provider.authorizeParams,
          redirect_uri: back,
          response_type: 'code',
          scope: provider.scopes.join(' '),
          state: kept.state,
          ...(provider.nonce ? { nonce: kept.nonce } : {}),
          ...(provider.pkce
            ? {
                code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
                code_challenge_method: 'S256',
              }
            : {}),
          ...(provider.responseMode === 'form_post' ? { response_mode: 'form_post' } : {}),
        })
        return { to, ...kept }
      }),
    prove: (answer: URL, kept: { state: string; nonce: string; verifier: string }): Promise<Proved> =>
      telling(async () => {
        const config = await configured()
        const tokens = await oidc.authorizationCodeGrant(config, answer, {
          expectedState: kept.state,
          idTokenExpected: true,
          ...(provider.nonce ? { expectedNonce: kept.nonce } : {}),
          ...(provider.pkce ? { pkceCodeVerifier: kept.verifier } : {}),
        })
        const signed = tokens.claims()
        if (signed === undefined) throw new SignInTrouble('untrue', 'no id_token')
        const told: Claims =
          provider.userinfo === 'none' ? {} : await oidc.fetchUserInfo(config, tokens.access_token, signed.sub)
        return provedBy(provider, { ...told, ...signed })
      }),
    async leave(back: string): Promise<URL | null> {
      const { logout } = provider
      if (logout === 'none') return null
      if (logout === 'end-session') {
        const config = await telling(configured)
        if (config.serverMetadata().end_session_endpoint === undefined) return null
        return oidc.buildEndSessionUrl(config, { client_id: provider.clientId, post_logout_redirect_uri: back })
      }
      const url = new URL(logout.url)
      if (logout.clientIdParam !== undefined) url.searchParams.set(logout.clientIdParam, provider.clientId)
      if (logout.backParam !== undefined) url.searchParams.set(logout.backParam, back)
      return url
    },
  }

  function configured(): Promise<oidc.Configuration> {
    if (known === null || known.until < Date.now()) {
      const config = configure(provider, fetchFrom)
      const mine = { until: Date.now() + rememberMs, config }
      known = mine
      // A provider that was down is asked again by the next who comes.
      config.catch(() => {
        if (known === mine) known = null
      })
    }
    return known.config
  }
}

async function configure(provider: Provider, fetchFrom: oidc.CustomFetch): Promise<oidc.Configuration> {
  const { issuer, clientId, endpoints, idTokenAlgs, timeoutSeconds } = provider
  const auth = await authOf(provider)
  const insecure = new URL(issuer).protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  const { supportsPKCE: _, ...said } = provider.discovery
    ? (
        await oidc.discovery(new URL(issuer), clientId, undefined, auth, {
          [oidc.customFetch]: fetchFrom,
          execute: insecure,
          timeout: timeoutSeconds,
        })
      ).serverMetadata()
    : { issuer, supportsPKCE: undefined }
  const config = new oidc.Configuration(
    {
      ...said,
      ...named('authorization_endpoint', endpoints.authorize),
      ...named('token_endpoint', endpoints.token),
      ...named('userinfo_endpoint', endpoints.userinfo),
      ...named('jwks_uri', endpoints.jwks),
      ...named('end_session_endpoint', endpoints.endSession),
      // What the operator allows, whatever the provider offers; the library never takes `none`.
      id_token_signing_alg_values_supported: idTokenAlgs,
      userinfo_signing_alg_values_supported: idTokenAlgs,
    },
    clientId,
    {
      [oidc.clockTolerance]: provider.clockSkewSeconds,
      // A plain answer is then refused.
      ...(provider.userinfo === 'jwt' ? named('userinfo_signed_response_alg', idTokenAlgs[0]) : {}),
    },
    auth,
  )
  config[oidc.customFetch] = fetchFrom
  config.timeout = timeoutSeconds
  for (const allow of insecure) allow(config)
  // Tokens come over TLS; a proxy, a gateway or a certificate of one's own are reasons to check what is signed all the same.
  oidc.enableNonRepudiationChecks(config)
  return config
}

async function authOf({ auth, secret, privateKey, keyId }: Provider): Promise<oidc.ClientAuth> {
  if (auth === 'client_secret_basic') return oidc.ClientSecretBasic(secret ?? '')
  if (auth === 'client_secret_post') return oidc.ClientSecretPost(secret ?? '')
  if (auth === 'none') return oidc.None()
  const key = createPrivateKey(privateKey ?? '')
  const bytes = key.export({ type: 'pkcs8', format: 'der' })
  const algorithm =
    key.asymmetricKeyType === 'ec'
      ? { name: 'ECDSA', namedCurve: 'P-256' }
      : key.asymmetricKeyType === 'ed25519'
        ? { name: 'Ed25519' }
        : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign'])
  return oidc.PrivateKeyJwt(keyId === undefined ? imported : { key: imported, kid: keyId })
}

function provedBy(provider: Provider, claims: Claims): Proved {
  const subject = subjectIn(provider, claims)
  if (subject === null) throw new SignInTrouble('unreadable', `no claim ${provider.claims.sub}`)
  const methods = [claims.amr].flat().filter((one) => typeof one === 'string' && /^[\w-]{1,30}$/.test(one))
  return { subject, level: levelIn(provider, claims), methods: methods.map(String), kept: keptOf(provider, claims) }
}

function named(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value }
}

async function telling<Output>(work: () => Promise<Output>): Promise<Output> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof SignInTrouble ? error : troubleOf(error)
  }
}
