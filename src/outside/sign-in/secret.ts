// The secret that signs sessions and closes what is kept of factors: a file of the operator's, or in the demo one that the city makes for itself.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { keepFirst, readKept } from '#platform/kept.ts'
import type { Sealing } from './index.ts'

const least = 32

/** Reads the secret. The demo makes the file, readable by its owner only; a live city throws a sentence if it is not there or short. */
export async function readSecret(file: string, mode: 'demo' | 'live'): Promise<string> {
  const kept = (await readKept(file))?.trim() ?? null
  if (kept === null && mode === 'demo') return makeSecret(file)
  if (kept === null) throw new Error(`SECRET_FILE: нет файла ${file} / there is no file ${file}`)
  if (kept.length < least) {
    throw new Error(
      `SECRET_FILE: в файле ${file} меньше ${least} знаков / the file ${file} has fewer than ${least} characters`,
    )
  }
  return kept
}

// Of two processes that start at once one wins; the other reads what the first kept.
async function makeSecret(file: string): Promise<string> {
  const secret = randomBytes(48).toString('base64url')
  return (await keepFirst(file, `${secret}\n`)) ? secret : readSecret(file, 'live')
}

/** Text closed with AES-256-GCM and marks made with HMAC-SHA-256, by keys of their own for each purpose (HKDF, RFC 5869). */
export function openSealing(secret: string): Sealing {
  const keys = new Map<string, Buffer>()
  // Uses are few and fixed, and deriving costs more than what is done with the key.
  const keyFor = (use: string): Buffer => {
    const key = keys.get(use) ?? Buffer.from(hkdfSync('sha256', secret, '', `italmas ${use}`, 32))
    keys.set(use, key)
    return key
  }
  return {
    seal(purpose, plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyFor(`seal ${purpose}`), nonce)
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
        'base64url',
      )
    },
    unseal(purpose, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', keyFor(`seal ${purpose}`), bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
    },
    mark: (purpose, text) =>
      createHmac('sha256', keyFor(`mark ${purpose}`))
        .update(text)
        .digest('base64url'),
  }
}
