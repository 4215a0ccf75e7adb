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
