// The door of identity: people, what links them to other modules, their roles and their leave to be written to.
import type { Module } from '#platform/module.ts'
import { eraseConsents } from './actions/forgetting.ts'
import { eraseConnection } from './actions/systems.ts'
import { identityNotices } from './notices.ts'
import { mayRemoveFactors } from './policy.ts'
import { systemFile } from './queries/systems.ts'
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
export {
  comeBack,
  type Journey,
  journeyMinutes,
  keepAnswer,
  linkOutside,
  newPersonOutside,
  type OutsideProof,
  personProved,
  type SetOut,
  setOut,
  unlinkOutside,
} from './actions/outside.ts'
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
export { agreeToSystem, endSystem, leaveSystem, renewSecret, type SaveSystem, saveSystem } from './actions/systems.ts'
export {
  lettersPurpose,
  type Purpose,
  promisesPurpose,
  purposeOf,
  purposes,
  streetPurpose,
  systemPurpose,
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
export { type OutsideIdentity, outsideOf } from './queries/outside.ts'
export { type Connection, connectionsOf, knownOf, type System, systemFor, systems } from './queries/systems.ts'
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
export { authNames, linesOf, scopeNames, signModule } from './rules/systems.ts'
export { isInn, isOgrn, isRoleName, linkLimits, networkOf, type RoleName, roleNames, shortHash } from './rules.ts'
export { newTotpSecret, tidyCode, totpAddress } from './second-factor.ts'

export const identity: Module = {
  name: 'identity',
  floor: 'kernel',
  reactions,
  notices: identityNotices,
  policies: [mayRemoveFactors],
  personal: {
    export: async (city, handle) => {
      const [consents, system] = [await consentsOf(city, handle), await systemFile(city, handle)]
      return consents === null && system === null ? null : { ...consents, ...system }
    },
    erase: async (city, handle) => (await eraseConsents(city, { handle })) + (await eraseConnection(city, { handle })),
  },
}
