// The decision on a call at the desk: all applications in their ranking on one form, and the protocol that another office signs.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { CandidateView, Materials, ProtocolView, proposedIn } from '../queries/materials.ts'
import { grounds, outcomes, rowField } from '../rules/deciding.ts'
import { kopecksTyped } from '../rules/money.ts'
import { AllWrong, CallSteps, callTitle, DeskPath, Invented, scoreSaid, typedField } from './awarding-parts.tsx'
import { moneySaid } from './said.tsx'

type ProposedRow = Awaited<ReturnType<typeof proposedIn>>[number]

export interface DecisionProps {
  materials: Materials
  /** What the newest protocol proposes; of one that was sent back the form begins from it. */
  proposed: ProposedRow[]
  /** Numbers that were passed over. */
  over: string[]
  typed: Typed
  leads: boolean
  signs: boolean
  /** She had a part in it: another signs. */
  own: boolean
}

export function DecisionPage(props: DecisionProps) {
  const { words } = useFrame()
  const { materials, typed, leads } = props
  const { call, candidates, protocols, reviewing } = materials
  const last = protocols.at(-1)
  const form = last === undefined || last.returnedAt !== null
  return (
    <>
      <PageHead
        above={<DeskPath links={[{ href: '/desk/programmes', label: words('programmes.desk.programmes') }]} />}
        title={words('programmes.decide.title', { call: callTitle(words, call) })}
        lede={words('programmes.decide.lede')}
      >
        <Invented basis={call.basis} />
        <CallSteps call={call} here="decision" />
      </PageHead>
      <AllWrong errors={typed.errors} />
      <Bounds materials={materials} />
      {!reviewing || candidates.length === 0 ? (
        <Empty title={words('programmes.decide.none')}>
          <p>{words('programmes.decide.noneHow')}</p>
        </Empty>
      ) : (
        <>
          {last && <Protocol {...props} protocol={last} />}
          {form && leads && <Form {...props} />}
          {form && !leads && <p>{words('programmes.decide.notYet')}</p>}
        </>
      )}
      {protocols.length > 1 && (
        <section>
          <h2>{words('programmes.decide.before')}</h2>
          <List
            items={protocols.slice(0, -1).map((each) => ({
              lead: words.date(each.preparedAt),
              title: words('programmes.decide.nth', { nth: each.nth }),
              note: each.reason ?? undefined,
            }))}
          />
        </section>
      )}
    </>
  )
}

function Bounds({ materials: { call, free, candidates } }: { materials: Materials }) {
  const { words } = useFrame()
  const missing = candidates.filter((each) => each.missing > 0).length
  return (
    <>
      <Facts
        facts={[
          ...(free === null ? [] : [{ name: words('programmes.decide.free'), value: moneySaid(words, free) }]),
          ...(call.awards === null
            ? []
            : [{ name: words('programmes.decide.awards'), value: words.number(call.awards) }]),
          {
            name: words('programmes.decide.threshold'),
            value:
              call.definition.rubric.threshold === null
                ? words('programmes.decide.noThreshold')
                : scoreSaid(words, call.definition.rubric.threshold * 10),
          },
        ]}
      />
      {missing > 0 && <Notice>{words('programmes.decide.missing', { n: missing })}</Notice>}
    </>
  )
}

function Form({ materials, proposed, typed }: DecisionProps) {
  const { words, href } = useFrame()
  const { call, candidates, free, protocols } = materials
  const before = new Map(proposed.map((each) => [each.number, each]))
  return (
    <form method="post" action={href(`/desk/programmes/calls/${call.id}/decision/protocols`)} noValidate>
      <input type="hidden" name="nth" value={typedField(words, typed)('nth', String(protocols.length + 1)).value} />
      <p>{words('programmes.decide.how')}</p>
      {candidates.map((each) => (
        <Row key={each.number} {...{ each, typed, money: free !== null, before: before.get(each.number) }} />
      ))}
      <Button>{words('programmes.decide.prepare')}</Button>
      <p class="hint">{words('programmes.decide.prepareHint')}</p>
    </form>
  )
}

function Row({
  each,
  typed,
  money,
  before,
}: {
  each: CandidateView
  typed: Typed
  money: boolean
  before: ProposedRow | undefined
}) {
  const { words } = useFrame()
  const of = typedField(words, typed)
  const { number, place, score, requested, summary, passes } = each
  // The money that was asked for stands there already: whoever gives less says so.
  const amount = before?.amount ?? requested
  return (
    <fieldset>
      <legend>
        {place === null
          ? words('programmes.decide.rowUnranked', { number })
          : words('programmes.decide.row', { place, number })}
      </legend>
      {summary !== null && <p>{summary}</p>}
      <p class="source">
        {scoreSaid(words, score)}
        {requested !== null && `, ${words('programmes.decide.asked', { sum: moneySaid(words, requested) })}`}
        {!passes && `, ${words('programmes.decide.below')}`}
      </p>
      <SelectField
        {...of(rowField('outcome', number), before?.outcome ?? '')}
        label={words('programmes.decide.outcome')}
        placeholder={words('programmes.choose')}
        options={outcomes.map((value) => ({ value, label: words(`programmes.outcome.${value}`) }))}
      />
      {money && (
        <TextField
          {...of(rowField('amount', number), amount === null ? '' : kopecksTyped(amount))}
          label={words('programmes.decide.amount')}
          hint={words('programmes.decide.amountHint')}
          inputMode="decimal"
          width="middle"
          maxLength={20}
        />
      )}
      <SelectField
        {...of(rowField('ground', number), before?.ground ?? '')}
        label={words('programmes.decide.ground')}
        placeholder={words('programmes.choose')}
        options={grounds.map((value) => ({ value, label: words(`programmes.ground.${value}`) }))}
      />
      <TextareaField
        {...of(rowField('reason', number), before?.reason ?? '')}
        label={words('programmes.decide.reason')}
        hint={words('programmes.decide.reasonHint')}
        rows={3}
        maxLength={2000}
      />
    </fieldset>
  )
}

function Protocol({
  materials,
  proposed,
  over,
  typed,
  signs,
  own,
  protocol,
}: DecisionProps & { protocol: ProtocolView }) {
  const { words, href } = useFrame()
  const { call } = materials
  const at = `/desk/programmes/calls/${call.id}/decision`
  const waits = protocol.confirmedAt === null && protocol.returnedAt === null
  const total = proposed.reduce((sum, { outcome, amount }) => sum + (outcome === 'awarded' ? (amount ?? 0) : 0), 0)
  return (
    <section>
      <h2>{words('programmes.decide.nth', { nth: protocol.nth })}</h2>
      {protocol.confirmedAt !== null && (
        <Notice kind="done">
          {words('programmes.decide.confirmedAt', { at: words.date(protocol.confirmedAt, 'time') })}
        </Notice>
      )}
      {protocol.returnedAt !== null && (
        <Notice
          kind="wrong"
          title={words('programmes.decide.returnedAt', { at: words.date(protocol.returnedAt, 'time') })}
        >
          <p class="lines">{protocol.reason}</p>
        </Notice>
      )}
      {waits && <Notice>{words('programmes.decide.waits')}</Notice>}
      <DataTable
        caption={words('programmes.decide.proposed', { nth: protocol.nth })}
        columns={[
          { label: words('programmes.review.application') },
          { label: words('programmes.review.place'), numeric: true },
          { label: words('programmes.review.score'), numeric: true },
          { label: words('programmes.decide.outcome') },
          { label: words('programmes.decide.amount'), numeric: true },
          { label: words('programmes.decide.reason') },
        ]}
        rows={proposed.map((each) => [
          `№ ${each.number}`,
          each.place ?? words('programmes.review.noPlace'),
          scoreSaid(words, each.score),
          words(`programmes.outcome.${each.outcome}`),
          each.amount === null ? words('programmes.score.none') : moneySaid(words, each.amount),
          each.reason,
        ])}
      />
      <p>{words('programmes.decide.total', { sum: moneySaid(words, total) })}</p>
      {over.length > 0 && <Notice>{words('programmes.decide.over', { numbers: over.join(', ') })}</Notice>}
      <p>
        <a href={href(`${at}/protocols/${protocol.id}.pdf`)}>{words('programmes.decide.paper')}</a>
        <br />
        <span class="source">SHA-256</span> <code class="bytes">{protocol.paper}</code>
      </p>
      {waits && signs && own && <Notice kind="wrong">{words('programmes.decide.refusal.fourEyes')}</Notice>}
      {waits && signs && !own && (
        <>
          <form method="post" action={href(`${at}/confirmation`)}>
            <input type="hidden" name="protocol" value={protocol.id} />
            <Button>{words('programmes.decide.confirm')}</Button>
          </form>
          <details open={typed.errors.reason !== undefined}>
            <summary>{words('programmes.decide.return')}</summary>
            <form method="post" action={href(`${at}/return`)} noValidate>
              <input type="hidden" name="protocol" value={protocol.id} />
              <TextareaField
                {...typedField(words, typed)('reason')}
                label={words('programmes.decide.returnWhy')}
                rows={3}
                maxLength={2000}
              />
              <Button kind="plain">{words('programmes.decide.returnNow')}</Button>
            </form>
          </details>
        </>
      )}
    </section>
  )
}
