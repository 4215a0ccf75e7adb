// The strategy for deputies and journalists on one page: by direction and by owner, each number a link to the list behind it.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tiles } from '#web/components/tiles/tiles.tsx'
import { type Chosen, type CouncilSum, marks, nobody, states } from '../rules/council.ts'
import { bodyOf } from '../rules/owner.ts'
import { Data } from './said.tsx'

export interface CouncilRow {
  /** The direction's id, or the owner. */
  key: string
  name: string
  sum: CouncilSum
}

export interface CouncilProps {
  whole: CouncilSum
  directions: CouncilRow[]
  owners: CouncilRow[]
  /** Questions to the team that nobody has answered: those in time, and those past their day. */
  questions: { waiting: number; overdue: number }
}

export function CouncilPage({ whole, directions, owners, questions }: CouncilProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[{ href: href('/strategy'), label: words('strategy.menu') }]}
          />
        }
        title={words('strategy.council.title')}
        lede={words('strategy.council.lede')}
      >
        <p>
          {/* One file a language: the head of the table is read by people. */}
          <a href={href('/strategy/council.csv')}>{words('strategy.council.csv')}</a>
          {' · '}
          <a href={href('/strategy/moved')}>{words('strategy.terms.all')}</a>
        </p>
      </PageHead>
      {whole.total === 0 ? (
        <Empty title={words('strategy.empty')} />
      ) : (
        <>
          <Tiles
            label={words('strategy.council.whole')}
            tiles={[
              ...states
                .filter((state) => state !== 'withdrawn' || whole.states.withdrawn > 0)
                .map((state) => ({
                  number: words.number(whole.states[state]),
                  what: words(`strategy.council.state.${state}`),
                  href: href(listPath({ state })),
                })),
              ...marks.map((mark) => ({
                number: words.number(whole.marks[mark]),
                what: words(`strategy.council.mark.${mark}`),
                href: href(listPath({ mark })),
              })),
              ...(['waiting', 'overdue'] as const).map((stage) => ({
                number: words.number(questions[stage]),
                what: words(`strategy.council.questions.${stage}`),
                href: href(`/strategy/questions?stage=${stage}`),
              })),
            ]}
          />
          <p>{words('strategy.council.how', { n: whole.total })}</p>
          <Table by="direction" rows={directions} whole={whole} />
          <Table by="owner" rows={owners} whole={whole} />
          <p>{words('strategy.council.states')}</p>
        </>
      )}
    </>
  )
}

interface TableProps {
  by: 'direction' | 'owner'
  rows: CouncilRow[]
  whole: CouncilSum
}

function Table({ by, rows, whole }: TableProps) {
  const { words, href } = useFrame()
  // A column of zeros only makes the sheet wider.
  const shown = states.filter((state) => state !== 'withdrawn' || whole.states.withdrawn > 0)
  const number = (n: number, chosen: Chosen) =>
    n === 0 ? words.number(0) : <a href={href(listPath(chosen))}>{words.number(n)}</a>
  const cells = (sum: CouncilSum, chosen: Chosen) => [
    number(sum.total, chosen),
    ...shown.map((state) => number(sum.states[state], { ...chosen, state })),
    ...marks.map((mark) => number(sum.marks[mark], { ...chosen, mark })),
    words.number(sum.moves),
  ]
  return (
    <section>
      <h2>{words(`strategy.council.by.${by}`)}</h2>
      <DataTable
        caption={`${words('strategy.council.caption')}: ${words(`strategy.council.by.${by}`).toLowerCase()}`}
        columns={[
          { label: words(`strategy.council.${by}`) },
          ...[
            words('strategy.council.total'),
            ...shown.map((state) => words(`strategy.council.state.${state}`)),
            ...marks.map((mark) => words(`strategy.council.mark.${mark}`)),
            words('strategy.council.moves'),
          ].map((label) => ({ label, numeric: true })),
        ]}
        rows={[
          ...rows.map((row) => [<RowName key={row.key} {...{ by, row }} />, ...cells(row.sum, { [by]: row.key })]),
          [words('strategy.council.whole'), ...cells(whole, {})],
        ]}
      />
      <Money {...{ by, rows, whole }} />
    </section>
  )
}

// Money of those who have any: to say «нет данных» of all the others once is enough.
function Money({ by, rows, whole }: TableProps) {
  const { words } = useFrame()
  const known = rows.filter(({ sum }) => sum.planned !== null || sum.spent !== null)
  if (known.length === 0) return <p>{words('strategy.council.noMoney')}</p>
  const cells = (sum: CouncilSum) =>
    [sum.planned, sum.spent].map((roubles) =>
      roubles === null ? words('strategy.noData') : words.roubles(Number(roubles)),
    )
  return (
    <DataTable
      caption={`${words('strategy.council.money')}: ${words(`strategy.council.by.${by}`).toLowerCase()}`}
      columns={[
        { label: words(`strategy.council.${by}`) },
        { label: words('strategy.council.planned'), numeric: true },
        { label: words('strategy.council.spent'), numeric: true },
      ]}
      rows={[
        ...known.map((row) => [<RowName key={row.key} {...{ by, row }} />, ...cells(row.sum)]),
        [words('strategy.council.whole'), ...cells(whole)],
      ]}
    />
  )
}

// Directions have names in both languages; owners are named in Russian, unless they are bodies of the city.
function RowName({ by, row }: { by: 'direction' | 'owner'; row: CouncilRow }) {
  return by === 'owner' && bodyOf(row.key) === null && row.key !== nobody ? <Data>{row.name}</Data> : row.name
}

/** Where the list behind a number is. */
export function listPath(chosen: Chosen): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(chosen)) if (value !== undefined) query.set(name, value)
  const asked = query.toString()
  return asked === '' ? '/strategy/council/promises' : `/strategy/council/promises?${asked}`
}
