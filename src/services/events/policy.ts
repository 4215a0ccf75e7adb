// Who may do what in events.
import { policy } from '#platform/policy.ts'

export const maySeeEvents = policy('events.maySee', 'events.policy.see', () => true)
