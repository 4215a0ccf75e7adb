// The database that cannot be had now: waited for too long, not reachable, or everything undone to let somebody else go first.

/** No connection could be had in time; the same request may succeed later, so people are told to try again. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy'
}

/** Whether the same request may succeed a moment later. */
export function isDatabaseBusy(error: unknown): boolean {
  return error instanceof DatabaseBusy || isUndone(error)
}

// serialization_failure, deadlock_detected, lock_not_available.
const undone = new Set(['40001', '40P01', '55P03'])

/** Whether the database undid a transaction for another's sake: nothing of it is left, and it may be tried again. */
export function isUndone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && undone.has(error.code)
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
