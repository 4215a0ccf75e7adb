// What was decided on one's application: the reasons, the scores by criterion, the way to appeal, and the answer to an appeal.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { TextareaField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { AppealView } from '../queries/awards.ts'
import type { CallView } from '../queries/calls.ts'
import type { DecisionView, Judged } from '../queries/judged.ts'
import type { Definition } from '../rules/definition.ts'
import { mean, type Scores } from '../rules/ranking.ts'
import type { State } from '../rules/states.ts'
import { AppealTag } from './appeals-desk.tsx'
import { AllWrong, callTitle, Invented, scoreSaid, typedField } from './awarding-parts.tsx'
import { moneySaid, said } from './said.tsx'

/** Above the pages of one's own application. */
export function OwnPath({ id, number }: { id: string; number: string }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('programmes.path')}
      links={[
        { href: href('/programmes'), label: words('programmes.desk.programmes') },
        { href: href(`/programmes/applications/${id}`), label: words('programmes.reviews.application', { number }) },
      ]}
    />
  )
}

const decidedStates: readonly State[] = [
  'awarded',
  'refused',
  'reserve',
  'appealed',
  'agreement',
  'under-way',
  'reported',
  'closed',
]
const awardedStates: readonly State[] = ['awarded', 'agreement', 'under-way', 'reported', 'closed']

/** The ways on from one's own application once it was decided. */
export function AfterDecision({ id, state }: { id: string; state: State }) {
  const { words, href } = useFrame()
  if (!decidedStates.includes(state)) return null
  return (
    <p class="actions">
      {awardedStates.includes(state) && (
        <>
          <LinkButton href={href(`/programmes/applications/${id}/award`)}>
            {words('programmes.outcome.toAward')}
          </LinkButton>{' '}
        </>
      )}
      <LinkButton kind="plain" href={href(`/programmes/applications/${id}/decision`)}>
        {words('programmes.outcome.toDecision')}
      </LinkButton>
    </p>
  )
}

export interface OutcomeProps {
  judged: Judged
  call: CallView & { definition: Definition }
  decision: DecisionView
  /** Sent reviews: nobody of the reviewers is named. */
  reviews: Scores[]
  appeals: AppealView[]
  /** The last day on which it may be appealed; null where it may not be. */
  appealUntil: string | null
  award: boolean
  today: string
  typed: Typed
}

const tags = { awarded: 'kept', refused: 'late', reserve: 'silent' } as const

export function OutcomePage(props: OutcomeProps) {
  const { judged, call, decision, reviews, appeals, appealUntil, award, typed, today } = props
  const { words, href } = useFrame()
  const results = `/programmes/${call.programme}/calls/${call.id}/results`
  return (
    <>
      <PageHead
        above={<OwnPath id={judged.id} number={judged.number} />}
        title={words('programmes.outcome.title', { number: judged.number })}
        lede={callTitle(words, call)}
      >
        <Tag kind={tags[decision.outcome]}>{words(`programmes.outcome.${decision.outcome}`)}</Tag>{' '}
        <Invented basis={call.basis} />
      </PageHead>
      <AllWrong errors={typed.errors} />
      <Facts
        facts={[
          { name: words('programmes.outcome.day'), value: words.date(decision.at) },
          ...(decision.amount === null
            ? []
            : [{ name: words('programmes.decide.amount'), value: moneySaid(words, decision.amount) }]),
          { name: words('programmes.decide.ground'), value: words(`programmes.ground.${decision.ground}`) },
          { name: words('programmes.review.score'), value: scoreSaid(words, decision.score) },
          ...(decision.place === null
            ? []
            : [{ name: words('programmes.review.place'), value: words.number(decision.place) }]),
          { name: words('programmes.outcome.code'), value: <code>{judged.code}</code> },
        ]}
      />
      <h2>{words('programmes.decide.reason')}</h2>
      <p class="lines">{decision.reason}</p>
      {decision.outcome === 'reserve' && <p>{words('programmes.outcome.reserveHow')}</p>}
      <p>
        <a href={href(results)}>{words('programmes.outcome.results')}</a>
      </p>
      {award && (
        <p>
          <LinkButton href={href(`/programmes/applications/${judged.id}/award`)}>
            {words('programmes.outcome.toAward')}
          </LinkButton>
        </p>
      )}
      <Reviews definition={call.definition} reviews={reviews} />
      {appeals.map((each) => (
        <section key={each.id}>
          <h2>{words('programmes.appeal.own')}</h2>
          <p>
            <AppealTag appeal={each} today={today} />{' '}
            {each.outcome === null && words('programmes.appeal.answerBy', { day: words.date(each.dueOn) })}
          </p>
          <p class="lines">{each.words}</p>
          {each.reason !== null && (
            <Notice title={words('programmes.appeal.answered')}>
              <p class="lines">{each.reason}</p>
            </Notice>
          )}
        </section>
      ))}
      {appealUntil !== null && (
        <section>
          <h2>{words('programmes.appeal.title')}</h2>
          <p>{words('programmes.appeal.how', { day: words.date(appealUntil) })}</p>
          <form method="post" action={href(`/programmes/applications/${judged.id}/appeal`)} noValidate>
            <TextareaField
              {...typedField(words, typed)('words')}
              label={words('programmes.appeal.yourWords')}
              hint={words('programmes.appeal.yourWordsHint')}
              rows={6}
              maxLength={5000}
            />
            <Button>{words('programmes.appeal.sendOwn')}</Button>
          </form>
        </section>
      )}
    </>
  )
}

function Reviews({ definition, reviews }: { definition: Definition; reviews: Scores[] }) {
  const { words } = useFrame()
  const { criteria, scale } = definition.rubric
  if (reviews.length === 0) return null
  return (
    <section>
      <h2>{words('programmes.outcome.scores')}</h2>
      <DataTable
        caption={words('programmes.outcome.scoresTable', { from: scale.from, to: scale.to })}
        columns={[
          { label: words('programmes.paper.criterion') },
          ...reviews.map((_, at) => ({ label: words('programmes.outcome.expert', { n: at + 1 }), numeric: true })),
          { label: words('programmes.outcome.mean'), numeric: true },
        ]}
        rows={criteria.map(({ id, label }) => [
          said(words, label),
          ...reviews.map((review) => review[id]?.points ?? words('programmes.score.none')),
          words.number(mean(reviews.map((review) => (review[id]?.points ?? 0) * 1000)) / 1000, {
            maximumFractionDigits: 1,
          }),
        ])}
      />
      {reviews.map((review, at) => {
        const spoken = criteria.filter(({ id }) => review[id]?.words)
        return (
          spoken.length > 0 && (
            <div key={at}>
              <h3>{words('programmes.outcome.expertSaid', { n: at + 1 })}</h3>
              <ul>
                {spoken.map(({ id, label }) => (
                  <li key={id}>
                    {said(words, label)}: <span class="lines">{review[id]?.words}</span>
                  </li>
                ))}
              </ul>
            </div>
          )
        )
      })}
    </section>
  )
}
