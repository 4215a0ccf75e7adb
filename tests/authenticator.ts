// An authenticator without a screen: keeps a key, signs what a browser would hand it, and lies where a test tells it to.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface Lies {
  origin?: string
  rpId?: string
  challenge?: string
  /** Nobody was verified. */
  unverified?: boolean
  userHandle?: string
  counter?: number
}

export interface Authenticator {
  credential: string
  /** The answer to options for a new passkey, as the form sends it. */
  create(options: Creation, lies?: Lies): string
  /** The answer to options for signing in. */
  get(options: { challenge: string }, lies?: Lies): string
}

interface Creation {
  challenge: string
  user: { id: string }
}

/** A fresh authenticator with one key for the site. */
export function openAuthenticator(site: { id: string; origin: string }): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const credential = id.toString('base64url')
  let counter = 0
  let user = ''
  const clientData = (type: string, challenge: string, lies: Lies) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: lies.challenge ?? challenge,
        origin: lies.origin ?? site.origin,
        crossOrigin: false,
      }),
    )
  const head = (flags: number, lies: Lies) => {
    counter += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(lies.counter ?? counter)
    const verified = lies.unverified ? 0 : 0x04
    return Buffer.concat([sha256(lies.rpId ?? site.id), Buffer.from([flags | 0x01 | verified]), count])
  }
  return {
    credential,
    create: (options, lies = {}) => {
      user = options.user.id
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const data = Buffer.concat([head(0x40, lies), Buffer.alloc(16), length, id, coseOf(publicKey)])
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        ...[cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.from([0xa0])],
        ...[cborText('authData'), cborBytes(data)],
      ])
      return JSON.stringify({
        ...{ id: credential, rawId: credential, type: 'public-key', clientExtensionResults: {} },
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, lies).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      })
    },
    get: (options, lies = {}) => {
      const data = head(0, lies)
      const client = clientData('webauthn.get', options.challenge, lies)
      const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(client).digest()]), privateKey)
      return JSON.stringify({
        ...{ id: credential, rawId: credential, type: 'public-key', clientExtensionResults: {} },
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: lies.userHandle ?? user,
        },
      })
    },
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

// COSE_Key of an ES256 key (RFC 9053): kty 2, alg -7, crv 1, x, y.
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    cborBytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    cborBytes(Buffer.from(y, 'base64url')),
  ])
}

function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
}

function cborBytes(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x58, bytes.length]), bytes])
}
