// The door of identity: people, what links them to other modules, their roles and their leave to be written to.
import type { Module } from '#platform/module.ts'
import { eraseConsents } from './actions/forgetting.ts'
import { identityRetention } from './actions/retention.ts'
import { consentsOf } from './queries/consents.ts'
import { looksAt } from './queries/offices.ts'
import { reactions } from './reactions.ts'

export {
  type ConsentGiven,
  giveConsent,
  type LeaveContact,
  leaveContact,
  withdrawConsent,
  withdrawOwnConsent,
} from './actions/contacts.ts'
export { type Eraser, forgetHandle, forgetPerson, type Receipt, rehearseForgetting } from './actions/forgetting.ts'
export { claimHandle, newHandle } from './actions/handles.ts'
export { openWaitingPowers } from './actions/looks.ts'
export {
  type AskPower,
  acceptInvitation,
  askPower,
  confirmPower,
  confirmPowerOf,
  dropInvitation,
  endPower,
  type Invite,
  invite,
  numberErrors,
  type SaveOrganisation,
  saveOrganisation,
} from './actions/organisations.ts'
export { type Destruction, noteDestruction } from './actions/retention.ts'
export { callPerson, endRole, type GrantRole, grantRole } from './actions/roles.ts'
export { askForLink, dropLinkRequest, welcomePerson } from './actions/sign-in.ts'
export {
  type ConsentOperator,
  lettersPurpose,
  type Purpose,
  promisesPurpose,
  purposeOf,
  purposes,
  streetPurpose,
} from './consents.ts'
export { type ConsentRecord, consentsOfPerson, consentsUnder, isInForce } from './queries/consents.ts'
export {
  type DestroyedOnDay,
  destructions,
  holderCounts,
  officeSaid,
  type ReceiptKept,
  receiptOfForgetting,
} from './queries/offices.ts'
export {
  type ActingFor,
  holdsPower,
  invitationBehind,
  mayActFor,
  type Representation,
  type Representative,
  representations,
  representativesOf,
} from './queries/organisations.ts'
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
  personFor,
  personOf,
  type RoleHeld,
  rolesOfAll,
} from './queries.ts'
export {
  innProblem,
  isAccount,
  isBik,
  isKpp,
  maskedSnils,
  type NumberProblem,
  ogrnProblem,
  snilsProblem,
} from './rules/numbers.ts'
export { isHeldOn, isPower, type Power, powerCodes } from './rules/powers.ts'
export { isInn, isOgrn, isRoleName, linkLimits, networkOf, type RoleName, roleNames, shortHash } from './rules.ts'

export const identity: Module = {
  name: 'identity',
  floor: 'kernel',
  reactions,
  personal: {
    export: consentsOf,
    erase: (city, handle) => eraseConsents(city, { handle }),
    looked: looksAt,
    kinds: {
      contact: { label: 'identity.personal.contact', basis: 'identity.personal.contact.basis', byConsent: true },
      consents: {
        label: 'identity.personal.consents',
        basis: 'identity.personal.consents.basis',
        kept: 'identity.personal.consents.kept',
        stays: 'identity.personal.consents.stays',
      },
      powers: {
        label: 'identity.personal.powers',
        basis: 'identity.personal.powers.basis',
        stays: 'identity.personal.powers.stays',
        correct: '/account/organisations',
      },
    },
  },
  retention: identityRetention,
}
