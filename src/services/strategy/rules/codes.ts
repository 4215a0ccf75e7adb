// The codes that rows, forms and pages share, in the order in which people read them.
import type { EvidenceKind, Fund, OfficialStatus } from '../tables.ts'

export const funds = ['federal', 'republic', 'city', 'outside'] as const satisfies readonly Fund[]
export const evidenceKinds = ['win', 'contract', 'count', 'document'] as const satisfies readonly EvidenceKind[]
export const officialStatuses = [
  'on-track',
  'at-risk',
  'late',
  'done',
  'stopped',
] as const satisfies readonly OfficialStatus[]
