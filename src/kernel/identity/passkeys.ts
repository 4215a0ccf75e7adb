// What a browser says of a passkey, checked (Web Authentication Level 3): its site, its challenge, its user, its counter.
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { hashSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'

/** The city as a passkey knows it: the host it is bound to, and the origin its answers must come from. */
export interface PasskeySite {
  id: string
  origin: string
}

/** The site passkeys are made for: the public address, and in a demo this machine by its name. Null where browsers make none. */
export function passkeySite(publicUrl: string | null, origin: string): PasskeySite | null {
  const url = new URL(publicUrl ?? origin)
  const secure = url.protocol === 'https:' || url.hostname === 'localhost'
  return secure && !/^[\d.]+$|^\[/.test(url.hostname) ? { id: url.hostname, origin: url.origin } : null
}

export interface NewPasskey {
  credential: string
  publicKey: string
  counter: number
  transports: string
  synced: boolean
}

export interface KnownPasskey {
  credential: string
  publicKey: string
  counter: number
}

/** ES256, Ed25519 and RS256 (RFC 9053): what today's authenticators make. */
const algorithms = [-7, -8, -257] as const

/** What the browser needs to make a passkey; `challenge` is kept as a hash only. */
export async function optionsForNew(asked: {
  site: PasskeySite
  person: string
  /** How the phone will list it. */
  called: string
  has: readonly string[]
}) {
  return generateRegistrationOptions({
    rpName: 'Италмас',
    rpID: asked.site.id,
    userID: new TextEncoder().encode(asked.person),
    userName: asked.called,
    userDisplayName: asked.called,
    attestationType: 'none',
    supportedAlgorithmIDs: [...algorithms],
    excludeCredentials: asked.has.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  })
}

/** What the browser needs to sign in: it knows itself which passkeys it has here. */
export async function optionsForEntry(site: PasskeySite) {
  return generateAuthenticationOptions({ rpID: site.id, userVerification: 'required' })
}

/** Checks what came back. Throws `invalid` with a sentence for whatever is wrong: another site, challenge, user or key. */
export async function checkNew(said: string, site: PasskeySite, challenge: string | null): Promise<NewPasskey> {
  const response = readAnswer(registration, said)
  const { registrationInfo } = await checked(() =>
    verifyRegistrationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge: (given) => hashSecret(given) === challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...algorithms],
    }),
  )
  if (!registrationInfo) throw wrongPasskey()
  const { credential, credentialBackedUp } = registrationInfo
  return {
    credential: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: (response.response.transports ?? []).join(' '),
    synced: credentialBackedUp,
  }
}

/** The credential that an answer names and the person it claims to be of. Throws `invalid` for what is no answer. */
export function namedIn(said: string): { credential: string; person: string | null } {
  const { id, response } = readAnswer(authentication, said)
  const user = response.userHandle
  return { credential: id, person: user ? Buffer.from(user, 'base64url').toString('utf8') : null }
}

/** Checks an answer by a passkey the city knows; answers its new counter. A counter that did not grow is a copy's: refused. */
export async function checkEntry(
  said: string,
  site: PasskeySite,
  challenge: string | null,
  known: KnownPasskey,
): Promise<number> {
  const { response, ...rest } = readAnswer(authentication, said)
  const { userHandle, ...assertion } = response
  const { authenticationInfo } = await checked(() =>
    verifyAuthenticationResponse({
      response: {
        ...rest,
        response: userHandle ? { ...assertion, userHandle } : assertion,
        clientExtensionResults: {},
      },
      expectedChallenge: (given) => hashSecret(given) === challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      credential: {
        id: known.credential,
        publicKey: new Uint8Array(Buffer.from(known.publicKey, 'base64url')),
        counter: known.counter,
      },
    }),
  )
  return authenticationInfo.newCounter
}

const text = z.string().max(20_000)

const registration = z.object({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z
      .array(z.string().regex(/^[\w-]{1,20}$/))
      .max(10)
      .default([]),
  }),
})

const authentication = z.object({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: text.nullish() }),
})

function readAnswer<Shape extends z.ZodType>(shape: Shape, said: string): z.output<Shape> {
  let value: unknown
  try {
    value = JSON.parse(said)
  } catch {
    throw wrongPasskey()
  }
  const parsed = shape.safeParse(value)
  if (!parsed.success) throw wrongPasskey()
  return parsed.data
}

// The library says in English which check failed; for the person all of them mean the same: try again.
async function checked<Answer extends { verified: boolean }>(check: () => Promise<Answer>): Promise<Answer> {
  const answer = await check().catch(() => null)
  if (!answer?.verified) throw wrongPasskey()
  return answer
}

export function wrongPasskey() {
  return refuse.invalid({ passkey: { key: 'identity.refusal.passkey' } }, 'identity.refusal.passkey')
}
