// How a promise was changed: what was promised first beside what holds now, and every move with its office, day and reason.
import { officeInWords } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { List } from '#web/components/list/list.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { moveOf, subjectParts, type Term, type TermRow } from '../rules/terms.ts'
import { Source } from './said.tsx'
import { movedKinds, TermValue, type Told, termName } from './term-words.tsx'

export interface TermStoryProps {
  /** `indicator:ID`, `project:ID` or `milestone:ID`. */
  subject: string
  terms: ReadonlyMap<string, Term>
  /** The unit after a target or a plan. */
  unit?: Told['unit']
  /** Names of bodies by id: owners and offices. */
  bodies: ReadonlyMap<string, string>
}

/** The section of any thing's page that tells how its promise was changed; nothing where nothing was promised. */
export function TermStory({ subject, terms, unit, bodies }: TermStoryProps) {
  const { words, href } = useFrame()
  const parts = subjectParts(subject)
  if (!parts || terms.size === 0) return null
  const told: Told = { kind: parts.kind, unit, bodies }
  const moves = [...terms.values()].reduce((sum, each) => sum + each.moves, 0)
  return (
    <section>
      <h2>{words('strategy.terms.title')}</h2>
      <p>{words('strategy.terms.count', { n: moves })}</p>
      {moves > 0 && (
        <>
          <FirstAndNow terms={terms} told={told} />
          <Moves terms={terms} told={told} />
        </>
      )}
      <p>
        {/* The file is one for all languages. */}
        <a href={`/chronicle/receipts/of/${encodeURIComponent(subject)}.json`}>{words('strategy.terms.receipt')}</a>{' '}
        <a href={href('/strategy/moved')}>{words('strategy.terms.all')}</a>
      </p>
    </section>
  )
}

function FirstAndNow({ terms, told }: { terms: ReadonlyMap<string, Term>; told: Told }) {
  const { words } = useFrame()
  const moved = [...terms.values()].filter(({ moves }) => moves > 0)
  return (
    <DataTable
      caption={words('strategy.terms.caption')}
      columns={[
        { label: words('strategy.terms.what') },
        { label: words('strategy.terms.first') },
        { label: words('strategy.terms.now') },
        { label: words('strategy.terms.moves'), numeric: true },
      ]}
      rows={moved.map(({ term, first, now, moves }) => [
        termName(words, term),
        <TermValue key="first" {...{ words, told, term }} value={first.value} />,
        <TermValue key="now" {...{ words, told, term }} value={now.value} />,
        words.number(moves),
      ])}
    />
  )
}

function Moves({ terms, told }: { terms: ReadonlyMap<string, Term>; told: Told }) {
  const { words, now } = useFrame()
  const rows = [...terms.values()]
    .flatMap((term) => term.rows.slice(1).map((row, at) => ({ row, was: term.rows[at]?.value ?? null })))
    .sort((one, other) => other.row.at.getTime() - one.row.at.getTime() || other.row.id.localeCompare(one.row.id))
  return (
    <List
      label={words('strategy.terms.title')}
      items={rows.map(({ row, was }) => ({
        lead: words.ago(row.at, now),
        at: row.at.toISOString(),
        exactly: words.date(row.at, 'time'),
        title: <MoveTitle told={told} term={row.term} was={was} value={row.value} />,
        note: <MoveNote row={row} bodies={told.bodies} />,
        tag: <MoveTag told={told} term={row.term} was={was} value={row.value} />,
      }))}
    />
  )
}

interface MoveProps {
  told: Told
  term: string
  was: string | null
  value: string | null
}

/** «Срок: было июнь 2027, стало декабрь 2028». */
export function MoveTitle({ told, term, was, value }: MoveProps) {
  const { words } = useFrame()
  return (
    <>
      {termName(words, term)}: {words('strategy.terms.was')} <TermValue {...{ words, told, term }} value={was} />,{' '}
      {words('strategy.terms.became')} <TermValue {...{ words, told, term }} value={value} />
    </>
  )
}

/** Who moved it, why, and where it was said. */
export function MoveNote({ row, bodies }: { row: TermRow; bodies: ReadonlyMap<string, string> }) {
  const { words } = useFrame()
  return (
    <>
      {row.reason !== null && <>{words('strategy.terms.reason', { reason: row.reason })} </>}
      {row.office === null ? words('strategy.terms.machinery') : officeInWords(words, row.office, bodies)}
      {row.basis === 'demo' && `, ${words('strategy.demo')}`}
      {row.source !== null && (
        <>
          , <Source source={{ page: row.source, date: row.source_date }} />
        </>
      )}
    </>
  )
}

/** Which way it was moved, in a word. */
export function MoveTag({ told, term, was, value }: MoveProps) {
  const { words } = useFrame()
  const moved = moveOf(told.kind, term, was, value)
  return <Tag kind={movedKinds[moved]}>{words(`strategy.terms.move.${moved}`)}</Tag>
}
