// Pieces that the strategy's staff pages share: where one is, fields that keep what was typed, and who answers for something.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { inWords } from '../forms/terms.ts'

/** The path to a staff page below the list of projects. */
export function StaffPath({ links = [] }: { links?: { href: string; label: string }[] }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('strategy.path')}
      links={[
        { href: href('/desk'), label: words('strategy.desk.home') },
        { href: href('/desk/strategy/projects'), label: words('strategy.staff.title') },
        ...links.map((link) => ({ ...link, href: href(link.href) })),
      ]}
    />
  )
}

/** What a field of this name had, and what is wrong with it. */
export function typedField(
  words: Words,
  typed: Typed,
): (name: string) => { name: string; value: string; error?: string | undefined } {
  return (name) => {
    const value = typed.values[name]
    const wrong = typed.errors[name]
    return {
      name,
      value: (Array.isArray(value) ? value[0] : value) ?? '',
      error: wrong && words(wrong.key, wrong.values),
    }
  }
}

/** All errors at once; one without a field concerns the whole form. */
export function Wrong({ errors }: { errors: FieldErrors }) {
  const { words } = useFrame()
  return (
    <ErrorSummary
      title={words('strategy.desk.wrong')}
      errors={Object.entries(errors).map(([name, { key, values }]) => ({
        name: name === '' ? undefined : name,
        message: words(key, values),
      }))}
    />
  )
}

/** Why, for everybody to read. */
export function ReasonField({ typed, required = false }: { typed: Typed; required?: boolean }) {
  const { words } = useFrame()
  return (
    <TextareaField
      {...typedField(words, typed)('reason')}
      label={words('strategy.staff.field.reason')}
      hint={words('strategy.staff.field.reasonHint')}
      maxLength={1000}
      rows={3}
      required={required}
    />
  )
}

/** The page that says so and its day, where there is one. */
export function SourceFields({ typed }: { typed: Typed }) {
  const { words } = useFrame()
  const of = typedField(words, typed)
  return (
    <>
      <TextField
        {...of('source')}
        label={words('strategy.staff.field.source')}
        hint={words('strategy.desk.field.sourceHint')}
        type="url"
        maxLength={500}
      />
      <TextField {...of('sourceDate')} label={words('strategy.desk.field.sourceDate')} type="date" width="middle" />
    </>
  )
}

/** Who answers: a body of the city, or somebody in words. */
export function OwnerFields({
  term,
  typed,
  owners,
}: {
  term: string
  typed: Typed
  owners: { id: string; name: string }[]
}) {
  const { words } = useFrame()
  const of = typedField(words, typed)
  return (
    <>
      <SelectField
        {...of(term)}
        label={words(`strategy.terms.name.${term}`)}
        placeholder={words('strategy.staff.nobody')}
        options={[
          { value: inWords, label: words('strategy.staff.inWords') },
          ...owners.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField
        {...of(`${term}Words`)}
        label={words(`strategy.staff.field.${term}Words`)}
        hint={words('strategy.staff.field.wordsHint')}
        maxLength={300}
      />
    </>
  )
}

/** Everything that was typed, sent again: to be done now, or to be changed first. */
export function SendAgain({ path, sent, save }: { path: string; sent: Record<string, string>; save: string }) {
  const { words, href } = useFrame()
  return (
    <form method="post" action={href(path)}>
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class="actions">
        <Button name="step" value="confirm">
          {save}
        </Button>
        <Button kind="plain" name="step" value="edit">
          {words('strategy.staff.check.edit')}
        </Button>
      </div>
    </form>
  )
}
