// What became of requests, measure by measure; few people are never shown apart.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Queue } from '#web/components/queue/queue.tsx'
import type { AnswerTerm } from '../queries/calendar.ts'
import type { Outcomes } from '../queries/outcomes.ts'
import type { ClockNumbers } from '../rules/clock.ts'
import { least, type Outcome } from '../rules/outcomes.ts'
import { ClockSaid } from './bureau.tsx'
import { BureauCrumbs } from './crumbs.tsx'

export interface OutcomesProps {
  outcomes: Outcomes
  names: ReadonlyMap<string, string>
  clock: ClockNumbers
  term: AnswerTerm | null
}

export function OutcomesPage({ outcomes, names, clock, term }: OutcomesProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead above={<BureauCrumbs />} title={words('bureau.outcomes.title')} lede={words('bureau.outcomes.lede')} />
      <section>
        <h2>{words('bureau.clock.title')}</h2>
        <ClockSaid clock={clock} />
        {term && (
          <p class="source">
            {term.legalRef === null
              ? words('bureau.clock.ownRule', { days: term.days })
              : words('bureau.clock.lawRule', { days: term.days, law: term.legalRef })}
          </p>
        )}
      </section>
      <section>
        <h2>{words('bureau.outcomes.byMeasure')}</h2>
        {outcomes.rows.length === 0 ? (
          <Empty title={words('bureau.outcomes.none')}>
            <p>{words('bureau.outcomes.noneHow', { least })}</p>
          </Empty>
        ) : (
          <OutcomeTable rows={outcomes.rows} names={names} />
        )}
        <p class="source">{words('bureau.outcomes.how', { least, until: words.date(outcomes.until) })}</p>
        <p>
          <a href={href('/open-data/bureau-outcomes')}>{words('bureau.asData')}</a>
        </p>
      </section>
    </>
  )
}

function OutcomeTable({ rows, names }: { rows: readonly Outcome[]; names: ReadonlyMap<string, string> }) {
  const { words, href } = useFrame()
  const columns = ['measure', 'asked', 'helped', 'notHelped', 'open', 'money', 'median', 'whys'] as const
  return (
    <Queue
      caption={words('bureau.outcomes.byMeasure')}
      columns={columns.map((name) => words(`bureau.outcomes.column.${name}`))}
      rows={rows.map((row) => ({
        key: row.measure ?? 'rest',
        cells: [
          row.measure === null ? (
            words('bureau.outcomes.rest')
          ) : (
            <a href={href(`/bureau/measures/${row.measure}`)}>{names.get(row.measure) ?? row.measure}</a>
          ),
          words.number(row.asked),
          count(words, row.helped),
          count(words, row.notHelped),
          count(words, row.open),
          row.kopecks === null ? words('bureau.outcomes.few') : words.roubles(row.kopecks / 100),
          row.medianDays === null ? words('bureau.outcomes.few') : words.number(row.medianDays),
          row.whys.length === 0
            ? words('bureau.outcomes.few')
            : row.whys.map(({ why, count: n }) => `${words(`bureau.why.${why}`)}: ${words.number(n)}`).join(', '),
        ],
      }))}
    />
  )
}

function count(words: Words, value: number | null): string {
  return value === null ? words('bureau.outcomes.few') : words.number(value)
}
