// The door of identity: people, what links them to other modules, their roles and their leave to be written to.
import type { Module } from '#platform/module.ts'

export {
  type ConsentGiven,
  giveConsent,
  type LeaveContact,
  leaveContact,
  withdrawConsent,
} from './actions/contacts.ts'
export { claimHandle, newHandle } from './actions/handles.ts'
export { callPerson, endRole, type GrantRole, grantRole } from './actions/roles.ts'
export { lettersPurpose, type Purpose, purposeOf, purposes } from './consents.ts'
export {
  actorOf,
  agreesToLetters,
  contactOf,
  type HandleOfPerson,
  handleOf,
  handlesOf,
  hasConsent,
  personOf,
} from './queries.ts'
export { isRoleName, type RoleName, roleNames } from './rules.ts'

export const identity: Module = { name: 'identity', floor: 'kernel' }
