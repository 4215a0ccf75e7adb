// The database that cannot be had now: waited for too long, or not reachable.

/** No connection could be had in time; the same request may succeed later, so people are told to try again. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy'
}

export function isDatabaseBusy(error: unknown): error is DatabaseBusy {
  return error instanceof DatabaseBusy
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
])
// Starting up, shutting down, too many connections.
const refused = new Set(['57P01', '57P02', '57P03', '53300'])

/** What went wrong while a connection was asked for, as `DatabaseBusy` where waiting may help. */
export function whileConnecting(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/timeout/i.test(error.message)) {
    return new DatabaseBusy('No connection to the database was free in time.', { cause: error })
  }
  if (unreachable.has(code) || refused.has(code) || /Connection terminated/.test(error.message)) {
    return new DatabaseBusy('The database cannot be reached now.', { cause: error })
  }
  return error
}
