// Pieces that the pages of the maker share: the way back, a text in both languages, conflict, order.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { CheckboxesField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Draft } from '../queries/programmes.ts'
import { type Condition, type Field, paperKinds, type Text } from '../rules/definition.ts'
import { typedOr, Wrong } from './boxes.tsx'
import { said } from './said.tsx'

export interface PartProps {
  draft: Draft
  typed: Typed
  /** Somebody has saved the draft meanwhile. */
  conflict: boolean
}

export const deskHref = (programme: string, rest = ''): string => `/desk/programmes/${programme}${rest}`

/** A page of the maker with its form: the head, what went wrong, and the revision it began from. */
export function PartPage({
  props: { draft, typed, conflict },
  title,
  lede,
  action,
  children,
  after,
}: {
  props: PartProps
  title: string
  lede: string
  /** Below the programme's desk address. */
  action: string
  children: ComponentChildren
  after?: ComponentChildren
}) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead above={<AboveDesk programme={draft} />} title={title} lede={lede} />
      {conflict && (
        <Notice kind="wrong" title={words('programmes.maker.conflict')}>
          <p>{words('programmes.maker.conflictText')}</p>
        </Notice>
      )}
      <Wrong errors={typed.errors} />
      <form method="post" action={href(deskHref(draft.programme, action))} noValidate>
        <Seen draft={draft} />
        {children}
        <Button>{words('programmes.maker.save')}</Button>
      </form>
      {after}
    </>
  )
}

export function Seen({ draft }: { draft: Pick<Draft, 'revision'> }) {
  return <input type="hidden" name="seen" value={draft.revision} />
}

export function AboveDesk({ programme }: { programme?: Pick<Draft, 'programme' | 'definition'> }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('programmes.above')}
      links={[
        { href: href('/desk'), label: words('programmes.desk.home') },
        { href: href('/desk/programmes'), label: words('programmes.desk.title') },
        ...(programme
          ? [{ href: href(deskHref(programme.programme)), label: said(words, programme.definition.title) }]
          : []),
      ]}
    />
  )
}

/** A text in Russian and in English, one below the other. */
export function BothTongues({
  name,
  text,
  typed,
  most,
  long = false,
  required = false,
  hint,
}: {
  name: string
  text: Text
  typed: Typed
  most: number
  long?: boolean
  required?: boolean
  hint?: string | undefined
}) {
  const { words } = useFrame()
  return (
    <>
      {(['Ru', 'En'] as const).map((tongue) => {
        const field = `${name}${tongue}`
        const wrong = typed.errors[field]
        const props = {
          name: field,
          label: words(`programmes.maker.${name}.${tongue.toLowerCase()}`),
          value: typedOr(typed, field, tongue === 'Ru' ? text.ru : text.en),
          error: wrong && words(wrong.key, wrong.values),
          maxLength: most,
          hint: tongue === 'Ru' ? hint : undefined,
          required: required && tongue === 'Ru',
        }
        return long ? (
          <TextareaField key={field} {...props} rows={most > 2000 ? 12 : 3} />
        ) : (
          <TextField key={field} {...props} />
        )
      })}
    </>
  )
}

/** «всегда» or one answer of an earlier question. */
export function WhenField({
  earlier,
  when,
  typed,
}: {
  earlier: readonly Field[]
  when: Condition | null
  typed: Typed
}) {
  const { words } = useFrame()
  const answers = earlier.flatMap((field) => {
    const label = said(words, field.label)
    if (field.kind === 'yes-no')
      return (['yes', 'no'] as const).map((is) => ({
        value: `${field.id}=${is}`,
        label: `${label} — ${words(`programmes.answer.${is}`)}`,
      }))
    return field.options.map((option) => ({
      value: `${field.id}=${option.id}`,
      label: `${label} — ${said(words, option.label)}`,
    }))
  })
  return (
    <SelectField
      name="when"
      label={words('programmes.maker.when')}
      hint={words('programmes.maker.whenHint')}
      value={typedOr(typed, 'when', when ? `${when.field}=${when.is}` : '')}
      placeholder={words('programmes.maker.always')}
      options={answers}
    />
  )
}

/** What papers are taken. */
export function PaperFields({
  paper,
  typed,
}: {
  paper: { formats: readonly string[]; largest: number; freshDays: number | null }
  typed: Typed
}) {
  const { words } = useFrame()
  const wrong = (name: string) => typed.errors[name] && words(typed.errors[name].key, typed.errors[name].values)
  return (
    <>
      <CheckboxesField
        name="formats"
        label={words('programmes.maker.formats')}
        values={typed.values.formats === undefined ? [...paper.formats] : [typed.values.formats].flat()}
        options={paperKinds.map((kind) => ({ value: kind, label: kind.toUpperCase() }))}
        error={wrong('formats')}
      />
      <TextField
        name="largest"
        label={words('programmes.maker.largest')}
        inputMode="numeric"
        width="short"
        value={typedOr(typed, 'largest', String(paper.largest))}
        error={wrong('largest')}
      />
      <TextField
        name="freshDays"
        label={words('programmes.maker.freshDays')}
        hint={words('programmes.maker.freshHint')}
        inputMode="numeric"
        width="short"
        value={typedOr(typed, 'freshDays', paper.freshDays === null ? '' : String(paper.freshDays))}
        error={wrong('freshDays')}
      />
    </>
  )
}

/** Buttons that move a thing up or down or take it away. */
export function OrderButtons({ draft, what, id, label }: { draft: Draft; what: string; id: string; label: string }) {
  const { words, href } = useFrame()
  return (
    <form class="actions" method="post" action={href(deskHref(draft.programme, '/order'))}>
      <Seen draft={draft} />
      <input type="hidden" name="what" value={what} />
      <input type="hidden" name="thing" value={id} />
      {(['up', 'down', 'remove'] as const).map((by) => (
        <Button key={by} kind={by === 'remove' ? 'danger' : 'plain'} name="by" value={by}>
          {words(`programmes.maker.${by}`)}
          <span class="heard">: {label}</span>
        </Button>
      ))}
    </form>
  )
}
