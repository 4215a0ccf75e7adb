// The review of a call at the desk: begun, who has what, how far reviewers are apart, and the ranking so far.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { CheckboxesField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { CandidateView, Materials } from '../queries/materials.ts'
import type { Assignment, Calibration } from '../queries/reviews.ts'
import { AllWrong, CallSteps, callTitle, DeskPath, Invented, scoreSaid, typedField } from './awarding-parts.tsx'

export interface ReviewDeskProps {
  materials: Materials
  /** Who may be chosen: holders of the office, by person. */
  reviewers: { person: string; name: string; onPanel: boolean }[]
  /** How those on the panel are called, by handle. */
  names: ReadonlyMap<string, string>
  calibration: Calibration[]
  spreads: ReadonlyMap<string, number>
  /** Applications by state: sent, incomplete, complete. */
  states: ReadonlyMap<string, number>
  open: boolean
  typed: Typed
  /** Whether the reader leads the programme, and so may act here. */
  leads: boolean
}

export function ReviewDeskPage(props: ReviewDeskProps) {
  const { words } = useFrame()
  const { materials, typed } = props
  const { call, reviewing } = materials
  return (
    <>
      <PageHead
        above={<DeskPath links={[{ href: '/desk/programmes', label: words('programmes.desk.programmes') }]} />}
        title={words('programmes.review.title', { call: callTitle(words, call) })}
        lede={reviewing ? words('programmes.review.lede', { day: words.date(reviewing.dueOn) }) : undefined}
      >
        <Invented basis={call.basis} />
        <CallSteps call={call} here="review" />
      </PageHead>
      <AllWrong errors={typed.errors} />
      {reviewing ? <Standing {...props} /> : <Begin {...props} />}
    </>
  )
}

function Begin({ materials, reviewers, states, open, typed, leads }: ReviewDeskProps) {
  const { words, href } = useFrame()
  const { call } = materials
  const of = typedField(words, typed)
  const n = (state: string) => states.get(state) ?? 0
  return (
    <>
      <p>
        {words('programmes.review.before', { complete: n('complete'), sent: n('sent'), incomplete: n('incomplete') })}
      </p>
      {open && <Notice>{words('programmes.review.stillOpen', { at: words.date(call.closesAt, 'time') })}</Notice>}
      {!open && leads && (
        <form method="post" action={href(`/desk/programmes/calls/${call.id}/review/beginning`)} noValidate>
          <p>{words('programmes.review.seedHow', { n: call.definition.review.reviewers })}</p>
          <ReviewersField reviewers={reviewers} typed={typed} />
          <TextField {...of('dueOn')} label={words('programmes.review.dueOn')} type="date" width="middle" required />
          <Button>{words('programmes.review.begin')}</Button>
        </form>
      )}
    </>
  )
}

function ReviewersField({ reviewers, typed }: Pick<ReviewDeskProps, 'reviewers' | 'typed'>) {
  const { words } = useFrame()
  const wrong = typed.errors.reviewers
  if (reviewers.length === 0) return <Notice kind="wrong">{words('programmes.review.noReviewers')}</Notice>
  return (
    <CheckboxesField
      name="reviewers"
      label={words('programmes.review.reviewers')}
      values={[typed.values.reviewers ?? []].flat()}
      options={reviewers.map(({ person, name }) => ({ value: person, label: name }))}
      error={wrong && words(wrong.key, wrong.values)}
    />
  )
}

function Standing(props: ReviewDeskProps) {
  const { words, href } = useFrame()
  const { materials, names, calibration, spreads, reviewers, typed, leads } = props
  const { candidates, assignments, reviewing, call } = materials
  const needed = call.definition.review.reviewers
  const more = reviewers.filter(({ onPanel }) => !onPanel)
  const nameOf = (handle: string | null) =>
    (handle === null ? undefined : names.get(handle)) ?? words('programmes.review.forgotten')
  const passed = assignments.filter(({ endedAt }) => endedAt !== null)
  return (
    <>
      <p>
        {words('programmes.review.seed')} <code class="bytes">{reviewing?.seed}</code>
      </p>
      {candidates.length === 0 ? (
        <Empty title={words('programmes.review.none')} />
      ) : (
        <DataTable
          caption={words('programmes.review.ranking')}
          columns={[
            { label: words('programmes.review.application') },
            { label: words('programmes.review.place'), numeric: true },
            { label: words('programmes.review.score'), numeric: true },
            { label: words('programmes.review.spread'), numeric: true },
            { label: words('programmes.review.who') },
          ]}
          rows={candidates.map((each) => [
            <Application of={each} />,
            each.place ?? words('programmes.review.noPlace'),
            scoreSaid(words, each.score),
            spreadSaid(each.id),
            <Given {...{ call: call.id, each, assignments, nameOf, needed, leads }} />,
          ])}
        />
      )}
      <section>
        <h2>{words('programmes.review.calibration')}</h2>
        <p>{words('programmes.review.calibrationHow')}</p>
        {calibration.length === 0 ? (
          <p>{words('programmes.review.calibrationNone')}</p>
        ) : (
          <DataTable
            caption={words('programmes.review.calibrationTable')}
            columns={[
              { label: words('programmes.review.reviewer') },
              { label: words('programmes.review.count'), numeric: true },
              { label: words('programmes.review.against'), numeric: true },
            ]}
            rows={calibration.map(({ handle, reviews, against }) => [
              nameOf(handle),
              words.number(reviews),
              against === null
                ? words('programmes.score.none')
                : words.number(against / 10, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }).replace('-', '−'),
            ])}
          />
        )}
      </section>
      {passed.length > 0 && (
        <section>
          <h2>{words('programmes.review.passed')}</h2>
          <List
            items={passed.map((each) => ({
              lead: words.date(each.endedAt ?? '', 'short'),
              title: words(`programmes.review.because.${each.endedBecause ?? 'reassigned'}`, {
                number: candidates.find(({ id }) => id === each.application)?.number ?? '',
                who: nameOf(each.handle),
              }),
              note: each.said ?? undefined,
            }))}
          />
        </section>
      )}
      {leads && more.length > 0 && (
        <section>
          <h2>{words('programmes.review.addTitle')}</h2>
          <form method="post" action={href(`/desk/programmes/calls/${call.id}/review/reviewers`)} noValidate>
            <ReviewersField reviewers={more} typed={typed} />
            <Button kind="plain">{words('programmes.review.add')}</Button>
          </form>
        </section>
      )}
    </>
  )

  function spreadSaid(id: string): string {
    const apart = spreads.get(id)
    return apart === undefined ? words('programmes.score.none') : words.number(apart / 10)
  }
}

function Application({ of: { number, summary } }: { of: CandidateView }) {
  return (
    <>
      № {number}
      {summary !== null && (
        <>
          <br />
          <span class="source">{summary}</span>
        </>
      )}
    </>
  )
}

function Given({
  call,
  each,
  assignments,
  nameOf,
  needed,
  leads,
}: {
  call: string
  each: CandidateView
  assignments: readonly Assignment[]
  nameOf(handle: string | null): string
  needed: number
  leads: boolean
}) {
  const { words, href } = useFrame()
  const held = assignments.filter(({ application, endedAt }) => application === each.id && endedAt === null)
  const sent = held.filter(({ sentAt }) => sentAt !== null)
  return (
    <>
      <ul>
        {held.map((one) => (
          <li key={one.id}>
            {nameOf(one.handle)}{' '}
            {one.sentAt ? (
              <Tag kind="kept">{words('programmes.reviews.state.sent')}</Tag>
            ) : leads ? (
              <a href={href(`/desk/programmes/calls/${call}/review/${one.id}`)}>
                {words('programmes.review.reassign')}
              </a>
            ) : (
              <Tag kind="ok">{words('programmes.review.waits')}</Tag>
            )}
          </li>
        ))}
      </ul>
      {held.length < needed && <Tag kind="late">{words('programmes.review.short', { n: needed - held.length })}</Tag>}
      {held.length >= needed && sent.length < needed && (
        <Tag kind="ok">{words('programmes.review.toCome', { n: needed - sent.length })}</Tag>
      )}
    </>
  )
}

export interface ReassignProps {
  call: Materials['call']
  assignment: Assignment
  number: string
  who: string
  typed: Typed
}

/** Giving to another what a reviewer has not sent. */
export function ReassignPage({ call, assignment, number, who, typed }: ReassignProps) {
  const { words, href } = useFrame()
  const at = `/desk/programmes/calls/${call.id}/review`
  return (
    <>
      <PageHead
        above={<DeskPath links={[{ href: at, label: callTitle(words, call) }]} />}
        title={words('programmes.review.reassignTitle', { number })}
        lede={words('programmes.review.reassignLede', { who })}
      />
      <AllWrong errors={typed.errors} />
      <form method="post" action={href(`${at}/${assignment.id}`)} noValidate>
        <TextareaField
          {...typedField(words, typed)('reason')}
          label={words('programmes.review.reassignWhy')}
          rows={3}
          maxLength={1000}
        />
        <Button kind="danger">{words('programmes.review.reassignNow')}</Button>
      </form>
    </>
  )
}
