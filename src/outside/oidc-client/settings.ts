// The file of outside providers: every setting there is, and everything that is wrong with it said at once, in sentences.
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { levels } from '#platform/policy.ts'

const address = z
  .string()
  .refine(isSafe, 'нужен адрес https:// (http:// только для этого компьютера) / must be https://')
const claim = z.string().min(1)
const seconds = z.number().int().min(1).max(60)
const level = z.enum(levels)

const algs = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const

/** What the city can keep of what a provider says; by default it keeps nothing. */
export const keepable = ['name', 'email', 'phone', 'birthdate', 'snils', 'inn'] as const
export type Keepable = (typeof keepable)[number]

const providerShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'латинские буквы, цифры и дефис / letters, digits and hyphens'),
  title: z.strictObject({ ru: z.string().min(1).max(60), en: z.string().min(1).max(60) }),
  issuer: address,
  /** Reads everything else from the issuer; without it `endpoints` say it. */
  discovery: z.boolean().default(true),
  endpoints: z
    .strictObject({
      authorize: address.optional(),
      token: address.optional(),
      userinfo: address.optional(),
      jwks: address.optional(),
      endSession: address.optional(),
    })
    .default({}),
  clientId: z.string().min(1),
  auth: z.enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']),
  secretFile: z.string().optional(),
  /** A private key in PEM, for private_key_jwt. */
  keyFile: z.string().optional(),
  keyId: z.string().optional(),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/))
    .min(1)
    .default(['openid']),
  authorizeParams: z.record(z.string(), z.string()).default({}),
  pkce: z.boolean().default(true),
  nonce: z.boolean().default(true),
  responseMode: z.enum(['query', 'form_post']).default('query'),
  idTokenAlgs: z.array(z.enum(algs)).min(1).default(['RS256']),
  clockSkewSeconds: z.number().int().min(0).max(300).default(30),
  claims: z
    .strictObject({
      sub: claim.default('sub'),
      given_name: claim.default('given_name'),
      family_name: claim.default('family_name'),
      middle_name: claim.default('middle_name'),
      birthdate: z
        .strictObject({ claim: claim.default('birthdate'), format: z.enum(['yyyy-MM-dd', 'dd.MM.yyyy']) })
        .default({ claim: 'birthdate', format: 'yyyy-MM-dd' }),
      phone: claim.default('phone_number'),
      email: claim.default('email'),
      snils: claim.default('snils'),
      inn: claim.default('inn'),
    })
    .prefault({}),
  /** Which claim tells how surely it is her, and what its values mean; `otherwise` for any other value or none. */
  level: z
    .strictObject({ claim: claim, values: z.record(z.string(), level), otherwise: level.default('simple') })
    .optional(),
  userinfo: z.enum(['json', 'jwt', 'none']).default('json'),
  /** Certificates (PEM) to trust besides those of the machine. */
  caFile: z.string().optional(),
  proxy: z.url().optional(),
  timeoutSeconds: seconds.default(8),
  logout: z
    .union([
      z.enum(['none', 'end-session']),
      z.strictObject({ url: address, clientIdParam: z.string().optional(), backParam: z.string().optional() }),
    ])
    .default('none'),
  keep: z.array(z.enum(keepable)).default([]),
})

const fileShape = z.strictObject({ providers: z.array(z.unknown()) })

/** One provider with the contents of the files that its settings name. */
export type Provider = z.output<typeof providerShape> & {
  secret: string | null
  privateKey: string | null
  ca: string | null
}

/** What is wrong with the file, each in a sentence. */
export class ProvidersWrong extends Error {
  readonly problems: readonly string[]
  constructor(file: string, problems: readonly string[]) {
    super(
      `OIDC_PROVIDERS_FILE: ${file}: файл не годится / the file is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
    this.name = 'ProvidersWrong'
    this.problems = problems
  }
}

/** Reads the file of providers; none is none. Throws ProvidersWrong with the full list. */
export function readProviders(file: string | null): Provider[] {
  if (file === null) return []
  const read = jsonOf(file)
  if ('problem' in read) throw new ProvidersWrong(file, [read.problem])
  const shape = fileShape.safeParse(read.value)
  if (!shape.success)
    throw new ProvidersWrong(file, ['нужен объект { "providers": [ … ] } / an object with "providers" is needed'])
  const problems: string[] = []
  const providers = shape.data.providers.flatMap((given, at): Provider[] => {
    const parsed = providerShape.safeParse(given)
    if (!parsed.success) {
      problems.push(
        ...parsed.error.issues.map(
          (issue) => `${nameOf(given, at)}: ${[...issue.path, ''].join('.').slice(0, -1)}: ${issue.message}`,
        ),
      )
      return []
    }
    const { provider, wrong } = completed(parsed.data, dirname(file))
    problems.push(...wrong.map((sentence) => `${nameOf(given, at)}: ${sentence}`))
    return [provider]
  })
  const ids = providers.map(({ id }) => id)
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) {
    problems.push(`${id}: такой id уже есть / this id is there twice`)
  }
  if (problems.length > 0) throw new ProvidersWrong(file, problems)
  return providers
}

/** Hosts by which a Russian site may not sign people in (149-FZ, article 8, part 10): owned abroad. */
const forbidden = [
  ...['google.com', 'googleapis.com', 'apple.com', 'telegram.org', 't.me', 'facebook.com', 'instagram.com'],
  ...['microsoftonline.com', 'live.com', 'microsoft.com', 'github.com', 'gitlab.com', 'linkedin.com', 'x.com'],
  ...['twitter.com', 'yahoo.com', 'amazon.com', 'discord.com', 'whatsapp.com', 'tiktok.com', 'auth0.com', 'okta.com'],
]

function completed(set: z.output<typeof providerShape>, folder: string): { provider: Provider; wrong: string[] } {
  const wrong: string[] = []
  const text = (path: string | undefined, what: string): string | null => {
    if (path === undefined) return null
    try {
      return readFileSync(isAbsolute(path) ? path : join(folder, path), 'utf8')
    } catch {
      wrong.push(`${what}: нет файла ${path} / there is no file ${path}`)
      return null
    }
  }
  for (const url of [set.issuer, ...Object.values(set.endpoints)]) {
    const host = url === undefined ? '' : (URL.parse(url)?.hostname ?? '')
    const owner = forbidden.find((one) => host === one || host.endsWith(`.${one}`))
    if (owner) {
      wrong.push(
        `${owner}: входить на российский сайт через иностранный сервис нельзя (149-ФЗ, статья 8, часть 10) / people may not be signed in by a service owned abroad`,
      )
    }
  }
  const secretWanted = set.auth === 'client_secret_basic' || set.auth === 'client_secret_post'
  if (secretWanted && set.secretFile === undefined)
    wrong.push(`secretFile: для ${set.auth} нужен секрет / a secret is needed`)
  if (set.auth === 'private_key_jwt' && set.keyFile === undefined)
    wrong.push('keyFile: нужен закрытый ключ / a private key is needed')
  if (set.auth === 'none' && !set.pkce) wrong.push('pkce: без секрета нужна PKCE / without a secret PKCE is needed')
  if (!set.pkce && !set.nonce)
    wrong.push('pkce, nonce: нужно хотя бы одно, иначе ответ можно подменить / at least one is needed')
  if (!set.discovery) {
    for (const name of ['authorize', 'token', 'jwks'] as const) {
      if (set.endpoints[name] === undefined)
        wrong.push(`endpoints.${name}: без discovery нужен адрес / an address is needed without discovery`)
    }
    if (set.userinfo !== 'none' && set.endpoints.userinfo === undefined) {
      wrong.push('endpoints.userinfo: нужен адрес, или userinfo: "none" / an address is needed, or userinfo: "none"')
    }
    if (set.logout === 'end-session' && set.endpoints.endSession === undefined) {
      wrong.push('endpoints.endSession: для logout нужен адрес / an address is needed for logout')
    }
  }
  if (!set.scopes.includes('openid')) wrong.push('scopes: нет openid / openid is missing')
  for (const name of Object.keys(set.authorizeParams)) {
    if (ours.includes(name)) wrong.push(`authorizeParams.${name}: этим распоряжается город / the city sets this itself`)
  }
  const secret = text(set.secretFile, 'secretFile')?.trim() ?? null
  if (secret === '') wrong.push('secretFile: файл пуст / the file is empty')
  const privateKey = text(set.keyFile, 'keyFile')
  if (privateKey !== null && !isPrivateKey(privateKey))
    wrong.push('keyFile: это не закрытый ключ PEM / this is no private key in PEM')
  const ca = text(set.caFile, 'caFile')
  if (ca !== null && !ca.includes('-----BEGIN CERTIFICATE-----'))
    wrong.push('caFile: в файле нет сертификатов PEM / there are no certificates in the file')
  return { provider: { ...set, secret, privateKey, ca }, wrong }
}

const ours = [
  ...[
    'client_id',
    'redirect_uri',
    'response_type',
    'response_mode',
    'scope',
    'state',
    'nonce',
    'request',
    'request_uri',
  ],
  ...['code_challenge', 'code_challenge_method'],
]

/** https, or http to this very machine: a provider beside the city, or a test's. */
function isSafe(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.hash !== '' || url.username !== '') return false
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname))
  )
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).type === 'private'
  } catch {
    return false
  }
}

function jsonOf(file: string): { value: unknown } | { problem: string } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return { problem: 'нет такого файла / there is no such file' }
  }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { problem: 'это не JSON / this is not JSON' }
  }
}

function nameOf(given: unknown, at: number): string {
  const named = z.object({ id: z.string() }).safeParse(given)
  return named.success ? named.data.id : `№ ${at + 1}`
}
