// The door of identity: people, what links them to other modules, their roles and their leave to be written to.
import type { Module } from '#platform/module.ts'
import { eraseConsents } from './actions/forgetting.ts'
import { identityRetention } from './actions/retention.ts'
import { eraseConnection } from './actions/systems.ts'
import { identityNotices } from './notices.ts'
import { mayRemoveFactors } from './policy.ts'
import { consentsOf } from './queries/consents.ts'
import { looksAt } from './queries/offices.ts'
import { systemFile } from './queries/systems.ts'
import { reactions } from './reactions.ts'

export { lookAtChallenge, makeChallenge, takeChallenge, tryChallenge } from './actions/challenges.ts'
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
export { type Destruction, noteDestruction } from './actions/retention.ts'
export { callPerson, endRole, type GrantRole, grantRole } from './actions/roles.ts'
export { addTotp, type Closing, removeFactors, removeTotp, renewBackupCodes, useCode } from './actions/second-factor.ts'
export { forgetLetterTo, noteDevice } from './actions/secured.ts'
export { endOtherSessions, endSession } from './actions/sessions.ts'
export { askForLink, dropLinkRequest, welcomePerson } from './actions/sign-in.ts'
export { agreeToSystem, endSystem, leaveSystem, renewSecret, type SaveSystem, saveSystem } from './actions/systems.ts'
export {
  bureauPurpose,
  type ConsentOperator,
  eventsPurpose,
  letterPurposes,
  lettersPurpose,
  type Purpose,
  promisesPurpose,
  purposeOf,
  purposes,
  pushPurpose,
  streetPurpose,
  systemPurpose,
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
export { type ConsentRecord, consentsOfPerson, consentsUnder, isInForce } from './queries/consents.ts'
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
export { codeToAsk, isNoEmail, readPhone, shownPhone, veiledPhone } from './rules/phones.ts'
export { isHeldOn, isPower, type Power, powerCodes } from './rules/powers.ts'
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
      return consents === null && system === null ? null : { ...consents, ...(system ? { systems: [system] } : {}) }
    },
    erase: async (city, handle) => (await eraseConsents(city, { handle })) + (await eraseConnection(city, { handle })),
    looked: looksAt,
    kinds: {
      contact: { label: 'identity.personal.contact', basis: 'identity.personal.contact.basis', byConsent: true },
      consents: {
        label: 'identity.personal.consents',
        basis: 'identity.personal.consents.basis',
        kept: 'identity.personal.consents.kept',
        stays: 'identity.personal.consents.stays',
      },
      systems: {
        label: 'identity.personal.systems',
        basis: 'identity.personal.systems.basis',
        correct: '/account/connected',
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
