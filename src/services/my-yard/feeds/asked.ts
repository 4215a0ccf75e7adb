// Which requests a program asks for by Open311: a span of at most ninety days, at most a thousand.
import { days, later } from '#platform/time.ts'

export const mostRequests = 1000
const spanDays = 90

export interface RequestsAsked {
  numbers: string[]
  service: string | undefined
  open: boolean
  closed: boolean
  from: Date
  to: Date
}

/** What was asked, or the name of what cannot be read. A longer span is cut to its last ninety days, as the standard allows. */
export function readAsked(query: Record<string, string>, now: Date): { ok: RequestsAsked } | { wrong: string } {
  const numbers = listIn(query.service_request_id)
  if (numbers.length > 50) return { wrong: 'service_request_id' }
  const states = listIn(query.status)
  if (states.some((state) => state !== 'open' && state !== 'closed')) return { wrong: 'status' }
  const start = dateIn(query.start_date)
  const end = dateIn(query.end_date)
  if (start === 'wrong') return { wrong: 'start_date' }
  if (end === 'wrong') return { wrong: 'end_date' }
  const to = end ?? (start ? later(start, days(spanDays)) : now)
  const earliest = later(to, -days(spanDays))
  return {
    ok: {
      numbers,
      service: query.service_code || undefined,
      open: states.length === 0 || states.includes('open'),
      closed: states.length === 0 || states.includes('closed'),
      from: start && start > earliest ? start : earliest,
      to,
    },
  }
}

function listIn(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function dateIn(text: string | undefined): Date | 'wrong' | null {
  if (!text) return null
  // A plus sign in an address means a space, and many programs do not escape it in «+04:00».
  const written = text.trim().replace(/ (\d{2}:?\d{2})$/, '+$1')
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(written)) return 'wrong'
  const at = new Date(written)
  return Number.isNaN(at.getTime()) ? 'wrong' : at
}
