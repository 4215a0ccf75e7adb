// An award on the applicant's side: the agreement she agrees to or declines, milestones to prove, money, and the report.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { readMarkdown } from '#platform/markdown/index.ts'
import { Button } from '#web/components/button/button.tsx'
import { CheckboxField, FileField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Prose } from '#web/components/prose/prose.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { AwardView, MilestoneView } from '../queries/awards.ts'
import type { CallView } from '../queries/calls.ts'
import type { Definition } from '../rules/definition.ts'
import { kopecksTyped } from '../rules/money.ts'
import { AllWrong, callTitle, Invented, typedField } from './awarding-parts.tsx'
import { Box } from './boxes.tsx'
import { OwnPath } from './outcome.tsx'
import { AnswerShown, moneySaid, Said, StateTag } from './said.tsx'

export interface AwardProps {
  award: AwardView
  call: CallView & { definition: Definition }
  today: string
  typed: Typed
  /** Word key of why she may not agree now: her level is too low, or she may not sign. */
  cannot: string | null
}

export function AwardPage(props: AwardProps) {
  const { award, call, typed } = props
  const { words } = useFrame()
  return (
    <>
      <PageHead
        above={<OwnPath id={award.application} number={award.number} />}
        title={words('programmes.award.title', { number: award.number })}
        lede={
          award.amount === null
            ? callTitle(words, call)
            : words('programmes.award.lede', { sum: moneySaid(words, award.amount), call: callTitle(words, call) })
        }
      >
        <StateTag state={award.state} /> <Invented basis={call.basis} />
      </PageHead>
      <AllWrong errors={typed.errors} />
      <Agreement {...props} />
      {award.acceptedAt !== null && <Milestones {...props} />}
      {award.acceptedAt !== null && <Report {...props} />}
    </>
  )
}

function Agreement({ award, call, typed, cannot }: AwardProps) {
  const { words, href } = useFrame()
  const at = `/programmes/applications/${award.application}/award`
  const of = typedField(words, typed)
  if (award.agreement === null) return <Notice>{words('programmes.award.agreementSoon')}</Notice>
  const { nodes } = readMarkdown(award.agreement, { title: words('programmes.award.agreement') })
  const open = award.acceptedAt === null && award.declinedAt === null
  return (
    <section>
      <h2>{words('programmes.award.agreement')}</h2>
      {award.acceptedAt !== null && (
        <Notice kind="done">
          {words('programmes.award.acceptedAt', { at: words.date(award.acceptedAt, 'time') })}
        </Notice>
      )}
      {award.declinedAt !== null && (
        <Notice>{words('programmes.award.declinedAt', { at: words.date(award.declinedAt, 'time') })}</Notice>
      )}
      <details open={open}>
        <summary>{words('programmes.award.text')}</summary>
        <Prose
          nodes={nodes}
          lang={words.locale === 'ru' ? undefined : 'ru'}
          page={{ href, away: words('programmes.awayLink'), lang: words.locale }}
        />
      </details>
      <MilestonePlan milestones={award.milestones} />
      <p>
        <a href={href(`${at}/agreement.pdf`)}>{words('programmes.award.paper')}</a>
        <br />
        <span class="source">SHA-256</span> <code class="bytes">{award.hash}</code>
      </p>
      {open && cannot !== null && (
        <Notice kind="wrong">
          <p>{words(cannot)}</p>
          {cannot !== 'programmes.award.refusal.cannotSign' && (
            <p>
              <a href={href(`/account/level?need=${call.definition.level}&next=${encodeURIComponent(href(at))}`)}>
                {words('programmes.award.raise')}
              </a>
            </p>
          )}
        </Notice>
      )}
      {open && cannot === null && (
        <form method="post" action={href(`${at}/agreement`)} noValidate>
          <input type="hidden" name="hash" value={award.hash ?? ''} />
          <CheckboxField
            name="agree"
            label={words('programmes.award.agree')}
            error={of('agree').error}
            checked={of('agree').value === 'yes'}
          />
          {call.definition.published.includes('summary') && (
            <CheckboxField
              name="titlePublic"
              label={words('programmes.award.titlePublic')}
              hint={words('programmes.award.titlePublicHint')}
              checked={of('titlePublic').value === 'yes'}
            />
          )}
          <Button>{words('programmes.award.accept')}</Button>
        </form>
      )}
      {open && (
        <details open={of('because').error !== undefined}>
          <summary>{words('programmes.award.decline')}</summary>
          <form method="post" action={href(`${at}/refusal`)} noValidate>
            <TextareaField {...of('because')} label={words('programmes.award.declineWhy')} rows={3} maxLength={1000} />
            <Button kind="danger">{words('programmes.award.declineNow')}</Button>
          </form>
        </details>
      )}
    </section>
  )
}

function MilestonePlan({ milestones }: { milestones: MilestoneView[] }) {
  const { words } = useFrame()
  return (
    <List
      label={words('programmes.award.milestones')}
      items={milestones.map(({ label, dueOn, tranche }) => ({
        lead: words.date(dueOn),
        title: <Said text={label} />,
        note: tranche === null ? undefined : words('programmes.award.tranche', { sum: moneySaid(words, tranche) }),
      }))}
    />
  )
}

/** How a milestone stands: its shape and its words say it. */
export function MilestoneTag({ milestone, today }: { milestone: MilestoneView; today: string }) {
  const { words } = useFrame()
  if (milestone.paid) return <Tag kind="kept">{words('programmes.milestone.paid')}</Tag>
  if (milestone.acceptedAt !== null) return <Tag kind="kept">{words('programmes.milestone.accepted')}</Tag>
  if (milestone.proofs.some(({ judgedAt }) => judgedAt === null))
    return <Tag kind="ok">{words('programmes.milestone.waits')}</Tag>
  return milestone.dueOn < today ? (
    <Tag kind="late">{words('programmes.milestone.overdue')}</Tag>
  ) : (
    <Tag>{words('programmes.milestone.ahead')}</Tag>
  )
}

function Milestones({ award, today, typed }: AwardProps) {
  const { words, href } = useFrame()
  const of = typedField(words, typed)
  return (
    <section>
      <h2>{words('programmes.award.milestones')}</h2>
      {award.milestones.map((each) => {
        const waits = each.proofs.some(({ judgedAt }) => judgedAt === null)
        const base = `/programmes/applications/${award.application}/award/milestones/${each.id}`
        return (
          <section key={each.id}>
            <h3>
              <Said text={each.label} />
            </h3>
            <p>
              {words('programmes.milestone.due', { day: words.date(each.dueOn) })}{' '}
              <MilestoneTag milestone={each} today={today} />
            </p>
            {each.proofs.map((proof) => (
              <Notice key={proof.id} kind={proof.verdict === 'sent-back' ? 'wrong' : 'know'}>
                <p>{words('programmes.milestone.brought', { at: words.date(proof.at, 'time') })}</p>
                <p class="lines">{proof.said}</p>
                {proof.name !== null && <p>{words('programmes.milestone.file', { name: proof.name })}</p>}
                {proof.verdict !== null && <p>{words(`programmes.milestone.verdict.${proof.verdict}`)}</p>}
                {proof.reason !== null && <p class="lines">{proof.reason}</p>}
              </Notice>
            ))}
            {award.state === 'under-way' && each.acceptedAt === null && !waits && (
              <form method="post" action={href(base)} encType="multipart/form-data" noValidate>
                <TextareaField
                  {...of(`said-${each.nth}`)}
                  label={words('programmes.milestone.said')}
                  hint={words('programmes.milestone.saidHint')}
                  rows={3}
                  maxLength={3000}
                />
                <FileField
                  name={`paper-${each.nth}`}
                  label={words('programmes.milestone.paper')}
                  hint={words('programmes.milestone.paperHint')}
                  error={of(`paper-${each.nth}`).error}
                  accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx"
                />
                <Button>{words('programmes.milestone.send')}</Button>
              </form>
            )}
          </section>
        )
      })}
    </section>
  )
}

function Report({ award, call, typed }: AwardProps) {
  const { words, href } = useFrame()
  const last = award.reports.at(-1)
  const open = award.milestones.filter(({ acceptedAt }) => acceptedAt === null).length
  const writes = award.state === 'under-way' && open === 0
  return (
    <section>
      <h2>{words('programmes.report.title')}</h2>
      {last && last.verdict !== null && (
        <Notice
          kind={last.verdict === 'accepted' ? 'done' : 'wrong'}
          title={words(`programmes.report.${last.verdict}`)}
        >
          {last.reason !== null && <p class="lines">{last.reason}</p>}
        </Notice>
      )}
      {last && last.verdict === null && <Notice>{words('programmes.report.waits')}</Notice>}
      {award.state === 'under-way' && open > 0 && <p>{words('programmes.report.afterMilestones', { n: open })}</p>}
      {award.state === 'closed' && <p>{words('programmes.report.closed')}</p>}
      {writes ? (
        <form method="post" action={href(`/programmes/applications/${award.application}/award/report`)} noValidate>
          {call.definition.report.map((field) => (
            <Box key={field.id} field={field} answer={last?.answers[field.id]} typed={typed} />
          ))}
          {award.amount !== null && (
            <TextField
              {...typedField(words, typed)('spent', last?.spent == null ? '' : kopecksTyped(last.spent))}
              label={words('programmes.report.spent')}
              hint={words('programmes.report.spentHint', { sum: moneySaid(words, award.money.paid) })}
              inputMode="decimal"
              width="middle"
              maxLength={20}
            />
          )}
          <Button>{words('programmes.report.send')}</Button>
        </form>
      ) : (
        last && <ReportShown report={last} definition={call.definition} />
      )}
    </section>
  )
}

/** A report as it is read. */
export function ReportShown({ report, definition }: { report: AwardView['reports'][number]; definition: Definition }) {
  const { words } = useFrame()
  return (
    <>
      {definition.report.map((field) => (
        <div key={field.id}>
          <h3>
            <Said text={field.label} />
          </h3>
          <div>
            <AnswerShown field={field} answer={report.answers[field.id]} />
          </div>
        </div>
      ))}
      {report.spent !== null && <p>{words('programmes.report.spentSaid', { sum: moneySaid(words, report.spent) })}</p>}
    </>
  )
}
