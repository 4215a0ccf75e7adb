// One open set: what is in it, its first rows, its files, how it may be used and how it changed.
import { useFrame } from '#platform/http/frame.ts'
import { idOf, type OpenRow, type OpenSet, type OpenValue } from '#platform/open-data/set.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Edition } from '../queries/editions.ts'

export interface SetPageProps {
  set: OpenSet
  total: number
  preview: OpenRow[]
  /** The latest first. */
  editions: Edition[]
}

export function SetPage({ set, total, preview, editions }: SetPageProps) {
  const { words, href } = useFrame()
  const [last] = editions
  return (
    <>
      <PageHead
        title={words(set.title)}
        lede={words(set.about)}
        above={
          <Breadcrumbs
            label={words('openData.path')}
            links={[{ href: href('/open-data'), label: words('openData.title') }]}
          />
        }
      />
      <section>
        <h2>{words('openData.files')}</h2>
        <Files set={set} />
        <p class="source">{words('openData.files.note')}</p>
      </section>
      <section>
        <h2>{words('openData.passport')}</h2>
        <Facts
          facts={[
            { name: words('openData.fact.rows'), value: words('openData.rows', { rows: total }) },
            {
              name: words('openData.fact.changed'),
              value: last ? words('openData.seen', { at: words.date(last.seenAt, 'time') }) : words('openData.unseen'),
            },
            ...(last?.time
              ? [{ name: words('openData.fact.time'), value: `${last.time.from} – ${last.time.to}` }]
              : []),
            { name: words('openData.fact.licence'), value: words(`openData.licence.${set.licence}`) },
            { name: words('openData.fact.id'), value: <code>{idOf(set)}</code> },
          ]}
        />
      </section>
      <section>
        <h2>{words('openData.preview')}</h2>
        {preview.length === 0 ? (
          <Empty title={words('openData.preview.none')} />
        ) : (
          <DataTable
            caption={words('openData.preview.caption', { shown: preview.length, total })}
            columns={shownColumns(set).map((name) => ({ label: name, numeric: isNumeric(set, name) }))}
            rows={preview.map((row) =>
              shownColumns(set).map((name) => <Cell key={name} name={name} value={row[name] ?? null} />),
            )}
          />
        )}
      </section>
      <section>
        <h2>{words('openData.columns')}</h2>
        <DataTable
          caption={words('openData.columns.caption')}
          columns={['name', 'kind', 'about'].map((name) => ({ label: words(`openData.column.${name}`) }))}
          rows={Object.entries(set.fields).map(([name, field]) => [
            <code key="name">{name}</code>,
            <>
              {words(`openData.kind.${field.kind}`)}
              {field.nullable && `, ${words('openData.nullable')}`}
            </>,
            <>
              {words(`platform.open.field.${name}`)}
              {field.choices && <code> {field.choices.join(', ')}</code>}
            </>,
          ])}
        />
      </section>
      <History editions={editions} />
    </>
  )
}

function Files({ set }: { set: OpenSet }) {
  const { words } = useFrame()
  const at = (file: string) => `/open-data/${set.id}.${file}`
  const files = [
    { href: at('csv'), title: 'CSV', note: words('openData.file.csv') },
    { href: at('csv?for=excel'), title: words('openData.file.excel'), note: words('openData.file.excel.note') },
    { href: at('json'), title: 'JSON', note: words('openData.file.json') },
    ...(set.place ? [{ href: at('geojson'), title: 'GeoJSON', note: words('openData.file.geojson') }] : []),
    { href: at('schema.json'), title: words('openData.file.schema'), note: words('openData.file.schema.note') },
  ]
  return <List items={files} />
}

function History({ editions }: { editions: Edition[] }) {
  const { words } = useFrame()
  return (
    <section>
      <h2>{words('openData.history')}</h2>
      {editions.length === 0 ? (
        <p>{words('openData.unseen')}</p>
      ) : (
        <List
          items={editions.map(({ seenAt, rows }) => ({
            lead: words.date(seenAt, 'short'),
            at: seenAt.toISOString(),
            exactly: words.date(seenAt, 'time'),
            title: words('openData.rows', { rows }),
          }))}
        />
      )}
      <p class="source">{words('openData.history.note')}</p>
    </section>
  )
}

// An outline has thousands of points, and nobody reads them.
function shownColumns(set: OpenSet): string[] {
  return Object.keys(set.fields).filter((name) => set.fields[name]?.kind !== 'outline')
}

function isNumeric(set: OpenSet, name: string): boolean {
  const kind = set.fields[name]?.kind
  return kind === 'whole' || kind === 'decimal'
}

const longest = 90

// A column of English names says so by its own name.
function Cell({ name, value }: { name: string; value: OpenValue }) {
  const { words } = useFrame()
  if (value === null) return <span class="source">—</span>
  if (typeof value === 'boolean') return <>{words(value ? 'openData.yes' : 'openData.no')}</>
  const text = Array.isArray(value) ? value.join(', ') : String(value)
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text
  return name.endsWith('_en') ? <span lang="en">{shown}</span> : shown
}
