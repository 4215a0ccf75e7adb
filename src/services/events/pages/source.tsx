// One source: how it fares, its last runs, what of them was set aside and why, a file by hand, and what is written of it.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { FileField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { AsideView, RunView, SourceView } from '../queries/sources.ts'
import { Data } from './said.tsx'
import { byName, SourceFields } from './source-form.tsx'
import { OwnSourcePath, outcomeText, SourcePath, SourceState } from './source-said.tsx'
import { SourceActions } from './sources-desk.tsx'
import { errorsOf } from './typed.ts'

export interface SourcePageProps {
  source: SourceView
  runs: readonly RunView[]
  aside: readonly AsideView[]
  typed: Typed
  /** True for whoever keeps the source, false for its owner, who only looks. */
  keeps: boolean
}

export function SourcePage({ source, runs, aside, typed, keeps }: SourcePageProps) {
  const { words, href, now } = useFrame()
  const errors = errorsOf(typed, words)
  const path = keeps ? (
    <SourcePath deeper={[{ href: '/desk/events/sources', label: words('events.desk.sources') }]} />
  ) : (
    <OwnSourcePath deeper={[{ href: '/events/cabinet/sources', label: words('events.source.own.title') }]} />
  )
  return (
    <>
      <PageHead above={path} title={words('events.source.title', { name: source.name })}>
        <p>
          <SourceState source={source} />
        </p>
      </PageHead>
      <ErrorSummary title={words('events.source.wrong')} errors={errors} />
      {source.movedTo !== null && (
        <Notice kind="know" title={words('events.source.moved')}>
          <p>{source.movedTo}</p>
        </Notice>
      )}
      <section>
        <h2>{words('events.source.now')}</h2>
        <Facts
          facts={[
            { name: words('events.source.field.kind'), value: words(`events.source.kind.${source.kind}`) },
            { name: words('events.source.field.url'), value: source.url ?? words('events.source.byHand') },
            { name: words('events.source.outcome'), value: outcomeText(words, source) },
            {
              name: words('events.source.read'),
              value: source.readAt ? words.ago(source.readAt, now) : words('events.source.notYet'),
            },
            {
              name: words('events.source.due'),
              value: source.dueAt ? words.date(source.dueAt, 'time') : words('events.source.notByClock'),
            },
            { name: words('events.source.field.trust'), value: words.number(source.trust) },
            { name: words('events.source.holds'), value: words('events.source.items', { n: source.items }) },
            { name: words('events.source.holdsGone'), value: words.number(source.gone) },
          ]}
        />
        {keeps && <SourceActions source={source} />}
      </section>
      <Runs runs={runs} />
      <Aside aside={aside} title={words('events.source.aside')} />
      {keeps && (
        <>
          <section>
            <h2>{words('events.source.file')}</h2>
            <form
              class="narrow"
              method="post"
              action={href(`/desk/events/sources/${source.id}/file`)}
              encType="multipart/form-data"
              noValidate
            >
              <FileField
                name="file"
                label={words('events.source.file.label')}
                hint={words(`events.source.file.hint.${source.kind}`)}
                error={byName(errors).file}
                required
              />
              <Button kind="plain">{words('events.source.file.look')}</Button>
            </form>
          </section>
          <section>
            <h2>{words('events.source.settings')}</h2>
            <form class="narrow" method="post" action={href(`/desk/events/sources/${source.id}`)} noValidate>
              <SourceFields typed={typed} errors={byName(errors)} />
              <Button>{words('events.source.save')}</Button>
            </form>
          </section>
        </>
      )}
    </>
  )
}

const counts = ['found', 'made', 'changed', 'same', 'aside', 'gone'] as const

function Runs({ runs }: { runs: readonly RunView[] }) {
  const { words } = useFrame()
  return (
    <section>
      <h2>{words('events.source.runs')}</h2>
      {runs.length === 0 ? (
        <Empty title={words('events.source.runs.none')} />
      ) : (
        <DataTable
          caption={words('events.source.runs.caption', { n: runs.length })}
          columns={[
            { label: words('events.run.at') },
            { label: words('events.run.how') },
            ...counts.map((name) => ({ label: words(`events.run.${name}`), numeric: true })),
            { label: words('events.run.outcome') },
          ]}
          rows={runs.map((run) => [
            words.date(run.startedAt, 'time'),
            words(`events.run.how.${run.how}`),
            ...counts.map((name) => String(run[name])),
            words(run.outcome ?? 'events.outcome.running'),
          ])}
        />
      )}
    </section>
  )
}

/** What was set aside, each with where it stands and why. */
export function Aside({ aside, title }: { aside: readonly AsideView[]; title: string }) {
  const { words } = useFrame()
  return (
    <section>
      <h2>{title}</h2>
      {aside.length === 0 ? (
        <p>{words('events.source.aside.none')}</p>
      ) : (
        <DataTable
          caption={words('events.source.aside.caption', { n: aside.length })}
          columns={['line', 'item', 'why'].map((name) => ({ label: words(`events.aside.column.${name}`) }))}
          rows={aside.map(({ line, item, reason, values }) => [
            line === null ? '—' : String(line),
            <Data key="item">{item ?? '—'}</Data>,
            words(reason, values),
          ])}
        />
      )}
    </section>
  )
}
