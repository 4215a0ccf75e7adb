// The door of identity: people, what links them to other modules, their roles and their leave to be written to.
import type { Module } from '#platform/module.ts'
import { eraseConsents } from './actions/forgetting.ts'
import { identityNotices } from './notices.ts'
import { mayRemoveFactors } from './policy.ts'
import { consentsOf } from './queries.ts'
import { reactions } from './reactions.ts'

export { lookAtChallenge, makeChallenge, takeChallenge, tryChallenge } from './actions/challenges.ts'
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
export { addPasskey, passkeyOf, removePasskey, usePasskey } from './actions/passkeys.ts'
export {
  addPhone,
  askForCode,
  changeEmail,
  dropCodeRequest,
  personOfPhone,
  personWithoutEmail,
  removePhone,
} from './actions/phones.ts'
export { callPerson, endRole, type GrantRole, grantRole } from './actions/roles.ts'
export { addTotp, type Closing, removeFactors, removeTotp, renewBackupCodes, useCode } from './actions/second-factor.ts'
export { forgetLetterTo, noteDevice } from './actions/secured.ts'
export { endOtherSessions, endSession } from './actions/sessions.ts'
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
  checkEntry,
  checkNew,
  namedIn,
  optionsForEntry,
  optionsForNew,
  type PasskeySite,
  passkeySite,
  wrongPasskey,
} from './passkeys.ts'
export { mayRemoveFactors } from './policy.ts'
export {
  type Factors,
  factorsOf,
  hasOffice,
  hasStrongFactor,
  hasTotp,
  type StaffFactors,
  securedById,
  securedOf,
  staffFactors,
} from './queries/factors.ts'
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
export { isNoEmail, readPhone, shownPhone, veiledPhone } from './rules/phones.ts'
export { isInn, isOgrn, isRoleName, linkLimits, networkOf, type RoleName, roleNames, shortHash } from './rules.ts'
export { newTotpSecret, tidyCode, totpAddress } from './second-factor.ts'

export const identity: Module = {
  name: 'identity',
  floor: 'kernel',
  reactions,
  notices: identityNotices,
  policies: [mayRemoveFactors],
  personal: {
    export: consentsOf,
    erase: (city, handle) => eraseConsents(city, { handle }),
  },
}
