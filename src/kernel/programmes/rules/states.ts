// The life of an application: its states, and which may follow which.

/**
 * draft: being written; sent: waits for the check of completeness; incomplete: the applicant mends what was named; complete: may be reviewed;
 * in-review; awarded and refused: decided; appealed: decided once more; agreement: waits to be agreed; under-way: milestones; reported: the report
 * waits to be accepted; closed: done; withdrawn: the applicant took it back for good.
 */
export const states = [
  ...(['draft', 'sent', 'incomplete', 'complete', 'in-review', 'awarded', 'refused', 'appealed'] as const),
  ...(['agreement', 'under-way', 'reported', 'closed', 'withdrawn'] as const),
] as const

export type State = (typeof states)[number]

const followers: Readonly<Record<State, readonly State[]>> = {
  draft: ['sent', 'withdrawn'],
  // Taking it back before the call closes makes it a draft again.
  sent: ['draft', 'incomplete', 'complete', 'withdrawn'],
  incomplete: ['sent', 'refused', 'withdrawn'],
  complete: ['sent', 'incomplete', 'in-review', 'withdrawn'],
  'in-review': ['awarded', 'refused', 'withdrawn'],
  awarded: ['appealed', 'agreement', 'refused', 'withdrawn'],
  refused: ['appealed', 'awarded'],
  appealed: ['awarded', 'refused'],
  agreement: ['under-way', 'withdrawn', 'closed'],
  'under-way': ['reported', 'closed'],
  reported: ['under-way', 'closed'],
  closed: [],
  withdrawn: [],
}

/** Whether an application in one state may go into the other. */
export function mayFollow(from: State, to: State): boolean {
  return followers[from].includes(to)
}

/** States in which the applicant still may withdraw: before anybody decided. */
export const withdrawable: readonly State[] = ['draft', 'sent', 'incomplete', 'complete', 'in-review']

/** States in which somebody has sent it and it counts among the applications of its call. */
export const counted: readonly State[] = states.filter((state) => state !== 'draft' && state !== 'withdrawn')

export function isState(text: string): text is State {
  return states.some((state) => state === text)
}
