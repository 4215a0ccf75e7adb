// The page of the contract for people: every operation with what to ask and what is answered, and a form that opens the answer.
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { SelectField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { type Operation, type Parameter, tagName } from './open-api.ts'
import { type SchemaRow, schemaRows } from './schema-rows.ts'

export function ExplorerPage({ operations }: { operations: Operation[] }) {
  const { words, href } = useFrame()
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  return (
    <>
      <PageHead title={words('web.api.title')} lede={words('web.api.about')}>
        <p>
          <a href="/api/openapi.json">{words('web.api.document')}</a>
          {' · '}
          <a href={href('/open-data/keys')}>{words('web.api.keys')}</a>
        </p>
        <p>{words('web.api.key')}</p>
      </PageHead>
      {tags.map((tag) => (
        <section key={tag}>
          <h2>{tagName(words, tag)}</h2>
          <List
            items={operations
              .filter((each) => each.tag === tag)
              .map((each) => ({
                href: href(`/api/operation?of=${encodeURIComponent(nameOf(each))}`),
                title: each.summary,
                note: (
                  <code>
                    {each.method.toUpperCase()} {each.path}
                  </code>
                ),
              }))}
          />
        </section>
      ))}
    </>
  )
}

/** `get /open-data/{set}.csv`: what an operation is asked for by. */
export function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`
}

export function OperationPage({ operation }: { operation: Operation }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        title={operation.summary}
        lede={
          <code>
            {operation.method.toUpperCase()} {operation.path}
          </code>
        }
        above={
          <nav class="breadcrumbs" aria-label={words('web.api.path')}>
            <ol>
              <li>
                <a href={href('/api')}>{words('web.api.title')}</a>
              </li>
            </ol>
          </nav>
        }
      />
      {operation.parameters.length > 0 && (
        <section>
          <h2>{words('web.api.parameters')}</h2>
          <DataTable
            caption={words('web.api.parameters.caption')}
            columns={['name', 'kind', 'about'].map((name) => ({ label: words(`web.api.column.${name}`) }))}
            rows={operation.parameters.map((each) => [
              <code key="name">{each.name}</code>,
              kindIn(each),
              [each.required ? words('web.api.required') : '', each.description].filter(Boolean).join('. '),
            ])}
          />
        </section>
      )}
      {operation.method === 'get' && <Try operation={operation} />}
      {operation.request && (
        <Shape title={words('web.api.request')} type="application/x-www-form-urlencoded" schema={operation.request} />
      )}
      <Shape title={words('web.api.answer')} type={operation.type} schema={operation.answer} />
    </>
  )
}

/** A plain form that leads to the answer itself: it needs no script, and nothing from elsewhere. */
function Try({ operation }: { operation: Operation }) {
  const { words } = useFrame()
  return (
    <section>
      <h2>{words('web.api.try')}</h2>
      {isNegotiated(operation) && <p>{words('web.api.negotiated')}</p>}
      <form method="get" action="/api/try">
        <input type="hidden" name="of" value={nameOf(operation)} />
        {operation.parameters.map((each) => (
          <Value key={each.name} parameter={each} />
        ))}
        <Button kind="plain">{words('web.api.open')}</Button>
      </form>
    </section>
  )
}

function Value({ parameter }: { parameter: Parameter }) {
  const { words } = useFrame()
  const { name, required, description } = parameter
  const choices = Array.isArray(parameter.schema.enum) ? parameter.schema.enum.map(String) : null
  const shared = { name: `p.${name}`, label: name, hint: description === '' ? undefined : description }
  if (!choices) return <TextField {...shared} value={parameter.example ?? ''} width="middle" required={required} />
  return (
    <SelectField
      {...shared}
      value={required ? (parameter.example ?? choices[0]) : ''}
      options={choices.map((value) => ({ value, label: value }))}
      {...(required ? {} : { placeholder: words('web.api.any') })}
    />
  )
}

function Shape({ title, type, schema }: { title: string; type: string; schema: Readonly<Record<string, unknown>> }) {
  const { words } = useFrame()
  const rows = schemaRows(schema)
  return (
    <section>
      <h2>{title}</h2>
      <p>
        <code>{type}</code>
      </p>
      {rows.length === 0 ? (
        <p>{words('web.api.free')}</p>
      ) : (
        <DataTable
          caption={words('web.api.shape.caption', { title })}
          columns={['name', 'kind', 'about'].map((name) => ({ label: words(`web.api.column.${name}`) }))}
          rows={rows.map((row) => [<code key="name">{row.name}</code>, row.kind, <About key="about" row={row} />])}
        />
      )}
    </section>
  )
}

function About({ row }: { row: SchemaRow }) {
  const { words } = useFrame()
  return (
    <>
      {row.required ? words('web.api.always') : words('web.api.maybe')}
      {row.choices && <code> {row.choices}</code>}
    </>
  )
}

// Such an address answers people and programs, each in their own way.
function isNegotiated({ type, path }: Operation): boolean {
  return type === 'application/json' && !/\.\w+$/.test(path) && !path.endsWith('{file}')
}

function kindIn({ schema }: Parameter): string {
  return typeof schema.type === 'string' ? schema.type : 'string'
}
