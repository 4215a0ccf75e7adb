// The log: structured lines on standard error, with request ids and without personal data.
import { pino } from 'pino'

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  child(fields: object): Log
}

/**
 * Opens the log at a level. Addresses are logged without their query, since private links carry secrets there;
 * bodies, cookies, e-mail and IP addresses are never given to it.
 */
export function openLog(level: string): Log {
  return pino(
    { level, base: null, redact: { paths: ['email', 'phone', 'ip', 'token', '*.email', '*.token'], remove: true } },
    pino.destination(2),
  )
}

/**
 * What may be logged or shown to staff of an error: its name and sentence, or with `whole` its stack, without what a person may
 * have typed. Databases quote refused values (SQLSTATE class 22), mail servers the address.
 */
export function tellable(error: unknown, whole = false): string {
  if (!(error instanceof Error)) return withoutPeople(String(error))
  const quotes = 'code' in error && typeof error.code === 'string' && /^22\w{3}$/.test(error.code)
  const message = quotes ? error.message.replaceAll(/".*"/gs, '"…"') : error.message
  if (!whole) return withoutPeople(`${error.name}: ${message}`)
  const stack = (error.stack ?? '').replace(error.message, () => message)
  const cause = error.cause === undefined ? '' : `\ncaused by ${tellable(error.cause, true)}`
  return withoutPeople(`${stack || `${error.name}: ${message}`}${cause}`)
}

// PostgreSQL cannot keep NUL, and a failure that cannot be written down would be tried for ever.
function withoutPeople(text: string): string {
  return text
    .replaceAll('\u0000', '')
    .replaceAll(/[^\s<>"'(),:;=]+@[^\s<>"'(),:;]+\.[^\s<>"'(),:;]+/g, '…@…')
    .replaceAll(/(?:\+7|\b8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\b/g, '+7…')
}
