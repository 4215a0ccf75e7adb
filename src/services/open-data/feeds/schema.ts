// The schema of a set's rows as JSON Schema (2020-12), made from its fields.
import type { OpenField, OpenSet } from '#platform/open-data/set.ts'
import type { Words } from '#platform/words.ts'

type Schema = Readonly<Record<string, unknown>>

/** What a row of the set is; `address` is the schema's own. */
export function schemaOf(set: OpenSet, words: Words, address: string): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: address,
    title: words(set.title),
    description: words(set.about),
    type: 'object',
    required: Object.keys(set.fields),
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(set.fields).map(([name, field]) => [
        name,
        { description: words(`platform.open.field.${name}`), ...fieldSchema(field) },
      ]),
    ),
  }
}

function fieldSchema(field: OpenField): Schema {
  const plain = kinds[field.kind]
  const type = field.nullable ? [plain.type, 'null'] : plain.type
  const choices = field.choices && { enum: field.nullable ? [...field.choices, null] : field.choices }
  return { ...plain, type, ...choices }
}

const kinds: Record<OpenField['kind'], Schema> = {
  text: { type: 'string' },
  uuid: { type: 'string', format: 'uuid' },
  whole: { type: 'integer' },
  decimal: { type: 'number' },
  flag: { type: 'boolean' },
  day: { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' },
  instant: { type: 'string', format: 'date-time' },
  list: { type: 'array', items: { type: 'string' } },
  outline: { type: 'array' },
}
