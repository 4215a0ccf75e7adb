// How far a milestone and a project have come: counted from accepted evidence, typed by nobody.
import { compared, negated, ratioOf, sumOf, timesOf } from './decimal.ts'

export interface Evidence {
  /** How much of the milestone it proves, as a decimal text; null where it only confirms. */
  quantity: string | null
  /** Only 'accepted' counts; 'withdrawn' did once and counts no more. */
  state: 'waiting' | 'accepted' | 'refused' | 'withdrawn'
}

export interface Milestone {
  id: string
  /** How much it asks for, as a decimal text more than zero; null where a confirmation is enough. */
  quantity: string | null
  /** Its share in the project beside the others', a decimal text of zero or more; null is 1. */
  weight?: string | null | undefined
  evidence: readonly Evidence[]
}

export interface MilestoneProgress {
  /** From '0' to '1', at most six digits after the point; '1' only when it is done. */
  share: string
  done: boolean
  /** What accepted evidence adds up to; null where the milestone asks for no quantity. */
  accepted: string | null
  /** What came beyond the quantity asked for; '0' if nothing. */
  surplus: string
  /** What is not proven yet: a quantity, or a confirmation; null when done. */
  missing: { quantity: string } | { confirmation: true } | null
}

export interface ProjectProgress {
  /** The mean of the milestones by their weights; null without milestones that weigh anything: nothing known is not zero. */
  share: string | null
  done: boolean
  milestones: (MilestoneProgress & { id: string })[]
  /** Ids of milestones not done, in the order given. */
  missing: string[]
}

/** Throws RangeError on a quantity below zero, or asked for and not above it. */
export function milestoneProgress({ quantity, evidence }: Pick<Milestone, 'quantity' | 'evidence'>): MilestoneProgress {
  const accepted = evidence.filter(({ state }) => state === 'accepted')
  if (quantity === null) {
    const done = accepted.length > 0
    return {
      share: done ? '1' : '0',
      done,
      accepted: null,
      surplus: '0',
      missing: done ? null : { confirmation: true },
    }
  }
  if (compared(quantity, '0') <= 0) throw new RangeError(`A milestone cannot ask for ${quantity}.`)
  const sum = sumOf(accepted.map(({ quantity: part }) => natural(part ?? '0')))
  const left = sumOf([quantity, negated(sum)])
  const done = compared(left, '0') <= 0
  return {
    share: done ? '1' : shareOf(sum, quantity),
    done,
    accepted: sum,
    surplus: done ? negated(left) : '0',
    missing: done ? null : { quantity: left },
  }
}

/** Throws as a milestone does, and on a weight below zero. */
export function projectProgress(milestones: readonly Milestone[]): ProjectProgress {
  const each = milestones.map((milestone) => ({ id: milestone.id, ...milestoneProgress(milestone) }))
  const weights = milestones.map(({ weight }) => natural(weight ?? '1'))
  const whole = sumOf(weights)
  const sum = sumOf(each.map(({ share }, n) => timesOf(share, weights[n] ?? '0')))
  const done = each.length > 0 && each.every((milestone) => milestone.done)
  const share = compared(whole, '0') === 0 ? null : compared(sum, whole) === 0 ? '1' : shareOf(sum, whole)
  return { share, done, milestones: each, missing: each.filter((one) => !one.done).map(({ id }) => id) }
}

/**
 * What a milestone is on a day: done when proven, otherwise planned until its day is over (the day itself is in time), then late,
 * or silent where those who answer for it have not reported either.
 */
export function milestoneState(
  { done }: Pick<MilestoneProgress, 'done'>,
  on: string,
  today: string,
  silent: boolean,
): 'done' | 'planned' | 'late' | 'silent' {
  if (done) return 'done'
  if (today <= on) return 'planned'
  return silent ? 'silent' : 'late'
}

// Almost all is not all: what would round up to one stays just below it.
function shareOf(part: string, whole: string): string {
  const share = ratioOf(part, whole) ?? '0'
  return share === '1' ? '0.999999' : share
}

function natural(quantity: string): string {
  if (compared(quantity, '0') < 0) throw new RangeError(`${quantity} is less than nothing.`)
  return quantity
}
