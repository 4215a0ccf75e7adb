// Appeals at the desk: what waits with its clock, and one appeal with the decision it is against.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { RadiosField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { AppealView } from '../queries/awards.ts'
import type { DecisionView } from '../queries/judged.ts'
import { kopecksTyped } from '../rules/money.ts'
import { AllWrong, DeskPath, scoreSaid, typedField } from './awarding-parts.tsx'
import { moneySaid, said } from './said.tsx'

export function AppealsPage({ appeals, today }: { appeals: AppealView[]; today: string }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<DeskPath />}
        title={words('programmes.appeals.title')}
        lede={words('programmes.appeals.lede')}
      />
      {appeals.length === 0 ? (
        <Empty title={words('programmes.appeals.none')}>
          <p>{words('programmes.appeals.noneHow')}</p>
        </Empty>
      ) : (
        <List
          items={appeals.map((each) => ({
            lead: words.date(each.dueOn),
            href: href(`/desk/programmes/appeals/${each.id}`),
            title: words('programmes.appeals.of', { number: each.number }),
            note: said(words, each.callTitle),
            tag: <AppealTag appeal={each} today={today} />,
          }))}
        />
      )}
    </>
  )
}

export function AppealTag({ appeal, today }: { appeal: Pick<AppealView, 'outcome' | 'dueOn'>; today: string }) {
  const { words } = useFrame()
  if (appeal.outcome !== null)
    return (
      <Tag kind={appeal.outcome === 'upheld' ? 'kept' : 'plain'}>
        {words(`programmes.appeal.outcome.${appeal.outcome}`)}
      </Tag>
    )
  return appeal.dueOn < today ? (
    <Tag kind="late">{words('programmes.appeal.overdue')}</Tag>
  ) : (
    <Tag kind="ok">{words('programmes.appeal.waits')}</Tag>
  )
}

export interface AppealDeskProps {
  appeal: AppealView
  decision: DecisionView | null
  requested: number | null
  free: number | null
  typed: Typed
  today: string
}

export function AppealDeskPage({ appeal, decision, requested, free, typed, today }: AppealDeskProps) {
  const { words, href } = useFrame()
  const of = typedField(words, typed)
  return (
    <>
      <PageHead
        above={<DeskPath links={[{ href: '/desk/programmes/appeals', label: words('programmes.appeals.title') }]} />}
        title={words('programmes.appeals.of', { number: appeal.number })}
        lede={said(words, appeal.callTitle)}
      >
        <AppealTag appeal={appeal} today={today} />
      </PageHead>
      <AllWrong errors={typed.errors} />
      <Facts
        facts={[
          { name: words('programmes.appeal.came'), value: words.date(appeal.at, 'time') },
          { name: words('programmes.appeal.due'), value: words.date(appeal.dueOn) },
          ...(decision
            ? [
                { name: words('programmes.decide.outcome'), value: words(`programmes.outcome.${decision.outcome}`) },
                { name: words('programmes.decide.reason'), value: <span class="lines">{decision.reason}</span> },
                { name: words('programmes.review.score'), value: scoreSaid(words, decision.score) },
              ]
            : []),
          ...(requested === null
            ? []
            : [{ name: words('programmes.appeal.requested'), value: moneySaid(words, requested) }]),
          ...(free === null ? [] : [{ name: words('programmes.decide.free'), value: moneySaid(words, free) }]),
        ]}
      />
      <h2>{words('programmes.appeal.words')}</h2>
      <p class="lines">{appeal.words}</p>
      {appeal.outcome !== null ? (
        <Notice kind="done" title={words(`programmes.appeal.outcome.${appeal.outcome}`)}>
          <p class="lines">{appeal.reason}</p>
        </Notice>
      ) : (
        <form method="post" action={href(`/desk/programmes/appeals/${appeal.id}`)} noValidate>
          <h2>{words('programmes.appeal.answer')}</h2>
          <p>{words('programmes.appeal.answerHow')}</p>
          <RadiosField
            {...of('outcome')}
            label={words('programmes.appeal.verdict')}
            options={(['upheld', 'rejected'] as const).map((value) => ({
              value,
              label: words(`programmes.appeal.verdict.${value}`),
            }))}
          />
          {free !== null && (
            <TextField
              {...of('amount', requested === null ? '' : kopecksTyped(requested))}
              label={words('programmes.appeal.amount')}
              hint={words('programmes.appeal.amountHint')}
              inputMode="decimal"
              width="middle"
              maxLength={20}
            />
          )}
          <TextareaField
            {...of('reason')}
            label={words('programmes.decide.reason')}
            hint={words('programmes.decide.reasonHint')}
            rows={4}
            maxLength={5000}
          />
          <Button>{words('programmes.appeal.send')}</Button>
        </form>
      )}
    </>
  )
}
