// A definition that somebody brings as a file, and the form that publishes one.
import { field, form } from '#platform/form.ts'
import type { Upload } from '#platform/http/route.ts'
import type { FieldError } from '#platform/refusal.ts'
import { type Definition, definitionShape } from '../rules/definition.ts'

export const publishForm = form({ seen: field.whole(1, 1_000_000), reason: field.text(1000) })

/** Reads a definition of a JSON file; what is wrong with it is said with its place: `pages.0.fields.2.label`. */
export function readDefinition(
  file: Pick<Upload, 'bytes' | 'cut'>,
): { definition: Definition } | { error: FieldError } {
  if (file.cut || file.bytes.length > 2_000_000) return { error: { key: 'programmes.desk.importLarge' } }
  let data: unknown
  try {
    data = JSON.parse(Buffer.from(file.bytes).toString('utf8'))
  } catch {
    return { error: { key: 'programmes.desk.importNoJson' } }
  }
  const text = JSON.stringify(data)
  if (text.includes('\\u0000') || !text.isWellFormed()) return { error: { key: 'platform.form.unreadable' } }
  const read = definitionShape.safeParse(data)
  if (read.success) return { definition: read.data }
  const places = [...new Set(read.error.issues.map(({ path }) => path.join('.') || '.'))].slice(0, 10)
  return { error: { key: 'programmes.desk.importWrong', values: { places: places.join(', ') } } }
}
