// One award at the desk, from its agreement to its closing.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { plusDays } from '#platform/time.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { RadiosField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { AwardView, MilestoneView } from '../queries/awards.ts'
import type { CallView } from '../queries/calls.ts'
import type { Definition } from '../rules/definition.ts'
import { kopecksTyped } from '../rules/money.ts'
import { MilestoneTag, ReportShown } from './award.tsx'
import { AllWrong, callTitle, DeskPath, Invented, typedField } from './awarding-parts.tsx'
import { moneySaid, Said, StateTag } from './said.tsx'

export interface AwardDeskProps {
  award: AwardView
  call: CallView & { definition: Definition }
  applicant: string
  today: string
  typed: Typed
  leads: boolean
}

export function AwardDeskPage(props: AwardDeskProps) {
  const { award, call, applicant, typed, leads } = props
  const { words } = useFrame()
  return (
    <>
      <PageHead
        above={
          <DeskPath links={[{ href: `/desk/programmes/calls/${call.id}/awards`, label: callTitle(words, call) }]} />
        }
        title={words('programmes.award.title', { number: award.number })}
        lede={applicant}
      >
        <StateTag state={award.state} /> <Invented basis={call.basis} />
      </PageHead>
      <AllWrong errors={typed.errors} />
      <Money award={award} />
      {award.declinedAt !== null && (
        <Notice title={words('programmes.award.declinedAt', { at: words.date(award.declinedAt, 'time') })}>
          <p class="lines">{award.declinedBecause}</p>
        </Notice>
      )}
      {award.state === 'awarded' && leads && <AgreementForm {...props} />}
      {award.agreement !== null && <Agreed {...props} />}
      {award.milestones.map((each) => (
        <Milestone key={each.id} {...props} milestone={each} />
      ))}
      <Report {...props} />
      {leads && award.money.paid > 0 && <ReturnForm {...props} />}
      {leads && award.state === 'reported' && award.reports.at(-1)?.verdict === 'accepted' && (
        <section>
          <h2>{words('programmes.award.close')}</h2>
          <p>{words('programmes.award.closeHow', { sum: moneySaid(words, award.money.reserved) })}</p>
          <Closing award={award} />
        </section>
      )}
    </>
  )
}

function Closing({ award }: { award: AwardView }) {
  const { words, href } = useFrame()
  return (
    <ActionButton action={href(`/desk/programmes/awards/${award.application}/closing`)} kind="main">
      {words('programmes.award.closeNow')}
    </ActionButton>
  )
}

function Money({ award }: { award: AwardView }) {
  const { words } = useFrame()
  if (award.amount === null) return null
  return (
    <section>
      <h2>{words('programmes.award.money')}</h2>
      <Facts
        facts={[
          { name: words('programmes.decide.amount'), value: moneySaid(words, award.amount) },
          { name: words('programmes.award.reserved'), value: moneySaid(words, award.money.reserved) },
          { name: words('programmes.awards.paid'), value: moneySaid(words, award.money.paid) },
        ]}
      />
      {award.payments.length > 0 && (
        <List
          label={words('programmes.award.payments')}
          items={award.payments.map((each) => ({
            lead: words.date(each.onDay),
            title: words(`programmes.payment.${each.kind}`, { sum: moneySaid(words, each.amount) }),
            note: each.document,
          }))}
        />
      )}
    </section>
  )
}

function AgreementForm({ award, call, typed, today }: AwardDeskProps) {
  const { words, href } = useFrame()
  const of = typedField(words, typed)
  const { milestones } = call.definition
  const asked = milestones.length > 0 ? milestones : [{ id: 'whole', label: whole, days: 90 }]
  // All of the money stands at the last one, until whoever leads the call says otherwise.
  const tranche = (at: number) => (at === asked.length - 1 && award.amount !== null ? kopecksTyped(award.amount) : '')
  return (
    <section>
      <h2>{words('programmes.award.sendAgreement')}</h2>
      <p>{words('programmes.award.sendHow')}</p>
      <form method="post" action={href(`/desk/programmes/awards/${award.application}/agreement`)} noValidate>
        {asked.map(({ id, label, days }, at) => (
          <fieldset key={id} class="beside">
            <legend>
              <Said text={label} />
            </legend>
            <TextField
              {...of(`due-${at + 1}`, plusDays(today, days))}
              label={words('programmes.award.dueOn')}
              type="date"
              width="middle"
            />
            {award.amount !== null && (
              <TextField
                {...of(`tranche-${at + 1}`, tranche(at))}
                label={words('programmes.award.trancheOf')}
                inputMode="decimal"
                width="middle"
                maxLength={20}
              />
            )}
          </fieldset>
        ))}
        <Button>{words('programmes.award.send')}</Button>
      </form>
    </section>
  )
}

/** What there is to do where a programme names no steps. */
export const whole = { ru: 'Всё обещанное сделано', en: 'All that was promised is done' }

function Agreed({ award }: AwardDeskProps) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('programmes.award.agreement')}</h2>
      <p>
        {award.acceptedAt === null
          ? words('programmes.award.notYetAccepted')
          : words('programmes.award.acceptedDesk', {
              at: words.date(award.acceptedAt, 'time'),
              level: words(`programmes.award.signed.${award.acceptedLevel ?? 'simple'}`),
            })}
      </p>
      <p>
        <a href={href(`/desk/programmes/awards/${award.application}/agreement.pdf`)}>
          {words('programmes.award.paper')}
        </a>
        <br />
        <span class="source">SHA-256</span> <code class="bytes">{award.hash}</code>
      </p>
    </section>
  )
}

function Milestone({ award, milestone, typed, today, leads }: AwardDeskProps & { milestone: MilestoneView }) {
  const { words, href } = useFrame()
  const of = typedField(words, typed)
  const at = `/desk/programmes/awards/${award.application}`
  const waiting = milestone.proofs.find(({ judgedAt }) => judgedAt === null)
  const mine = (name: string, before = '') => of(`${name}-${milestone.nth}`, before)
  return (
    <section>
      <h2>
        <Said text={milestone.label} />
      </h2>
      <p>
        {words('programmes.milestone.due', { day: words.date(milestone.dueOn) })}{' '}
        <MilestoneTag milestone={milestone} today={today} />
        {milestone.tranche !== null &&
          ` ${words('programmes.award.tranche', { sum: moneySaid(words, milestone.tranche) })}`}
      </p>
      {milestone.proofs.map((proof) => (
        <div key={proof.id}>
          <p class="lines">
            {words.date(proof.at, 'time')}: {proof.said}
          </p>
          {proof.sha !== null && (
            <p>
              <a href={href(`${at}/proofs/${proof.id}/paper`)}>
                {words('programmes.milestone.file', { name: proof.name ?? '' })}
              </a>
            </p>
          )}
          {proof.verdict !== null && (
            <p>
              {words(`programmes.milestone.verdict.${proof.verdict}`)} {proof.reason}
            </p>
          )}
        </div>
      ))}
      {leads && waiting && (
        <form method="post" action={href(`${at}/proofs/${waiting.id}/verdict`)} noValidate>
          <RadiosField
            {...mine('verdict')}
            label={words('programmes.milestone.verdict')}
            options={(['accepted', 'sent-back'] as const).map((value) => ({
              value,
              label: words(`programmes.verdict.${value}`),
            }))}
          />
          <TextareaField {...mine('reason')} label={words('programmes.verdict.reason')} rows={3} maxLength={2000} />
          <Button>{words('programmes.verdict.save')}</Button>
        </form>
      )}
      {leads &&
        milestone.acceptedAt !== null &&
        milestone.tranche !== null &&
        !milestone.paid &&
        award.state !== 'closed' && (
          <form method="post" action={href(`${at}/payments`)} noValidate>
            <input type="hidden" name="milestone" value={milestone.id} />
            <p>{words('programmes.payment.how', { sum: moneySaid(words, milestone.tranche) })}</p>
            <TextField {...mine('onDay', today)} label={words('programmes.payment.day')} type="date" width="middle" />
            <TextField {...mine('document')} label={words('programmes.payment.document')} maxLength={300} />
            <Button>{words('programmes.payment.save')}</Button>
          </form>
        )}
    </section>
  )
}

function Report({ award, call, typed, leads }: AwardDeskProps) {
  const { words, href } = useFrame()
  const last = award.reports.at(-1)
  if (!last) return null
  const of = (name: string) => typedField(words, typed)(`${name}-report`)
  return (
    <section>
      <h2>{words('programmes.report.title')}</h2>
      <p>{words('programmes.report.cameAt', { at: words.date(last.at, 'time') })}</p>
      <ReportShown report={last} definition={call.definition} />
      {last.verdict !== null && (
        <Notice
          kind={last.verdict === 'accepted' ? 'done' : 'wrong'}
          title={words(`programmes.report.${last.verdict}`)}
        >
          {last.reason !== null && <p class="lines">{last.reason}</p>}
        </Notice>
      )}
      {leads && last.verdict === null && (
        <form method="post" action={href(`/desk/programmes/awards/${award.application}/report`)} noValidate>
          <RadiosField
            {...of('verdict')}
            label={words('programmes.report.verdict')}
            options={(['accepted', 'sent-back'] as const).map((value) => ({
              value,
              label: words(`programmes.verdict.${value}`),
            }))}
          />
          <TextareaField {...of('reason')} label={words('programmes.verdict.reason')} rows={3} maxLength={2000} />
          <Button>{words('programmes.verdict.save')}</Button>
        </form>
      )}
    </section>
  )
}

function ReturnForm({ award, typed, today }: AwardDeskProps) {
  const { words, href } = useFrame()
  const of = (name: string, before = '') => typedField(words, typed)(`${name}-return`, before)
  const sent = typed.values['amount-return'] !== undefined
  return (
    <details open={sent}>
      <summary>{words('programmes.return.title')}</summary>
      <form method="post" action={href(`/desk/programmes/awards/${award.application}/returns`)} noValidate>
        {award.state === 'closed' && <p>{words('programmes.return.closed')}</p>}
        <TextField
          {...of('amount')}
          label={words('programmes.return.amount')}
          inputMode="decimal"
          width="middle"
          maxLength={20}
        />
        <TextField {...of('onDay', today)} label={words('programmes.payment.day')} type="date" width="middle" />
        <TextField {...of('document')} label={words('programmes.payment.document')} maxLength={300} />
        <Button kind="plain">{words('programmes.return.save')}</Button>
      </form>
    </details>
  )
}
