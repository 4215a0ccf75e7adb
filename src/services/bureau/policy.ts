// Who may do what in bureau.
import { policy } from '#platform/policy.ts'

export const maySeeBureau = policy('bureau.maySee', 'bureau.policy.see', () => true)
