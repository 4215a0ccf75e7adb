// Kinds of money, of evidence, and of what the team says of a project.

/** Who pays: the federal budget, the republic's, the city's, or others. */
export const funds = ['federal', 'republic', 'city', 'outside'] as const
export type Fund = (typeof funds)[number]
export const evidenceKinds = ['win', 'contract', 'count', 'document'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]
/** What the team itself says of a project. */
export const officialStatuses = ['on-track', 'at-risk', 'late', 'done', 'stopped'] as const
export type OfficialStatus = (typeof officialStatuses)[number]
