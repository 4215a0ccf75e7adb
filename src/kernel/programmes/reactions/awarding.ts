// What review and award do when the night comes: milestones that fall due are told of, once each.
import { every, type Reaction } from '#platform/facts/index.ts'
import { remindMilestones } from '../actions/milestones.ts'
import type { ProgrammesHouse } from '../index.ts'

export function awardingReactions({ zone }: Pick<ProgrammesHouse, 'zone'>): Reaction[] {
  return [every('night', 'programmes.remindMilestones', (city) => remindMilestones(city, { zone }))]
}
