// The strategy on one page: every promise in exactly one state, with marks beside it; every number is the length of a list.
import { sumOf } from './decimal.ts'
import { type Step, stateOf } from './milestone-state.ts'
import { lastDayOf } from './period.ts'
import type { Status } from './status.ts'

/** kept: proven; onWay: nothing is late; behind: something is; withdrawn: taken back; unknown: nothing to judge by. */
export const states = ['kept', 'onWay', 'behind', 'withdrawn', 'unknown'] as const
export type State = (typeof states)[number]
/** What may be true beside the state, of any number of promises. */
export const marks = ['silent', 'moved', 'ownerless'] as const
export type Mark = (typeof marks)[number]

export interface Counted {
  direction: string
  /** `body:ID` or words; null where nobody is named. */
  owner: string | null
  state: State
  silent: boolean
  /** How often it was moved, with its control points. */
  moves: number
  /** Roubles; null where nothing was booked: no data is not zero. */
  planned: string | null
  spent: string | null
}

/** The state of an indicator: what its own numbers say; without a target there is nothing to judge by, or it was taken back. */
export function indicatorState(status: Pick<Status, 'computed'>, target: string | null, everPromised: boolean): State {
  if (target === null) return everPromised ? 'withdrawn' : 'unknown'
  if (status.computed === 'reached') return 'kept'
  if (status.computed === 'on-track') return 'onWay'
  return status.computed === 'unknown' ? 'unknown' : 'behind'
}

/**
 * The state of a project: kept when all its control points are proven, behind when one of them or the project itself is past its
 * day, or when the team says so itself. The team's word alone proves nothing: without control points nothing can be told.
 */
export function projectState(
  project: { done: boolean; milestones: readonly Step[]; due: string | null; official: string | null },
  today: string,
): State {
  if (project.done) return 'kept'
  const past = project.due !== null && lastDayOf(project.due) < today
  const admitted = project.official === 'late' || project.official === 'at-risk' || project.official === 'stopped'
  if (past || admitted || project.milestones.some((step) => stateOf(step, today) === 'late')) return 'behind'
  return project.milestones.length > 0 ? 'onWay' : 'unknown'
}

export interface Chosen {
  direction?: string | undefined
  /** `nobody` stands for no owner. */
  owner?: string | undefined
  state?: State | undefined
  mark?: Mark | undefined
}

export const nobody = 'nobody'

/** Whether a promise belongs to a list: the links behind the numbers ask the same. */
export function isChosen(thing: Counted, { direction, owner, state, mark }: Chosen): boolean {
  if (direction !== undefined && thing.direction !== direction) return false
  if (owner !== undefined && (thing.owner ?? nobody) !== owner) return false
  if (state !== undefined && thing.state !== state) return false
  if (mark === 'silent') return thing.silent
  if (mark === 'moved') return thing.moves > 0
  return mark === 'ownerless' ? thing.owner === null : true
}

export interface CouncilSum {
  total: number
  states: Record<State, number>
  marks: Record<Mark, number>
  /** How many times in all. */
  moves: number
  planned: string | null
  spent: string | null
}

/** The numbers of a list of promises. */
export function councilSum(things: readonly Counted[]): CouncilSum {
  const having = (chosen: Chosen) => things.filter((thing) => isChosen(thing, chosen)).length
  const money = (kind: 'planned' | 'spent') => {
    const known = things.flatMap((thing) => thing[kind] ?? [])
    return known.length === 0 ? null : sumOf(known)
  }
  return {
    total: things.length,
    states: {
      kept: having({ state: 'kept' }),
      onWay: having({ state: 'onWay' }),
      behind: having({ state: 'behind' }),
      withdrawn: having({ state: 'withdrawn' }),
      unknown: having({ state: 'unknown' }),
    },
    marks: {
      silent: having({ mark: 'silent' }),
      moved: having({ mark: 'moved' }),
      ownerless: having({ mark: 'ownerless' }),
    },
    moves: things.reduce((sum, thing) => sum + thing.moves, 0),
    planned: money('planned'),
    spent: money('spent'),
  }
}

/** The numbers by direction or by owner, in the order in which they first come. */
export function councilGroups(things: readonly Counted[], by: 'direction' | 'owner'): Map<string, CouncilSum> {
  const groups = Map.groupBy(things, (thing) => (by === 'direction' ? thing.direction : (thing.owner ?? nobody)))
  return new Map([...groups].map(([key, group]) => [key, councilSum(group)]))
}
