// The pure decisions of cases: topics, routes, deadlines, the chain of holders, what proves a repair, how one case stands.
export {
  askedPast,
  type Holding,
  type Limits,
  mayReopen,
  pingPong,
  postponements,
  returnsIn,
  type Status,
} from './rules/chain.ts'
export { type Deadline, deadlineFor, dueDateFor, isWorkDay, localDay, type WorkCalendar } from './rules/deadlines.ts'
export { type ProofSeen, proofFaults } from './rules/proof.ts'
export { type Route, routeFor } from './rules/routing.ts'
export { type EmergencyRule, guessTopics, isEmergency } from './rules/topics.ts'

/** Whose land: the yard belongs to a house and its managers, the street to the city. */
export type Land = 'yard' | 'street'
