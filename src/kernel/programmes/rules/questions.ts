// What can be asked of everyone who wants something of the city: the shape of a question and of a derived value, with their texts.
import { z } from 'zod'

const tongues = z.strictObject({ ru: z.string().min(1).max(400), en: z.string().min(1).max(400) })
export type Tongues = z.output<typeof tongues>

const value = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()).readonly()])
/** Answers by question; null is «I do not know», said aloud. */
export const knownShape = z.record(z.string(), value.nullable())

const domain = {
  id: z.string(),
  kind: z.enum(['yes-no', 'number', 'money', 'day', 'one', 'several', 'code']),
  options: z.array(z.string()).optional(),
  from: z.number().optional(),
  to: z.number().optional(),
  whole: z.boolean().optional(),
  /** How it is called in a sentence, with a capital: «Возраст», «Число работников», «ОКВЭД». */
  name: tongues,
  /** How each option is called in a sentence, in lower case: «самозанятый», «общество (ООО)». */
  labels: z.record(z.string(), tongues).default({}),
  /** What numbers count: «человек», «лет». Money says its roubles itself. */
  unit: tongues.nullable().default(null),
}

/** A question as the catalogue keeps it: what the engine needs, and how a person is asked. */
export const questionShape = z.strictObject({
  ...domain,
  changeable: z.boolean(),
  cost: z.number().optional(),
  settles: z.array(z.strictObject({ when: value, known: knownShape })).optional(),
  /** The question itself: «Сколько у вас работников?» */
  ask: tongues,
  help: tongues.nullable().default(null),
  /** The act that makes it matter, in words, and its address. */
  source: z
    .strictObject({ title: z.string(), url: z.url().nullable().default(null) })
    .nullable()
    .default(null),
  /** Which group of questions it stands in, and where. */
  order: z.number().default(100),
})
export type QuestionFields = z.output<typeof questionShape>

export const derivedShape = z.strictObject({
  ...domain,
  formula: z.string(),
  uses: z.array(z.string()),
})
export type DerivedFields = z.output<typeof derivedShape>

/** Everything that can be asked and worked out; fits the engine's vocabulary as it is. */
export interface Catalogue {
  questions: readonly QuestionFields[]
  derived: readonly DerivedFields[]
}

/** A question or a derived value by its id. */
export function namedIn(catalogue: Catalogue, id: string): QuestionFields | DerivedFields | undefined {
  return catalogue.questions.find((one) => one.id === id) ?? catalogue.derived.find((one) => one.id === id)
}

/** Everything that these names come from: themselves, and what is behind the derived values among them. */
export function namesBehind(catalogue: Catalogue, names: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>()
  const add = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    for (const used of catalogue.derived.find(({ id }) => id === name)?.uses ?? []) add(used)
  }
  for (const name of names) add(name)
  return found
}
