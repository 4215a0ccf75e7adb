// A JSON Schema as rows of a table that a person reads: one a property, with its path.

type Json = Readonly<Record<string, unknown>>

export interface SchemaRow {
  /** `items[].id`. */
  name: string
  kind: string
  required: boolean
  /** All that may stand there, where these are few. */
  choices: string
}

/** The properties of a schema, outer before inner. */
export function schemaRows(schema: Json, path = ''): SchemaRow[] {
  if (isJson(schema.items)) return schemaRows(schema.items, `${path}[]`)
  if (!isJson(schema.properties)) return []
  const required = Array.isArray(schema.required) ? schema.required.map(String) : []
  return Object.entries(schema.properties).flatMap(([key, value]) => {
    if (!isJson(value)) return []
    const name = path === '' ? key : `${path}.${key}`
    const own = { name, kind: kindOf(value), required: required.includes(key), choices: choicesOf(value) }
    return [own, ...schemaRows(inner(value), name)]
  })
}

// What may be null is a choice of two; what stands in it is read from the other.
function inner(schema: Json): Json {
  const choices = Array.isArray(schema.anyOf) ? schema.anyOf.filter(isJson) : []
  return choices.find(({ type }) => type !== 'null') ?? schema
}

function kindOf(schema: Json): string {
  const choices = Array.isArray(schema.anyOf) ? schema.anyOf.filter(isJson) : [schema]
  return choices.map(({ type }) => (Array.isArray(type) ? type.join(' | ') : String(type ?? 'any'))).join(' | ')
}

function choicesOf(schema: Json): string {
  const { enum: choices } = inner(schema)
  return Array.isArray(choices) ? choices.map(String).join(', ') : ''
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
