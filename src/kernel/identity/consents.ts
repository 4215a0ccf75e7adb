// What people can agree to: each purpose with the version of its text, which stands in the words files.

export interface Purpose {
  code: string
  /** Changes with every change of the text's meaning; consents to earlier versions stay evidence of what was read. */
  version: string
  /** Word key of the whole text, with {operator}: who answers for the data. */
  text: string
}

/** Letters about what became of one's own reports. Separate from everything else and never ticked beforehand (152-FZ, article 9). */
export const lettersPurpose: Purpose = { code: 'letters', version: '2026-11-23', text: 'identity.consent.letters' }

/** Letters about streets that somebody chose to follow. */
export const streetPurpose: Purpose = { code: 'street', version: '2026-11-25', text: 'identity.consent.street' }

/** Letters about answers to one's questions to the strategy team, and about promises that one follows. */
export const promisesPurpose: Purpose = { code: 'promises', version: '2026-11-25', text: 'identity.consent.promises' }

/** Short texts to a confirmed phone about the topics she chose. */
export const textsPurpose: Purpose = { code: 'texts', version: '2026-11-26', text: 'identity.consent.texts' }

/** Waking one's own browsers through the servers of their makers. */
export const pushPurpose: Purpose = { code: 'push', version: '2026-11-26', text: 'identity.consent.push' }

/** Those by which letters may be sent. */
export const letterPurposes: readonly Purpose[] = [lettersPurpose, streetPurpose, promisesPurpose]

export const purposes: readonly Purpose[] = [...letterPurposes, textsPurpose, pushPurpose]

/** Answers the purpose of a code, or undefined. */
export function purposeOf(code: string): Purpose | undefined {
  return purposes.find((purpose) => purpose.code === code)
}
