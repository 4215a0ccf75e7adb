// All errors of a form at once, each leading to its question.
import { fieldId } from '../field/field.tsx'

export type FormError = {
  /** The field's name; without one the error concerns the whole form. */
  name?: string | undefined
  message: string
}

export function ErrorSummary({ title, errors }: { title: string; errors: FormError[] }) {
  if (errors.length === 0) return null
  return (
    <div class="notice wrong" id="errors" role="alert" tabIndex={-1}>
      <h2 class="notice-title">{title}</h2>
      <ul>
        {errors.map(({ name, message }) => (
          <li key={`${name} ${message}`}>{name ? <a href={`#${fieldId(name)}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  )
}
