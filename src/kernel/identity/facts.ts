// What identity announces: that what opens somebody's account has changed. The fact names a row, and no person.

/** What may change. */
export type SecuredKind =
  | 'passkeyAdded'
  | 'passkeyRemoved'
  | 'totpAdded'
  | 'totpRemoved'
  | 'backupRenewed'
  | 'backupUsed'
  | 'phoneAdded'
  | 'phoneRemoved'
  | 'emailChanged'
  | 'deviceNew'
  | 'factorsRemoved'

export interface IdentityFacts {
  'identity.secured': { secured: string }
}
