// The road map: projects and milestones of five years, sorted by direction or by who answers.
import type { MilestoneState, Step } from './milestone-state.ts'
import { stateOf } from './milestone-state.ts'
import { firstDayOf, lastDayOf } from './period.ts'

export const mapYears = 5

export interface MapMilestone extends Step {
  id: string
}

export interface MapProject<Milestone extends MapMilestone = MapMilestone> {
  id: string
  direction: string
  owner: string | null
  /** Years, months or days as promised; null where nobody named them. */
  start: string | null
  due: string | null
  silent: boolean
  milestones: readonly Milestone[]
}

export interface Placed<Project, Milestone> {
  project: Project
  /** First and last day of the project's own time. */
  begins: string | null
  ends: string | null
  milestones: { milestone: Milestone; on: string; first: string | null; state: MilestoneState }[]
}

/** The first year shown: the one asked for, kept within the years the strategy speaks of; this year when none was. */
export function firstYear(asked: string | undefined, thisYear: number, horizon: number): number {
  const year = /^\d{4}$/.test(asked ?? '') ? Number(asked) : thisYear
  return Math.max(2020, Math.min(year, Math.max(thisYear, horizon) - mapYears + 1))
}

/**
 * What of a project falls into five years from the first one; null where nothing does. A milestone that was moved out of them
 * still shows where it had been promised.
 */
export function placed<Milestone extends MapMilestone, Project extends MapProject<Milestone>>(
  project: Project & { milestones: readonly Milestone[] },
  from: number,
  today: string,
): Placed<Project, Milestone> | null {
  const [begin, end] = [`${from}-01-01`, `${from + mapYears - 1}-12-31`]
  const within = (day: string | null) => day !== null && begin <= day && day <= end
  const milestones = project.milestones
    .flatMap((milestone) => {
      if (milestone.due === null) return []
      const due = milestone.terms.get('due')
      const on = lastDayOf(milestone.due)
      const first = due && due.moves > 0 && due.first.value !== null ? lastDayOf(due.first.value) : null
      return [{ milestone, on, first: first === on ? null : first, state: stateOf(milestone, today, project.silent) }]
    })
    .filter(({ on, first }) => within(on) || within(first))
    .sort((one, other) => one.on.localeCompare(other.on))
  const begins = project.start === null ? null : firstDayOf(project.start)
  const ends = project.due === null ? null : lastDayOf(project.due)
  const touches = (begins !== null || ends !== null) && (begins ?? '') <= end && (ends ?? '9999') >= begin
  return milestones.length === 0 && !touches ? null : { project, begins, ends, milestones }
}
