// Who may do what with open data: all may read them, and whoever is signed in may have keys and webhooks of her own.
import { policy } from '#platform/policy.ts'

export const mayHoldKeys = policy('open-data.mayHoldKeys', 'openData.policy.keys', (actor) => actor.person !== null)
