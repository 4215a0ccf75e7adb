// One rule: its form, the day from which a change holds, the reason, and every version it has had.

import { officeInWords } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Timeline } from '#web/components/timeline/timeline.tsx'
import type { Editor, Question } from '../editors.ts'
import { useTyped } from './case-forms.tsx'

export interface ShownVersion {
  version: number
  validFrom: string
  validTo: string | null
  changedAt: Date
  office: string
  reason: string | null
  shown: Record<string, string>
}

export interface ReferenceProps {
  name: Editor['name']
  /** Null for a new one. */
  id: string | null
  title: string
  questions: Question[]
  /** The newest first. */
  versions: ShownVersion[]
  typed: Typed
  notice: string | null
}

export function ReferencePage({ name, id, title, questions, versions, typed, notice }: ReferenceProps) {
  const { words, href } = useFrame()
  const of = useTyped(typed)
  const [newest] = versions
  const errors = Object.entries(typed.errors).map(([field, { key, values }]) => ({
    name: field,
    message: words(key, values),
  }))
  return (
    <>
      <PageHead
        title={title}
        lede={id ?? undefined}
        above={
          <Breadcrumbs
            label={words('desk.path')}
            links={[
              { href: href('/desk'), label: words('desk.title') },
              { href: href(`/desk/${name}`), label: words(`desk.menu.${name}`) },
            ]}
          />
        }
      />
      {notice && <Notice kind="wrong">{notice}</Notice>}
      <ErrorSummary title={words('desk.case.wrong')} errors={errors} />
      <form class="narrow" method="post" action={href(`/desk/${name}/${id === null ? 'new' : encodeURIComponent(id)}`)}>
        {/* After a conflict the form answers to what is there now, since it is shown below. */}
        <input type="hidden" name="seen" value={String(newest?.version ?? 0)} />
        {id === null && (
          <TextField
            {...of('id')}
            label={words('desk.edit.id')}
            hint={words('desk.edit.idHint')}
            required
            maxLength={60}
          />
        )}
        {questions.map((question) => (
          <Asked key={question.name} name={name} question={question} of={of} otherwise={newest?.shown[question.name]} />
        ))}
        <TextField
          {...of('validFrom')}
          label={words('desk.edit.validFrom')}
          hint={words('desk.edit.validFromHint')}
          type="date"
          width="short"
          required
        />
        <TextField
          {...of('validTo', newest?.validTo ?? '')}
          label={words('desk.edit.validTo')}
          hint={words('desk.edit.validToHint')}
          type="date"
          width="short"
        />
        <TextareaField
          {...of('changeReason')}
          label={words('desk.edit.reason')}
          hint={words('desk.edit.reasonHint')}
          required
          maxLength={1000}
        />
        <Button>{words('desk.edit.save')}</Button>
      </form>
      {versions.length > 0 && (
        <section>
          <h2>{words('desk.edit.history')}</h2>
          <History name={name} versions={versions} questions={questions} />
        </section>
      )}
    </>
  )
}

interface AskedProps {
  name: Editor['name']
  question: Question
  of: ReturnType<typeof useTyped>
  otherwise: string | undefined
}

function Asked({ name, question, of, otherwise }: AskedProps) {
  const { words } = useFrame()
  const label = words(`desk.${name}.field.${question.name}`)
  const key = `desk.${name}.hint.${question.name}`
  const hint = words.has(key) ? words(key) : undefined
  const typed = of(question.name, otherwise)
  if (question.kind === 'long') return <TextareaField {...typed} label={label} hint={hint} />
  if (question.kind === 'text') return <TextField {...typed} label={label} hint={hint} />
  const placeholder = question.none ?? (typed.value === '' ? words('desk.field.choose') : undefined)
  return (
    <SelectField
      {...typed}
      label={label}
      hint={hint}
      options={question.options ?? []}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  )
}

// The earliest first, as a story is told; each version says what it changed.
function History({ name, versions, questions }: Pick<ReferenceProps, 'name' | 'versions' | 'questions'>) {
  const { words } = useFrame()
  return (
    <Timeline
      label={words('desk.edit.history')}
      steps={versions.toReversed().map((version, at, all) => ({
        title: words('desk.edit.holdsFrom', {
          from: words.date(version.validFrom),
          until: version.validTo ? words.date(version.validTo) : 'no',
        }),
        who: version.office === 'pack' ? words('desk.edit.pack') : officeInWords(words, version.office, new Map()),
        when: words.date(version.changedAt, 'time'),
        at: version.changedAt.toISOString(),
        state: at === all.length - 1 ? 'now' : 'done',
        children: (
          <>
            {version.reason && <p>{version.reason}</p>}
            {changesOf(all[at - 1], version).map((change) => (
              <p key={change} class="source">
                {change}
              </p>
            ))}
          </>
        ),
      }))}
    />
  )

  function changesOf(before: ShownVersion | undefined, after: ShownVersion): string[] {
    if (!before) return []
    return questions.flatMap((question) => {
      const [was, is] = [before.shown[question.name] ?? '', after.shown[question.name] ?? '']
      if (was === is) return []
      const said = (value: string) =>
        question.options?.find((option) => option.value === value)?.label ?? (value || words('desk.edit.nothing'))
      return [
        words('desk.edit.changed', {
          field: words(`desk.${name}.field.${question.name}`),
          was: said(was),
          is: said(is),
        }),
      ]
    })
  }
}
