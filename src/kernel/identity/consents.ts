// What people can agree to: each purpose with the version of its text, which stands in the words files, and what it covers.

export interface Purpose {
  code: string
  /** Changes with every change of the text's meaning; consents to earlier versions stay evidence of what was read. */
  version: string
  /** Word key of the whole text, with {operator}: who answers for the data. */
  text: string
  /** Word key of its name in a list. */
  title: string
  /** Word key of what ends when it is withdrawn, said before. */
  ends: string
  /** Codes of which data, of what is done with them, and who else gets them; said by `identity.consent.data.*` and `.action.*`. */
  dataCategories: readonly string[]
  actions: readonly string[]
  thirdParties: readonly string[]
}

/** Who answers for the data, as the city's settings name it. */
export interface ConsentOperator {
  name: string | null
  inn: string | null
  address: string | null
}

const letters = { dataCategories: ['email'], actions: ['store', 'write'], thirdParties: [] }

/** Letters about what became of one's own reports. Separate from everything else and never ticked beforehand (152-FZ, article 9). */
export const lettersPurpose: Purpose = {
  ...letters,
  code: 'letters',
  version: '2026-11-23',
  text: 'identity.consent.letters',
  title: 'identity.consent.title.letters',
  ends: 'identity.consent.ends.letters',
}

/** Letters about streets that somebody chose to follow. */
export const streetPurpose: Purpose = {
  ...letters,
  code: 'street',
  version: '2026-11-25',
  text: 'identity.consent.street',
  title: 'identity.consent.title.street',
  ends: 'identity.consent.ends.street',
}

/** Letters about answers to one's questions to the strategy team, and about promises that one follows. */
export const promisesPurpose: Purpose = {
  ...letters,
  code: 'promises',
  version: '2026-11-25',
  text: 'identity.consent.promises',
  title: 'identity.consent.title.promises',
  ends: 'identity.consent.ends.promises',
}

/** Letters about one's seats at events, and about what one follows there. */
export const eventsPurpose: Purpose = {
  ...letters,
  code: 'events',
  version: '2026-11-26',
  text: 'identity.consent.events',
  title: 'identity.consent.title.events',
  ends: 'identity.consent.ends.events',
}

/** Letters about one's requests to advisers of the Bureau, and whether they helped. */
export const bureauPurpose: Purpose = {
  ...letters,
  code: 'bureau',
  version: '2026-11-26',
  text: 'identity.consent.bureau',
  title: 'identity.consent.title.bureau',
  ends: 'identity.consent.ends.bureau',
}

/**
 * A system of another organisation learns something of her: given to it by her own leave, under the handle by which it knows her.
 * Not one of `purposes`: she gives and withdraws it for each system.
 */
export const systemPurpose: Purpose = {
  code: 'system',
  version: '2026-11-26',
  text: 'identity.consent.system',
  title: 'identity.consent.title.system',
  ends: 'identity.consent.ends.system',
  dataCategories: ['openid'],
  actions: ['transfer'],
  thirdParties: [],
}

/** Short texts to a confirmed phone about the topics she chose. */
export const textsPurpose: Purpose = {
  code: 'texts',
  version: '2026-11-26',
  text: 'identity.consent.texts',
  title: 'identity.consent.title.texts',
  ends: 'identity.consent.ends.texts',
  dataCategories: ['phone'],
  actions: ['store', 'text'],
  thirdParties: ['telecom'],
}

/** Waking one's own browsers through the servers of their makers. */
export const pushPurpose: Purpose = {
  code: 'push',
  version: '2026-11-26',
  text: 'identity.consent.push',
  title: 'identity.consent.title.push',
  ends: 'identity.consent.ends.push',
  dataCategories: ['browser'],
  actions: ['store', 'wake'],
  thirdParties: ['browserMaker'],
}

/** Those by which letters may be sent. */
export const letterPurposes: readonly Purpose[] = [
  lettersPurpose,
  streetPurpose,
  promisesPurpose,
  eventsPurpose,
  bureauPurpose,
]

export const purposes: readonly Purpose[] = [...letterPurposes, textsPurpose, pushPurpose]

/** Answers the purpose of a code, or undefined. */
export function purposeOf(code: string): Purpose | undefined {
  return [...purposes, systemPurpose].find((purpose) => purpose.code === code)
}
