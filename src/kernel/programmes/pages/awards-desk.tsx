// All awards of a call at the desk: where each stands, what it was paid, and what is due next.
import { useFrame } from '#platform/http/frame.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { AwardView } from '../queries/awards.ts'
import type { CallView } from '../queries/calls.ts'
import { MilestoneTag } from './award.tsx'
import { CallSteps, callTitle, DeskPath, Invented } from './awarding-parts.tsx'
import { moneySaid, StateTag } from './said.tsx'

export interface AwardsDeskProps {
  call: CallView
  awards: AwardView[]
  free: number | null
  today: string
}

export function AwardsDeskPage({ call, awards, free, today }: AwardsDeskProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<DeskPath links={[{ href: '/desk/programmes', label: words('programmes.desk.programmes') }]} />}
        title={words('programmes.awards.title', { call: callTitle(words, call) })}
        lede={free === null ? undefined : words('programmes.awards.lede', { sum: moneySaid(words, free) })}
      >
        <Invented basis={call.basis} />
        <CallSteps call={call} here="awards" />
      </PageHead>
      {awards.length === 0 ? (
        <Empty title={words('programmes.awards.none')}>
          <p>{words('programmes.awards.noneHow')}</p>
        </Empty>
      ) : (
        <DataTable
          caption={words('programmes.awards.table')}
          columns={[
            { label: words('programmes.review.application') },
            { label: words('programmes.awards.state') },
            { label: words('programmes.decide.amount'), numeric: true },
            { label: words('programmes.awards.paid'), numeric: true },
            { label: words('programmes.awards.next') },
          ]}
          rows={awards.map((each) => [
            <a href={href(`/desk/programmes/awards/${each.application}`)}>№ {each.number}</a>,
            <StateTag state={each.state} />,
            each.amount === null ? words('programmes.score.none') : moneySaid(words, each.amount),
            moneySaid(words, each.money.paid),
            <Next award={each} today={today} />,
          ])}
        />
      )}
    </>
  )
}

function Next({ award, today }: { award: AwardView; today: string }) {
  const { words } = useFrame()
  const next = award.milestones.find(({ acceptedAt }) => acceptedAt === null)
  if (award.state !== 'under-way' || !next) return null
  return (
    <>
      {words.date(next.dueOn)} <MilestoneTag milestone={next} today={today} />
    </>
  )
}
