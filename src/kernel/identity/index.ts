// The door of identity: people, what links them to other modules, their roles and their leave to be written to.
import type { Module } from '#platform/module.ts'
import { eraseConsents } from './actions/forgetting.ts'
import { consentsOf } from './queries.ts'
import { reactions } from './reactions.ts'

export {
  type ConsentGiven,
  giveConsent,
  type LeaveContact,
  leaveContact,
  withdrawConsent,
} from './actions/contacts.ts'
export { type Eraser, forgetHandle, forgetPerson, type Receipt } from './actions/forgetting.ts'
export { claimHandle, newHandle } from './actions/handles.ts'
export { type SaveOrganisation, saveOrganisation } from './actions/organisations.ts'
export { callPerson, endRole, type GrantRole, grantRole } from './actions/roles.ts'
export { askForLink, dropLinkRequest, welcomePerson } from './actions/sign-in.ts'
export {
  letterPurposes,
  lettersPurpose,
  type Purpose,
  promisesPurpose,
  purposeOf,
  purposes,
  pushPurpose,
  streetPurpose,
  textsPurpose,
} from './consents.ts'
export {
  actorOf,
  agreeing,
  agreesToLetters,
  type Contact,
  contactOf,
  guestHandleOf,
  type HandleOfPerson,
  handleOf,
  handlesOf,
  hasConsent,
  holdersOf,
  identityFile,
  type Known,
  personFor,
  personOf,
  type RoleHeld,
  rolesOfAll,
} from './queries.ts'
export { deviceOf } from './rules/devices.ts'
export { isInn, isOgrn, isRoleName, linkLimits, networkOf, type RoleName, roleNames, shortHash } from './rules.ts'

export const identity: Module = {
  name: 'identity',
  floor: 'kernel',
  reactions,
  personal: {
    export: consentsOf,
    erase: (city, handle) => eraseConsents(city, { handle }),
  },
}
