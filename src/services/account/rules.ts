// Where a person may be led after signing in.
import { houseAddress } from '#platform/address.ts'

/** The house address to go on to: anything that a browser would take for another site becomes «my page». */
export function onwardFor(next: string | undefined): string {
  const inside = houseAddress(next)
  if (inside === null) return '/account'
  const url = new URL(inside, 'http://house')
  if (url.host !== 'house' || url.pathname.startsWith('//')) return '/account'
  // Signing in leads nowhere if it leads back to signing in.
  return url.pathname.startsWith('/account/sign-') ? '/account' : url.pathname + url.search
}

/** Whether an answer of a door's export says nothing: it is left out of the file. */
export function saysNothing(answer: unknown): boolean {
  if (answer === null || answer === undefined) return true
  if (Array.isArray(answer)) return answer.every(saysNothing)
  if (answer instanceof Date) return false
  return typeof answer === 'object' && Object.values(answer).every(saysNothing)
}
