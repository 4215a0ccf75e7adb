// Bringing the whole portfolio from a file: sending it, seeing what it would do, and saying yes.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { type SheetError, sayError } from '#platform/sheets/index.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { FileField, TextareaField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { sheetForm } from '../rules/portfolio/format.ts'
import type { SheetCount, ShownChange } from '../rules/portfolio/show.ts'
import { Data, numberOf } from './said.tsx'

/** The first step. `errors` are those of a file that could not be read at all. */
export function ImportPage({ typed, errors }: { typed: Typed; errors: SheetError[] }) {
  const { words, href } = useFrame()
  const problem = typed.errors.file
  return (
    <>
      <PageHead above={<Path />} title={words('strategy.portfolio.title')} lede={words('strategy.portfolio.lede')} />
      {problem && (
        <ErrorSummary
          title={words('strategy.desk.wrong')}
          errors={[{ name: 'file', message: words(problem.key, problem.values) }]}
        />
      )}
      {errors.length > 0 && (
        <Notice kind="wrong" title={words('strategy.portfolio.unreadable')}>
          <ul>
            {errors.slice(0, 50).map((error) => (
              <li>{sayError(words, error)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <form class="narrow" method="post" action={href('/desk/strategy/import')} encType="multipart/form-data">
        <FileField
          name="file"
          label={words('strategy.portfolio.file')}
          hint={words('strategy.portfolio.fileHint')}
          error={problem && words(problem.key, problem.values)}
          accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          multiple
          required
        />
        <Button>{words('strategy.portfolio.check')}</Button>
      </form>
      <section>
        <h2>{words('strategy.portfolio.howTitle')}</h2>
        <ol>
          <li>
            <a href={href('/strategy/export.xlsx')}>{words('strategy.portfolio.takeNow')}</a>{' '}
            {words('strategy.portfolio.or')}{' '}
            <a href={href('/desk/strategy/import/template.xlsx')}>{words('strategy.portfolio.takeEmpty')}</a>.
          </li>
          <li>{words('strategy.portfolio.how.fill')}</li>
          <li>{words('strategy.portfolio.how.check')}</li>
          <li>{words('strategy.portfolio.how.confirm')}</li>
        </ol>
        <p>{words('strategy.portfolio.leftAlone')}</p>
      </section>
    </>
  )
}

export interface DryRunProps {
  /** The name of the kept file. */
  sha: string
  files: string[]
  errors: SheetError[]
  moreErrors: number
  warnings: SheetError[]
  counts: SheetCount[]
  changes: ShownChange[]
  fingerprint: string
  /** How many things would be written. */
  things: number
  needsReason: boolean
  /** True after the strategy changed between looking and saying yes. */
  changedMeanwhile: boolean
  typed: Typed
}

/** The second step: what the file would do. Nothing is written before the form at the end is sent. */
export function DryRunPage(props: DryRunProps) {
  const { words, href } = useFrame()
  const { sha, files, errors, warnings, counts, changes, typed } = props
  const moves = changes.filter((each) => each.moves)
  const others = changes.filter((each) => !each.moves && !each.isNew)
  const done = errors.length === 0 && props.things === 0
  return (
    <>
      <PageHead
        above={<Path deeper />}
        title={words(done ? 'strategy.portfolio.nothingTitle' : 'strategy.portfolio.checked')}
        lede={words(done ? 'strategy.portfolio.nothing' : 'strategy.portfolio.notYet', { files: files.join(', ') })}
      />
      {props.changedMeanwhile && (
        <Notice kind="wrong" title={words('strategy.portfolio.changedTitle')}>
          <p>{words('strategy.portfolio.changedMeanwhile')}</p>
        </Notice>
      )}
      <ErrorSummary title={words('strategy.desk.wrong')} errors={typedErrors(words, typed)} />
      <Errors {...props} />
      <Counts counts={counts} />
      <Changes
        title={words('strategy.portfolio.moves', { n: moves.length })}
        note={words('strategy.portfolio.movesNote')}
        changes={moves}
      />
      <Changes title={words('strategy.portfolio.others', { n: others.length })} changes={others} />
      <Newcomers changes={changes.filter(({ isNew }) => isNew)} />
      {changes.length > 0 && (
        <p>
          <a href={href(`/desk/strategy/import/${sha}/changes.csv`)}>{words('strategy.portfolio.changesCsv')}</a>
        </p>
      )}
      {warnings.length > 0 && (
        <section>
          <h2>{words('strategy.portfolio.warnings', { n: warnings.length })}</h2>
          <p>{words('strategy.portfolio.warningsNote')}</p>
          <Said errors={warnings} />
        </section>
      )}
      {errors.length === 0 && props.things > 0 && <Confirm {...props} />}
      <p>
        <a href={href('/desk/strategy/import')}>{words('strategy.portfolio.another')}</a>
      </p>
    </>
  )
}

function Path({ deeper = false }: { deeper?: boolean }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('strategy.path')}
      links={[
        { href: href('/desk'), label: words('strategy.desk.home') },
        { href: href('/desk/strategy'), label: words('strategy.desk.title') },
        ...(deeper ? [{ href: href('/desk/strategy/import'), label: words('strategy.portfolio.title') }] : []),
      ]}
    />
  )
}

const most = 100

function Errors({ sha, errors, moreErrors }: DryRunProps) {
  const { words, href } = useFrame()
  if (errors.length === 0) return null
  return (
    <section>
      <Notice kind="wrong" title={words('strategy.portfolio.errors', { n: errors.length + moreErrors })}>
        <p>{words('strategy.portfolio.errorsNote')}</p>
        <p>
          <a href={href(`/desk/strategy/import/${sha}/errors.csv`)}>{words('strategy.portfolio.errorsCsv')}</a>
        </p>
      </Notice>
      <Said errors={errors} />
    </section>
  )
}

/** What is said of cells, sheet by sheet: the cell on the left, the words on the right. */
function Said({ errors }: { errors: SheetError[] }) {
  const { words } = useFrame()
  const sheets = Map.groupBy(errors.slice(0, most), ({ sheet }) => sheet)
  return (
    <>
      {[...sheets].map(([sheet, own]) => (
        <>
          {sheet !== '' && (
            <h3>
              <Data>{sheet}</Data>
            </h3>
          )}
          <List items={own.map(({ cell, key, values }) => ({ lead: cell, title: words(key, values) }))} />
        </>
      ))}
      {errors.length > most && <p>{words('strategy.portfolio.more', { n: errors.length - most })}</p>}
    </>
  )
}

function Counts({ counts }: { counts: SheetCount[] }) {
  const { words } = useFrame()
  if (counts.length === 0) return null
  return (
    <section>
      <h2>{words('strategy.portfolio.counts')}</h2>
      <DataTable
        caption={words('strategy.portfolio.countsCaption')}
        columns={[
          { label: words('strategy.portfolio.sheet') },
          { label: words('strategy.portfolio.added'), numeric: true },
          { label: words('strategy.portfolio.changed'), numeric: true },
          { label: words('strategy.portfolio.same'), numeric: true },
        ]}
        rows={counts.map(({ sheet, added, changed, same }) => [
          <Data>{sheetForm(sheet).titles[0]}</Data>,
          ...[added, changed, same].map((count) => words.number(count)),
        ])}
      />
      <p>{words('strategy.portfolio.leftAlone')}</p>
    </section>
  )
}

function Changes({ title, note, changes }: { title: string; note?: string; changes: ShownChange[] }) {
  const { words } = useFrame()
  if (changes.length === 0) return null
  const shown = (value: string, isNumber: boolean) => (isNumber ? numberOf(words, value) : value)
  return (
    <section>
      <h2>{title}</h2>
      {note && <p>{note}</p>}
      <List
        items={changes.slice(0, most).map(({ thing, title: column, was, now, isNumber, reason, moves }) => ({
          title: <Data>{thing}</Data>,
          note: (
            <>
              <Data>{column}</Data>:{' '}
              {was !== null && (
                <>
                  <s>{cut(shown(was, isNumber))}</s> →{' '}
                </>
              )}
              <b>{cut(shown(now, isNumber))}</b>
              {moves && (
                <>
                  <br />
                  {reason === null
                    ? words('strategy.portfolio.reasonBelow')
                    : words('strategy.portfolio.reasonOwn', { reason })}
                </>
              )}
            </>
          ),
        }))}
      />
      {changes.length > most && <p>{words('strategy.portfolio.more', { n: changes.length - most })}</p>}
    </section>
  )
}

function Newcomers({ changes }: { changes: ShownChange[] }) {
  const { words } = useFrame()
  const things = [...new Set(changes.map(({ thing }) => thing))]
  if (things.length === 0) return null
  return (
    <section>
      <h2>{words('strategy.portfolio.news', { n: things.length })}</h2>
      <List items={things.slice(0, most).map((thing) => ({ title: <Data>{thing}</Data> }))} />
      {things.length > most && <p>{words('strategy.portfolio.more', { n: things.length - most })}</p>}
    </section>
  )
}

function Confirm({ sha, fingerprint, needsReason, typed, things }: DryRunProps) {
  const { words, href } = useFrame()
  const problem = typed.errors.reason
  const reason = typed.values.reason
  return (
    <section>
      <h2>{words('strategy.portfolio.confirmTitle')}</h2>
      <form class="narrow" method="post" action={href(`/desk/strategy/import/${sha}`)}>
        <input type="hidden" name="shown" value={fingerprint} />
        {needsReason && (
          <TextareaField
            name="reason"
            label={words('strategy.portfolio.reason')}
            hint={words('strategy.portfolio.reasonHint')}
            value={typeof reason === 'string' ? reason : ''}
            error={problem && words(problem.key, problem.values)}
            maxLength={1000}
            required
          />
        )}
        <Button>{words('strategy.portfolio.confirm', { n: things })}</Button>
      </form>
    </section>
  )
}

function typedErrors(words: Words, typed: Typed) {
  return Object.entries(typed.errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
}

const cut = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text)
