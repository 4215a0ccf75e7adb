// The results of a call for everybody: numbers, reasons, money, awards, and the scores by which anybody recomputes the ranking.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { LinkButton } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Tiles } from '#web/components/tiles/tiles.tsx'
import type { CallView } from '../queries/calls.ts'
import type { PublishedAward, Results } from '../queries/results.ts'
import type { GroupCount } from '../rules/small-groups.ts'
import { callTitle, Invented, scoreSaid } from './awarding-parts.tsx'
import { moneySaid, Said, StateTag, said } from './said.tsx'

export function ResultsPage({ results, today }: { results: Results; today: string }) {
  const { words, href } = useFrame()
  const { materials, money, appeals } = results
  const { call } = materials
  const base = `/programmes/${call.programme}`
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('programmes.path')}
            links={[
              { href: href('/programmes'), label: words('programmes.desk.programmes') },
              { href: href(`${base}/calls/${call.id}`), label: callTitle(words, call) },
            ]}
          />
        }
        title={words('programmes.results.title', { call: callTitle(words, call) })}
        lede={words('programmes.results.lede', { day: words.date(results.decidedAt) })}
      >
        <Invented basis={call.basis} />
      </PageHead>
      <Tiles
        label={words('programmes.results.numbers')}
        tiles={[
          { number: words.number(results.sent), what: words('programmes.results.sent') },
          { number: words.number(results.reviewed), what: words('programmes.results.reviewed') },
          { number: words.number(results.awarded), what: words('programmes.results.awarded') },
          ...(money
            ? [
                {
                  number: moneySaid(words, money.awarded).replace(/\u00a0₽$/, ''),
                  unit: '₽',
                  what: words('programmes.results.money'),
                },
              ]
            : []),
        ]}
      />
      <Groups title={words('programmes.results.outcomes')} groups={results.outcomes} prefix="programmes.outcome" />
      <Groups title={words('programmes.results.because')} groups={results.refusedBecause} prefix="programmes.ground" />
      <p>
        {results.medianDays === null
          ? words('programmes.results.noMedian')
          : words('programmes.results.median', { n: results.medianDays })}
      </p>
      <p>
        {words('programmes.results.appeals', { all: appeals.all, upheld: appeals.upheld, waiting: appeals.waiting })}
      </p>
      {appeals.overdue > 0 && (
        <p>
          <Tag kind="late">{words('programmes.results.appealsOverdue', { n: appeals.overdue })}</Tag>
        </p>
      )}
      {money && (
        <DataTable
          caption={words('programmes.results.moneyTable')}
          columns={[
            { label: words('programmes.results.what') },
            { label: words('programmes.results.sum'), numeric: true },
          ]}
          rows={(['budget', 'awarded', 'paid', 'returned', 'free'] as const).map((what) => [
            words(`programmes.results.money.${what}`),
            moneySaid(words, money[what]),
          ])}
        />
      )}
      <Awards awards={results.awards} today={today} />
      <Scores results={results} />
      <section>
        <h2>{words('programmes.results.check')}</h2>
        <p>{words('programmes.rules.ranking')}</p>
        <p>{words('programmes.rules.giving')}</p>
        <p>
          {words('programmes.review.seed')} <code class="bytes">{materials.reviewing?.seed}</code>
        </p>
        <p>
          {words('programmes.results.protocol')} <code class="bytes">{results.protocol}</code>
        </p>
        <p>
          <a href={href(`/chronicle?subject=${encodeURIComponent(`call:${call.id}`)}`)}>
            {words('programmes.results.chronicle')}
          </a>
          {' · '}
          <a href={href('/open-data/programmes-results')}>{words('programmes.results.openData')}</a>
        </p>
      </section>
    </>
  )
}

/** The way from a call to what came of it. */
export function ResultsLink({ call }: { call: Pick<CallView, 'id' | 'programme'> }) {
  const { words, href } = useFrame()
  return (
    <p class="actions">
      <LinkButton href={href(`/programmes/${call.programme}/calls/${call.id}/results`)}>
        {words('programmes.outcome.results')}
      </LinkButton>
    </p>
  )
}

function Groups({ title, groups, prefix }: { title: string; groups: GroupCount[] | null; prefix: string }) {
  const { words } = useFrame()
  return (
    <section>
      <h2>{title}</h2>
      {groups === null ? (
        <p>{words('programmes.results.fewerThanFive')}</p>
      ) : groups.length === 0 ? (
        <p>{words('programmes.results.nobody')}</p>
      ) : (
        <ul>
          {groups.map(({ name, n }) => (
            <li key={name}>{words('programmes.results.group', { name: words(`${prefix}.${name}`), n })}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Awards({ awards, today }: { awards: PublishedAward[]; today: string }) {
  const { words } = useFrame()
  return (
    <section>
      <h2>{words('programmes.results.awards')}</h2>
      {awards.length === 0 ? (
        <p>{words('programmes.results.noAwards')}</p>
      ) : (
        <List
          items={awards.map((award) => ({
            lead: award.amount === null ? '' : moneySaid(words, award.amount),
            title: award.title ?? words('programmes.results.untitled', { code: award.code }),
            note: (
              <>
                {award.organisation ?? words('programmes.results.person')}
                {award.milestones.length > 0 && (
                  <ul>
                    {award.milestones.map((each) => (
                      <li key={each.label.ru}>
                        <Said text={each.label} />, {words('programmes.milestone.due', { day: words.date(each.dueOn) })}
                        :{' '}
                        {words(
                          each.accepted
                            ? 'programmes.milestone.accepted'
                            : each.dueOn < today
                              ? 'programmes.milestone.overdue'
                              : 'programmes.milestone.ahead',
                        )}
                      </li>
                    ))}
                  </ul>
                )}
              </>
            ),
            tag: <StateTag state={award.state} />,
          }))}
        />
      )}
    </section>
  )
}

function Scores({ results }: { results: Results }) {
  const { words } = useFrame()
  const { criteria, scale } = results.materials.call.definition.rubric
  if (results.scores === null)
    return (
      <section>
        <h2>{words('programmes.results.scores')}</h2>
        <p>{words('programmes.results.scoresHidden')}</p>
      </section>
    )
  return (
    <section>
      <h2>{words('programmes.results.scores')}</h2>
      <p>{words('programmes.results.scoresHow')}</p>
      <DataTable
        caption={words('programmes.outcome.scoresTable', { from: scale.from, to: scale.to })}
        columns={[
          { label: words('programmes.outcome.code') },
          { label: words('programmes.review.place'), numeric: true },
          { label: words('programmes.review.score'), numeric: true },
          ...criteria.map(({ label }) => ({ label: said(words, label), numeric: true })),
          { label: words('programmes.decide.outcome') },
        ]}
        rows={results.scores.map((each) => [
          <code>{each.code}</code>,
          each.place ?? words('programmes.review.noPlace'),
          scoreSaid(words, each.score),
          ...criteria.map(({ id }) => each.reviews.map(({ points }) => points[id] ?? '–').join(' · ')),
          words(`programmes.outcome.${each.outcome}`),
        ])}
      />
    </section>
  )
}
