// Choosing the place that the front page is about; no account is needed.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { type Option, SelectField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export interface NearFormProps {
  districts: Option[]
  typed: Typed
  /** What is chosen now. */
  chosen: { district: string; street: string }
}

export function NearForm({ districts, typed, chosen }: NearFormProps) {
  const { words, href } = useFrame()
  const text = (name: 'district' | 'street') => String([typed.values[name] ?? chosen[name]].flat()[0] ?? '')
  const problem = typed.errors.street
  return (
    <form method="post" action={href('/near')}>
      <div class="filters">
        <SelectField
          name="district"
          label={words('portal.near.district')}
          value={text('district')}
          options={districts}
          placeholder={words('portal.near.any')}
        />
        <TextField
          name="street"
          label={words('portal.near.street')}
          value={text('street')}
          error={problem && words(problem.key, problem.values)}
          autocomplete="address-line1"
          maxLength={80}
        />
        <Button kind="plain">{words('portal.near.show')}</Button>
      </div>
      <p class="source">{words('portal.near.kept')}</p>
    </form>
  )
}

export function NearPage(props: NearFormProps) {
  const { words, href } = useFrame()
  const errors = Object.entries(props.typed.errors).map(([name, { key, values }]) => ({
    name,
    message: words(key, values),
  }))
  return (
    <>
      <PageHead title={words('portal.near.title')} lede={words('portal.near.lede')} />
      <ErrorSummary title={words('portal.near.wrong')} errors={errors} />
      <NearForm {...props} />
      {(props.chosen.district !== '' || props.chosen.street !== '') && (
        <ActionButton action={href('/near')}>{words('portal.near.forget')}</ActionButton>
      )}
    </>
  )
}
