// One call: until when, for how much, what is asked, who decides and by what, and what came of it.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { CallView, DeadlineMove } from '../queries/calls.ts'
import type { PaperAsked } from '../rules/asked.ts'
import { callStateAt } from '../rules/call-state.ts'
import { type Definition, textIn } from '../rules/definition.ts'
import { AboveProgrammes, callHref } from './above.tsx'
import { Invented } from './awarding-parts.tsx'
import { CallTag, moneySaid, Said, SaidAtLength, said } from './said.tsx'

export interface CallProps {
  call: CallView & { definition: Definition }
  moves: readonly DeadlineMove[]
  /** How many applied, once it is closed. */
  applied: number | null
  /** How the terms that decide who may apply are called. */
  terms: string | null
  /** Calls before this one whose results are out, the latest first. */
  earlier: readonly CallView[]
  /** What came of it, from whoever decides. */
  results?: ComponentChildren
}

export function CallPage({ call, moves, applied, terms, earlier, results }: CallProps) {
  const { words, href, now } = useFrame()
  const { definition } = call
  const state = callStateAt(call, now)
  const title = said(words, call.title)
  return (
    <>
      <PageHead
        above={<AboveProgrammes programme={{ id: call.programme, title: said(words, definition.title) }} />}
        title={<Said text={call.title} />}
        lede={<Said text={definition.lead} />}
      >
        <p>
          <CallTag call={call} /> <Invented basis={call.basis} />
        </p>
        {state === 'open' && (
          <div class="actions">
            <LinkButton href={href(`${callHref(call)}/application`)}>{words('programmes.call.apply')}</LinkButton>
          </div>
        )}
      </PageHead>
      {moves.length > 0 && <Moves moves={moves} />}
      {results}
      <Facts
        facts={[
          { name: words('programmes.call.opens'), value: words.date(call.opensAt, 'time') },
          { name: words('programmes.call.closes'), value: words.date(call.closesAt, 'time') },
          ...(call.budget === null
            ? []
            : [{ name: words('programmes.call.budget'), value: moneySaid(words, call.budget) }]),
          ...(call.awards === null
            ? []
            : [{ name: words('programmes.call.awards'), value: words.number(call.awards) }]),
          { name: words('programmes.call.applies'), value: words(`programmes.applies.${definition.applies}`) },
          { name: words('programmes.call.limit'), value: words(`programmes.limit.${definition.limit}`) },
          ...(terms === null ? [] : [{ name: words('programmes.call.terms'), value: terms }]),
          ...(definition.level === 'simple'
            ? []
            : [{ name: words('programmes.call.level'), value: words(`programmes.level.${definition.level}`) }]),
          ...(applied === null ? [] : [{ name: words('programmes.call.applied'), value: words.number(applied) }]),
          { name: words('programmes.call.contact'), value: call.contact },
        ]}
      />
      <SaidAtLength text={definition.about} title={title} />
      <Asked definition={definition} />
      <Judged definition={definition} />
      {earlier.length > 0 && <Earlier calls={earlier} />}
      <p class="source">{words('programmes.call.version', { version: call.version })}</p>
    </>
  )
}

/** What is asked, before anybody begins. */
export function Asked({ definition }: { definition: Definition }) {
  const { words } = useFrame()
  const papers = [
    ...definition.pages.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'file')),
    ...definition.documents,
  ]
  return (
    <section>
      <h2>{words('programmes.call.asked')}</h2>
      <ol>
        {definition.pages.map((page) => (
          <li key={page.id}>
            <Said text={page.title} />:{' '}
            {page.fields
              .map((field) => textIn(field.label, words.locale).text)
              .join(', ')
              .toLowerCase()}
          </li>
        ))}
      </ol>
      {papers.length > 0 && (
        <>
          <h3>{words('programmes.call.papers')}</h3>
          <ul>
            {papers.map((paper) => (
              <li key={paper.id}>
                <Said text={paper.label} /> <span class="quiet">({paperRules(words, paper)})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** «PDF, DOCX, до 10 МБ, не старше 30 дней» */
export function paperRules(
  words: Words,
  paper: Pick<PaperAsked, 'formats' | 'largest' | 'freshDays' | 'required'>,
): string {
  return [
    paper.formats.join(', ').toUpperCase(),
    words('programmes.paper.upTo', { most: paper.largest }),
    ...(paper.freshDays === null ? [] : [words('programmes.paper.fresh', { days: paper.freshDays })]),
    ...(paper.required ? [] : [words('programmes.paper.optional')]),
  ].join(', ')
}

/** Who decides, and by what. */
export function Judged({ definition }: { definition: Definition }) {
  const { words } = useFrame()
  const { criteria, scale, threshold } = definition.rubric
  const { appeal } = definition.review
  const whole = criteria.reduce((sum, { weight }) => sum + weight, 0)
  return (
    <section>
      <h2>{words('programmes.call.judged')}</h2>
      <p>
        <Said text={definition.decides} />
      </p>
      {criteria.length > 0 && (
        <DataTable
          caption={words('programmes.call.criteria', { from: scale.from, to: scale.to })}
          columns={[
            { label: words('programmes.call.criterion') },
            { label: words('programmes.call.weight'), numeric: true },
          ]}
          rows={criteria.map(({ label, help, weight }) => [
            <>
              <Said text={label} />
              {help.ru !== '' && (
                <div class="source">
                  <Said text={help} />
                </div>
              )}
            </>,
            `${words.number(whole === 0 ? 0 : (weight / whole) * 100, { maximumFractionDigits: 0 })}\u00a0%`,
          ])}
        />
      )}
      <ul>
        <li>{words('programmes.call.reviewers', { n: definition.review.reviewers })}</li>
        {definition.review.blind && <li>{words('programmes.call.blind')}</li>}
        {threshold !== null && <li>{words('programmes.call.threshold', { threshold })}</li>}
        {appeal.days > 0 && (
          <li>
            {words('programmes.call.appeal', {
              days: words(`programmes.term.${appeal.calendar}`, { n: appeal.days }),
              answer: words(`programmes.term.${appeal.calendar}`, { n: appeal.answerDays }),
            })}
          </li>
        )}
      </ul>
    </section>
  )
}

// How it went before says more of the chances than any promise.
function Earlier({ calls }: { calls: readonly CallView[] }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('programmes.call.earlier')}</h2>
      <List
        label={words('programmes.call.earlier')}
        items={calls.map((call) => ({
          href: href(`${callHref(call)}/results`),
          title: words('programmes.results.title', { call: said(words, call.title) }),
          tag: <CallTag call={call} />,
        }))}
      />
    </section>
  )
}

function Moves({ moves }: { moves: readonly DeadlineMove[] }) {
  const { words } = useFrame()
  return (
    <Notice title={words('programmes.call.moved')}>
      <ul>
        {moves.map(({ was, becomes, reason, at }) => (
          <li key={at.toISOString()}>
            {words('programmes.call.movedFromTo', {
              was: words.date(was, 'time'),
              becomes: words.date(becomes, 'time'),
              day: words.date(at),
            })}{' '}
            <span lang="ru">{reason}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
