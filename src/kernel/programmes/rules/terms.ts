// What terms are: a dated table of conditions with its own example table, in which version it is and from which day it holds.
import { z } from 'zod'
import { type Catalogue, knownShape, namedIn, namesBehind, type QuestionFields } from './questions.ts'

const day = z.iso.date()

export const tableShape = z.strictObject({
  columns: z.array(z.strictObject({ id: z.string(), of: z.string() })).max(60),
  rows: z
    .array(
      z.strictObject({
        id: z.string(),
        cells: z.array(z.string().max(1000)),
        gives: z.enum(['yes', 'no']),
        amount: z.string().max(1000).optional(),
      }),
    )
    .max(200),
})

/** A line of the example table: with these answers, on this day, this must come out. Kopecks; no amount: any. */
export const exampleShape = z.strictObject({
  known: knownShape,
  on: day,
  verdict: z.enum(['yes', 'no', 'unknown']),
  amount: z.strictObject({ from: z.int(), to: z.int().nullable() }).nullable().optional(),
  note: z.string().max(400).optional(),
})
export type ExampleFields = z.output<typeof exampleShape>

/** What a version says, beside its days. */
export const bodyShape = z.strictObject({
  table: tableShape,
  examples: z.array(exampleShape).max(200).default([]),
  /** The act, in words. */
  basis: z.string().max(400).nullable().default(null),
})
export type TermsBody = z.output<typeof bodyShape>

export const versionShape = bodyShape.extend({ from: day, to: day.nullable().default(null) })

/** One of `terms` in a pack file. `id` names the terms; a measure or a call carries it. */
export const termsShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  title: z.strictObject({ ru: z.string().min(1).max(300), en: z.string().min(1).max(300) }),
  versions: z.array(versionShape).min(1),
})
export type TermsFields = z.input<typeof termsShape>

/**
 * Versions as stretches of time that do not overlap: on each day the newest version whose first day has come, unless its own last day
 * has passed.
 */
export function intervalsOf<Each extends { from: string; to: string | null }>(versions: readonly Each[]): Each[] {
  let past: Each[] = []
  for (const next of versions) {
    past = past
      .map((one) => (one.to === null || one.to > next.from ? { ...one, to: next.from } : one))
      .filter(({ from, to }) => to === null || from < to)
    if (next.to === null || next.from < next.to) past.push(next)
  }
  return past
}

/** Everything that a table stands on: its columns, what formulas in its cells and sums name, and all that is behind these. */
export function namesOf(catalogue: Catalogue, { columns, rows }: TermsBody['table']): ReadonlySet<string> {
  const written = rows.flatMap(({ amount, cells }) => [amount ?? '', ...cells]).join(' ')
  const words = (written.match(/[A-Za-z]\w*/g) ?? []).filter((word) => namedIn(catalogue, word))
  return namesBehind(catalogue, [...columns.map(({ of }) => of), ...words])
}

/** Questions that a table and its examples ask. */
export function questionsOf({ table, examples }: TermsBody, catalogue: Catalogue): readonly QuestionFields[] {
  const names = new Set([...namesOf(catalogue, table), ...examples.flatMap(({ known }) => Object.keys(known))])
  return catalogue.questions.filter(({ id }) => names.has(id))
}
