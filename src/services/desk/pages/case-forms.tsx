// What may be done with a case, each as a form: pass on, resolve, answer, decline, mark a complaint.
import type { ComponentChildren } from 'preact'
import type { CaseView } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button, type ButtonKind } from '#web/components/button/button.tsx'
import { FileField, type Option, SelectField, TextareaField } from '#web/components/field/field.tsx'

interface ActProps {
  number: string
  /** The last part of the address; also the name in the words. */
  act: string
  button?: ButtonKind
  files?: boolean
  typed: Typed
  children: ComponentChildren
}

/** One action of the page, folded away until it is wanted or has gone wrong. */
export function Act({ number, act, button = 'main', files = false, typed, children }: ActProps) {
  const { words, href } = useFrame()
  const tried = Object.keys(typed.values).length > 0
  return (
    <details open={tried}>
      <summary>{words(`desk.act.${act}`)}</summary>
      <form
        method="post"
        action={href(`/desk/cases/${number}/${act}`)}
        {...(files ? { enctype: 'multipart/form-data' } : {})}
      >
        {children}
        <Button kind={button}>{words(`desk.button.${act}`)}</Button>
      </form>
    </details>
  )
}

/** The value typed into a field and its error in words, ready for a field component. */
export function useTyped(typed: Typed) {
  const { words } = useFrame()
  return (name: string, otherwise = ''): { name: string; value: string; error?: string } => {
    const value = typed.values[name]
    const problem = typed.errors[name]
    const kept = Array.isArray(value) ? value[0] : value
    return { name, value: kept ?? otherwise, ...(problem ? { error: words(problem.key, problem.values) } : {}) }
  }
}

export function HandoverForm({
  view,
  bodies,
  topics,
  typed,
}: {
  view: CaseView
  bodies: Option[]
  topics: Option[]
  typed: Typed
}) {
  const { words } = useFrame()
  const of = useTyped(typed)
  const lands = ['yard', 'street'].map((value) => ({ value, label: words(`cases.land.${value}`) }))
  return (
    <Act number={view.number} act="handover" typed={typed}>
      <SelectField
        {...of('to')}
        label={words('desk.field.to')}
        options={bodies}
        placeholder={words('desk.field.choose')}
        required
      />
      <TextareaField
        {...of('reason')}
        label={words('desk.field.reason')}
        hint={words('desk.field.reasonHint')}
        required
        maxLength={2000}
      />
      <SelectField
        {...of('topic', view.topic)}
        label={words('desk.field.topic')}
        hint={words('desk.field.topicHint')}
        options={topics}
      />
      <SelectField {...of('land', view.land)} label={words('desk.field.land')} options={lands} />
    </Act>
  )
}

export function ResolutionForm({ number, mayGiveWord, typed }: { number: string; mayGiveWord: boolean; typed: Typed }) {
  const { words } = useFrame()
  const of = useTyped(typed)
  const { value: _, ...photo } = of('photo')
  return (
    <Act number={number} act="resolution" typed={typed} button="gold" files>
      <TextareaField
        {...of('note')}
        label={words('desk.field.note')}
        hint={words('desk.field.noteHint')}
        required
        maxLength={2000}
      />
      <FileField
        {...photo}
        label={words('desk.field.photo')}
        hint={words('desk.field.photoHint')}
        accept="image/*"
        island={{
          tooLarge: words('desk.field.photoTooLarge'),
          preview: words('desk.field.photoPreview'),
          limitBytes: 20_000_000,
        }}
      />
      {mayGiveWord && (
        <TextareaField
          {...of('word')}
          label={words('desk.field.word')}
          hint={words('desk.field.wordHint')}
          maxLength={2000}
        />
      )}
    </Act>
  )
}

export function AnswerForm({ number, typed }: { number: string; typed: Typed }) {
  const { words } = useFrame()
  const of = useTyped(typed)
  return (
    <Act number={number} act="answer" typed={typed}>
      <TextareaField
        {...of('answer')}
        label={words('desk.field.answer')}
        hint={words('desk.field.answerHint')}
        required
        maxLength={4000}
      />
    </Act>
  )
}

export function RefusalForm({ number, typed }: { number: string; typed: Typed }) {
  const { words } = useFrame()
  const of = useTyped(typed)
  return (
    <Act number={number} act="refusal" typed={typed} button="danger">
      <TextareaField
        {...of('why')}
        label={words('desk.field.why')}
        hint={words('desk.field.whyHint')}
        required
        maxLength={4000}
      />
    </Act>
  )
}

export function ComplaintForm({
  number,
  about,
  bodies,
  typed,
}: {
  number: string
  about: string | null
  bodies: Option[]
  typed: Typed
}) {
  const { words } = useFrame()
  const of = useTyped(typed)
  return (
    <Act number={number} act="complaint" typed={typed} button="plain">
      <SelectField
        {...of('about', about ?? '')}
        label={words('desk.field.about')}
        hint={words('desk.field.aboutHint')}
        options={bodies}
        placeholder={words('desk.field.nobody')}
      />
    </Act>
  )
}
