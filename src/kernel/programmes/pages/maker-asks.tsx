// Pages of the maker about what is asked: a page of questions, one question, one document.
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { CheckboxField, SelectField, TextField } from '#web/components/field/field.tsx'
import { type AskedDocument, type Field, fieldKinds, fieldsOf, type Page } from '../rules/definition.ts'
import { kopecksTyped } from '../rules/money.ts'
import { typedOr } from './boxes.tsx'
import {
  BothTongues,
  deskHref,
  OrderButtons,
  PaperFields,
  PartPage,
  type PartProps,
  Seen,
  WhenField,
} from './maker-parts.tsx'
import { RowsField } from './rows.tsx'
import { Said, said } from './said.tsx'

export function EditPagePage({ page, ...props }: PartProps & { page: Page }) {
  const { words, href } = useFrame()
  const { draft } = props
  const label = said(words, page.title)
  return (
    <PartPage
      props={props}
      title={words('programmes.maker.pageTitle', { page: label })}
      lede={words('programmes.maker.pageLede')}
      action={`/pages/${page.id}`}
      after={
        <>
          <h2>{words('programmes.maker.asks')}</h2>
          {page.fields.length === 0 && <p>{words('programmes.maker.asksNothing')}</p>}
          <ol>
            {page.fields.map((field) => (
              <li key={field.id}>
                <p>
                  <a href={href(deskHref(draft.programme, `/fields/${field.id}`))}>
                    <Said text={field.label} />
                  </a>
                  , {words(`programmes.kind.${field.kind}`)}
                  {!field.required && `, ${words('programmes.paper.optional')}`}
                </p>
                <OrderButtons draft={draft} what="fields" id={field.id} label={said(words, field.label)} />
              </li>
            ))}
          </ol>
          <NewField draft={draft} page={page.id} />
          <h2>{words('programmes.maker.place')}</h2>
          <OrderButtons draft={draft} what="pages" id={page.id} label={label} />
        </>
      }
    >
      <BothTongues name="title" text={page.title} typed={props.typed} most={200} required />
      <BothTongues name="hint" text={page.hint} typed={props.typed} most={2000} long />
    </PartPage>
  )
}

/** A new question at the end of a page, or of the report. */
export function NewField({ draft, page }: { draft: PartProps['draft']; page: string }) {
  const { words, href } = useFrame()
  return (
    <form method="post" action={href(deskHref(draft.programme, '/fields'))} noValidate>
      <h3>{words('programmes.maker.newField')}</h3>
      <Seen draft={draft} />
      <input type="hidden" name="page" value={page} />
      <TextField name="labelRu" label={words('programmes.maker.label.ru')} maxLength={300} />
      <SelectField
        name="kind"
        label={words('programmes.maker.kind')}
        options={fieldKinds.map((kind) => ({ value: kind, label: words(`programmes.kind.${kind}`) }))}
      />
      <Button kind="plain">{words('programmes.maker.addField')}</Button>
    </form>
  )
}

export function EditFieldPage({ field, of, ...props }: PartProps & { field: Field; of: 'fields' | 'report' }) {
  const { words } = useFrame()
  const { typed, draft } = props
  const all = of === 'report' ? draft.definition.report : fieldsOf(draft.definition)
  const earlier = all
    .slice(
      0,
      all.findIndex(({ id }) => id === field.id),
    )
    .filter(({ kind }) => kind === 'one' || kind === 'several' || kind === 'yes-no')
  const limit = (name: 'least' | 'most') => {
    const wrong = typed.errors[name]
    const value = field[name]
    const before =
      value === null
        ? ''
        : typeof value === 'string'
          ? value
          : field.kind === 'money'
            ? kopecksTyped(value)
            : String(value)
    return { name, value: typedOr(typed, name, before), error: wrong && words(wrong.key, wrong.values) }
  }
  const limited = ['short', 'long', 'address', 'number', 'money', 'day'].includes(field.kind)
  const letters = ['short', 'long', 'address'].includes(field.kind)
  return (
    <PartPage
      props={props}
      title={words('programmes.maker.fieldTitle', { label: said(words, field.label) })}
      lede={words(`programmes.kind.${field.kind}`)}
      action={`/${of}/${field.id}`}
    >
      <BothTongues name="label" text={field.label} typed={typed} most={300} required />
      <BothTongues name="help" text={field.help} typed={typed} most={1000} long />
      <Ticks field={field} typed={typed} />
      <WhenField earlier={earlier} when={field.when} typed={typed} />
      {limited && (
        <>
          <TextField
            {...limit('least')}
            label={words(letters ? 'programmes.maker.leastLetters' : 'programmes.maker.least')}
            width="short"
            maxLength={20}
          />
          <TextField
            {...limit('most')}
            label={words(letters ? 'programmes.maker.mostLetters' : 'programmes.maker.most')}
            width="short"
            maxLength={20}
          />
        </>
      )}
      {(field.kind === 'one' || field.kind === 'several') && (
        <RowsField
          prefix="option"
          legend={words('programmes.maker.options')}
          columns={[
            { name: 'ru', label: words('programmes.maker.inRussian') },
            { name: 'en', label: words('programmes.maker.inEnglish') },
          ]}
          rows={field.options.map(({ id, label }) => ({ id, ru: label.ru, en: label.en }))}
          typed={typed}
          most={60}
        />
      )}
      {field.kind === 'table' && (
        <>
          <RowsField
            prefix="column"
            legend={words('programmes.maker.columns')}
            columns={[
              { name: 'ru', label: words('programmes.maker.inRussian') },
              { name: 'en', label: words('programmes.maker.inEnglish') },
              {
                name: 'kind',
                label: words('programmes.maker.kind'),
                options: (['text', 'number', 'money'] as const).map((kind) => ({
                  value: kind,
                  label: words(`programmes.column.${kind}`),
                })),
              },
              {
                name: 'sum',
                label: words('programmes.maker.sum'),
                options: (['no', 'yes'] as const).map((is) => ({ value: is, label: words(`programmes.answer.${is}`) })),
              },
            ]}
            rows={field.columns.map(({ id, label, kind, sum }) => ({
              ...{ id, ru: label.ru, en: label.en, kind },
              sum: sum ? 'yes' : 'no',
            }))}
            typed={typed}
            most={8}
          />
          <TextField
            name="rows"
            label={words('programmes.maker.rows')}
            inputMode="numeric"
            width="short"
            value={typedOr(typed, 'rows', String(field.rows))}
            error={typed.errors.rows && words(typed.errors.rows.key, typed.errors.rows.values)}
          />
        </>
      )}
      {field.kind === 'file' && <PaperFields paper={field} typed={typed} />}
    </PartPage>
  )
}

export function EditDocumentPage({ document, ...props }: PartProps & { document: AskedDocument }) {
  const { words } = useFrame()
  const { typed, draft } = props
  const label = said(words, document.label)
  const earlier = fieldsOf(draft.definition).filter(
    ({ kind }) => kind === 'one' || kind === 'several' || kind === 'yes-no',
  )
  return (
    <PartPage
      props={props}
      title={words('programmes.maker.documentTitle', { label })}
      lede={words('programmes.maker.documentLede')}
      action={`/documents/${document.id}`}
      after={
        <>
          <h2>{words('programmes.maker.place')}</h2>
          <OrderButtons draft={draft} what="documents" id={document.id} label={label} />
        </>
      }
    >
      <BothTongues name="label" text={document.label} typed={typed} most={300} required />
      <BothTongues name="help" text={document.help} typed={typed} most={1000} long />
      <Ticks field={document} typed={typed} />
      <WhenField earlier={earlier} when={document.when} typed={typed} />
      <PaperFields paper={document} typed={typed} />
    </PartPage>
  )
}

// A form that comes back with errors keeps its ticks: what was not ticked was not sent.
function Ticks({ field, typed }: { field: { required: boolean; reveals: boolean }; typed: PartProps['typed'] }) {
  const { words } = useFrame()
  const sent = Object.keys(typed.values).length > 0
  return (
    <>
      <CheckboxField
        name="required"
        label={words('programmes.maker.required')}
        checked={sent ? typed.values.required === 'yes' : field.required}
      />
      <CheckboxField
        name="reveals"
        label={words('programmes.maker.reveals')}
        hint={words('programmes.maker.revealsHint')}
        checked={sent ? typed.values.reveals === 'yes' : field.reveals}
      />
    </>
  )
}
