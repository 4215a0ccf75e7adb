// One-time codes of an app on the phone (RFC 6238), and the backup codes for the day it is lost.
import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const period = 30

/** How many backup codes are made at once. */
export const backupCount = 10

/** A new secret: 160 bits in Base32, as apps read it. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address that an app reads from the picture. */
export function totpAddress(secret: string, called: string): string {
  return totpOf(secret, called).toString()
}

/**
 * The time step of a right code, a step to either side allowed for clocks that go wrong; null for a wrong one and for one whose
 * step is not later than the last that was used.
 */
export function stepOfCode(secret: string, code: string, at: Date, lastStep: number): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const delta = totpOf(secret).validate({ token: code, timestamp: at.getTime(), window: 1 })
  if (delta === null) return null
  const step = Math.floor(at.getTime() / 1000 / period) + delta
  return step > lastStep ? step : null
}

// Without letters and digits that look alike.
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten codes of ten signs (49 bits each), in two halves for the eye. */
export function newBackupCodes(): string[] {
  const half = () => Array.from({ length: 5 }, () => signs[randomInt(signs.length)]).join('')
  return Array.from({ length: backupCount }, () => `${half()}-${half()}`)
}

/** What was typed, as codes are written: digits for an app's, letters and a hyphen for a backup one. */
export function tidyCode(typed: string): string {
  const bare = typed.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/g, '')
  return /^\d{6}$/.test(bare) || bare.length !== 10 ? bare : `${bare.slice(0, 5)}-${bare.slice(5)}`
}

function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: 'Италмас', label, secret: Secret.fromBase32(secret), digits: 6, period, algorithm: 'SHA1' })
}
