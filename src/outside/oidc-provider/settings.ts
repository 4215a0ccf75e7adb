// How the library is set: code flow with PKCE only, signs of a person for each system, tokens that are replaced at each use.
import { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { levels } from '#platform/policy.ts'
import { hrefOf } from './addresses.ts'
import { providerCookies, providerPaths, providerTimes, type Shown } from './index.ts'
import type { ProviderOptions } from './real.ts'
import type { openStore } from './store.ts'

const minute = 60
const day = 86_400

/** Scopes and the claims that stand behind each (OpenID Connect Core, 5.4); `level` is ours. */
export const claimsByScope = {
  openid: ['sub'],
  profile: ['name'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  level: ['level'],
}

export function settingsOf(
  options: ProviderOptions,
  store: ReturnType<typeof openStore>,
  jwks: NonNullable<Configuration['jwks']>,
  show: (ctx: KoaContextWithOIDC, shown: Shown) => void,
): Configuration {
  return {
    adapter: store.of,
    jwks,
    acrValues: levels,
    claims: claimsByScope,
    scopes: [...Object.keys(claimsByScope), 'offline_access'],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, person, client) => options.signFor(client.clientId, person),
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    // Pages of systems call these addresses from their servers; a browser's script has no business here.
    clientBasedCORS: () => false,
    conformIdTokenClaims: true,
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    cookies: {
      names: {
        session: providerCookies.session,
        interaction: providerCookies.question,
        resume: providerCookies.resume,
      },
      long: { httpOnly: true, sameSite: 'lax', path: '/' },
      short: { httpOnly: true, sameSite: 'lax' },
    },
    routes: {
      authorization: providerPaths.authorization,
      token: providerPaths.token,
      userinfo: providerPaths.userinfo,
      jwks: providerPaths.jwks,
      introspection: providerPaths.introspection,
      revocation: providerPaths.revocation,
      pushed_authorization_request: providerPaths.par,
      end_session: providerPaths.endSession,
    },
    ttl: {
      AccessToken: providerTimes.accessMinutes * minute,
      AuthorizationCode: minute,
      IdToken: providerTimes.accessMinutes * minute,
      RefreshToken: providerTimes.refreshDays * day,
      Grant: providerTimes.permissionDays * day,
      Interaction: providerTimes.questionMinutes * minute,
      Session: providerTimes.sessionDays * day,
    },
    rotateRefreshToken: true,
    // The system's operator gave these addresses at the desk; they may well lie in the city's own network.
    fetch: (input, init) => {
      const { dispatcher: _, ...plain } = { dispatcher: undefined, ...init }
      return fetch(input, plain)
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      revocation: { enabled: true, allowedPolicy: mayRevoke },
      pushedAuthorizationRequests: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = ''
          show(ctx, { kind: 'leaving', ...leavingOf(ctx, form) })
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = ''
          show(ctx, { kind: 'left', system: ctx.oidc.client?.clientName ?? null })
        },
      },
    },
    interactions: {
      url: (ctx, question) => askAt(ctx, question.uid, options.prefixes),
      policy: policyOf(),
    },
    findAccount: async (_ctx, person, token) => {
      const known = await options.known(person)
      if (known === null) return undefined
      const { name, email, emailVerified, phone } = known
      const level = token && 'extra' in token ? token.extra?.level : undefined
      return {
        accountId: person,
        claims: () => ({
          sub: person,
          ...(name === null ? {} : { name }),
          ...(email === null ? {} : { email, email_verified: emailVerified }),
          ...(phone === null ? {} : { phone_number: phone, phone_number_verified: true }),
          ...(typeof level === 'string' ? { level } : {}),
        }),
      }
    },
    // How surely it was her when she signed in: kept with the token, since the session may end before it.
    extraTokenClaims: ({ oidc }, token) => {
      const level = oidc.entities.AuthorizationCode?.acr ?? oidc.entities.RefreshToken?.acr
      return level !== undefined && token.scope?.split(' ').includes('level') ? { level } : undefined
    },
    loadExistingGrant: async ({ oidc }) => {
      const person = oidc.session?.accountId
      const system = oidc.client?.clientId
      if (person === undefined || system === undefined) return undefined
      const id = oidc.result?.consent?.grantId ?? (await store.permission(person, system))
      return id === null ? undefined : oidc.provider.Grant.find(id)
    },
    renderError: (ctx, out, error) => {
      ctx.body = ''
      const system = ctx.oidc.client?.clientName ?? null
      show(ctx, out.error === 'server_error' ? { kind: 'failed', error } : { kind: 'wrong', error: out.error, system })
    },
  }
}

function mayRevoke(_ctx: KoaContextWithOIDC, client: { clientId: string }, token: { clientId?: string | undefined }) {
  if (token.clientId !== client.clientId) throw new errors.InvalidRequest('this token was given to another system')
  return true
}

/** The library's own questions, and ours: whoever wants to know a person more surely than she is known has her asked once. */
function policyOf() {
  const policy = interactionPolicy.base()
  const { Check } = interactionPolicy
  policy.get('login')?.checks.add(
    new Check('acr_below', 'the person is not known so surely', ({ oidc }) => {
      const wanted = leastOf(oidc.params?.acr_values)
      if (wanted < 0 || oidc.session?.accountId === undefined || oidc.result?.login) return Check.NO_NEED_TO_PROMPT
      const has = placeOf(oidc.session?.acr ?? '')
      return has >= wanted ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT
    }),
  )
  return policy
}

/** The least of the levels that a system names; -1 when it names none that we know. */
export function leastOf(named: unknown): number {
  const known = String(named ?? '')
    .split(' ')
    .map(placeOf)
  const places = known.filter((place) => place >= 0)
  return places.length === 0 ? -1 : Math.min(...places)
}

function placeOf(named: string): number {
  const known: readonly string[] = levels
  return known.indexOf(named)
}

// The library's cookie holds for one address; the page has one in each language.
function askAt(ctx: KoaContextWithOIDC, id: string, prefixes: readonly string[]): string {
  const tongue = String(ctx.oidc.params?.ui_locales ?? '')
    .split(' ')
    .find((one) => one === 'ru' || prefixes.includes(`/${one}`))
  const at = hrefOf(id, tongue === undefined || tongue === 'ru' ? '' : `/${tongue}`)
  for (const prefix of ['', ...prefixes]) {
    const path = hrefOf(id, prefix)
    if (path === at) continue
    ctx.cookies.set(providerCookies.question, id, {
      httpOnly: true,
      sameSite: 'lax',
      path,
      maxAge: providerTimes.questionMinutes * minute * 1000,
    })
  }
  return at
}

function leavingOf(ctx: KoaContextWithOIDC, form: string) {
  const action = new URL(/ action="([^"]*)"/.exec(form)?.[1] ?? '', ctx.oidc.issuer).pathname
  const secret = / name="xsrf" value="([^"]*)"/.exec(form)?.[1] ?? ''
  const back = ctx.oidc.params?.post_logout_redirect_uri
  return {
    action,
    secret,
    system: ctx.oidc.client?.clientName ?? null,
    formsTo: typeof back === 'string' ? [new URL(back).origin] : [],
  }
}
