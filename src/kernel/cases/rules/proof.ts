// The proof gate: what speaks against a photo that should show a repair.

export interface ProofSeen {
  takenAt: Date | null
  /** An editor that the file names. */
  editedBy: string | null
  /** Kept photos that look the same. */
  alike: readonly { how: 'copy' | 'same' | 'alike'; kind: 'report' | 'repair' }[]
  /** Metres from the place, when both are known. */
  metres: number | null
}

/**
 * All that speaks against the photo, as word keys; empty when it proves. A photo that merely resembles another is a person's
 * decision and no fault: two pictures of one yard resemble each other.
 */
export function proofFaults(seen: ProofSeen, about: { openedAt: Date; proofMetres: number }): string[] {
  const faults: string[] = []
  const again = seen.alike.find(({ how }) => how !== 'alike')
  if (again) faults.push(again.kind === 'report' ? 'cases.proof.isReport' : 'cases.proof.usedBefore')
  if (seen.takenAt && seen.takenAt.getTime() < about.openedAt.getTime()) faults.push('cases.proof.older')
  if (seen.metres !== null && seen.metres > about.proofMetres) faults.push('cases.proof.elsewhere')
  if (seen.editedBy !== null) faults.push('cases.proof.edited')
  return faults
}
