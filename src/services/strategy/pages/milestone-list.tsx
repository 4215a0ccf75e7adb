// Milestones in a list: by when, what, how much of it is proven, and whether the day was moved.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { List } from '#web/components/list/list.tsx'
import { Tag, type TagKind } from '#web/components/tag/tag.tsx'
import type { MilestoneView } from '../queries/milestones.ts'
import { type MilestoneState, stateOf } from '../rules/milestone-state.ts'
import { milestoneProgress } from '../rules/progress.ts'
import { Name, numberOf } from './said.tsx'

export interface MilestoneListProps {
  milestones: MilestoneView[]
  /** The city's day (YYYY-MM-DD). */
  today: string
  /** True while a report that is due has not come. */
  silent: boolean
}

export function MilestoneList({ milestones, today, silent }: MilestoneListProps) {
  const { words, href } = useFrame()
  return (
    <List
      items={milestones.map((milestone) => ({
        lead: milestone.due === null ? words('strategy.milestone.noDue') : words.date(milestone.due),
        href: href(`/strategy/milestones/${milestone.id}`),
        title: <Name named={milestone} />,
        note: [provenOf(words, milestone), movedOf(words, milestone)].filter((said) => said !== null).join('. '),
        tag: <MilestoneTags milestone={milestone} today={today} silent={silent} />,
      }))}
    />
  )
}

export function MilestoneTags(props: { milestone: MilestoneView; today: string; silent: boolean }) {
  const { milestone, today, silent } = props
  const { words } = useFrame()
  const state = stateOf(milestone, today, silent)
  return (
    <>
      <Tag kind={kinds[state]}>{words(`strategy.roadMap.${state}`)}</Tag>{' '}
      {milestone.critical && <Tag>{words('strategy.milestone.critical')}</Tag>}{' '}
      {milestone.basis === 'demo' && <Tag>{words('strategy.demo')}</Tag>}
    </>
  )
}

const kinds: Record<MilestoneState, TagKind> = { done: 'kept', late: 'late', planned: 'plain', silent: 'silent' }

/** «подтверждено 3 из 10 км»; what was asked for and what is proven, or that a confirmation is still missing. */
export function provenOf(words: Words, milestone: MilestoneView): string {
  const { done, accepted } = milestoneProgress({ quantity: milestone.target, evidence: milestone.evidence })
  if (milestone.target === null || accepted === null)
    return words(done ? 'strategy.milestone.confirmed' : 'strategy.milestone.unconfirmed')
  const unit = (words.locale === 'en' ? milestone.unitEn : null) ?? milestone.unit ?? ''
  return words('strategy.milestone.proven', {
    part: numberOf(words, accepted),
    whole: `${numberOf(words, milestone.target)}\u00a0${unit}`,
  })
}

/** «сначала обещали июнь 2027, сдвинули 2 раза»; null where the day stands as it was promised. */
export function movedOf(words: Words, milestone: MilestoneView): string | null {
  const due = milestone.terms.get('due')
  if (!due || due.moves === 0 || due.first.value === null) return null
  return words('strategy.milestone.moved', { first: words.date(due.first.value), n: due.moves })
}
