// The questionnaire for programs: answers come as one JSON object, decisions go out; its contract for /api/openapi.json.
import { z } from 'zod'
import type { Known } from '#engines/eligibility/index.ts'
import { type Catalogue, readKnown } from '#kernel/programmes/index.ts'
import type { Fields } from '#platform/form.ts'
import type { RouteApi } from '#platform/http/route.ts'
import { type FieldErrors, refuse } from '#platform/refusal.ts'

const value = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())])
const change = z.array(z.object({ question: z.string(), from: value.nullable(), to: value, test: z.string() }))

export const checkApi: RouteApi = {
  tag: 'bureau',
  summary: 'bureau.api.check',
  answer: z.object({
    on: z.string(),
    next: z.array(z.string()),
    decisions: z.array(
      z.object({
        measure: z.string(),
        name: z.string(),
        verdict: z.enum(['yes', 'no', 'unknown']),
        /** Whole kopecks. */
        amount: z.object({ from: z.number(), to: z.number().nullable() }).nullable(),
        matters: z.array(z.string()),
        change: change.nullable(),
        towards: change.nullable(),
        because: z.array(z.string()),
      }),
    ),
  }),
  parameters: {
    known: { schema: z.string(), about: 'bureau.api.known', example: '{"form":"ip","okved":"74.10"}' },
    looking: { schema: z.string(), about: 'bureau.api.looking', example: 'business,project' },
  },
}

/** The answers of a program, read by the same rules as a person's. Throws `invalid` with every mistake. */
export function knownAsked(text: string, catalogue: Catalogue): Known {
  const errors: FieldErrors = {}
  const parsed = z.record(z.string(), value.nullable()).safeParse(parse(text))
  if (!parsed.success) throw refuse.invalid({ known: { key: 'bureau.api.error.known' } })
  const fields: Fields = {}
  for (const [id, answer] of Object.entries(parsed.data)) {
    if (!catalogue.questions.some((question) => question.id === id)) {
      errors[`a.${id.slice(0, 60)}`] = { key: 'bureau.refusal.noQuestion' }
    } else {
      fields[`a.${id}`] = typed(answer)
      // An empty list is an answer too.
      fields[`q.${id}`] = 'yes'
    }
  }
  const asked = catalogue.questions.filter(({ id }) => `a.${id}` in fields)
  const read = readKnown(fields, asked)
  Object.assign(errors, read.errors)
  if (Object.keys(errors).length > 0) throw refuse.invalid(errors)
  return read.known
}

// As a form would send it.
function typed(answer: z.output<typeof value> | null): string | string[] {
  if (answer === null) return 'unsure'
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no'
  return typeof answer === 'object' ? answer : String(answer)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
