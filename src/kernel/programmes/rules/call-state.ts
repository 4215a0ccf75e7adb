// Whether a call is open at an instant.

export interface CallTimes {
  opensAt: Date
  closesAt: Date
}

/** ahead: not open yet; open; closed. An instant at or after the last one is late. */
export type CallState = 'ahead' | 'open' | 'closed'

export function callStateAt({ opensAt, closesAt }: CallTimes, now: Date): CallState {
  return now < opensAt ? 'ahead' : now < closesAt ? 'open' : 'closed'
}
