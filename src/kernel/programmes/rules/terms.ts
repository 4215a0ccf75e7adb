// What terms are: a dated table of conditions with its own example table, in which version it is and from which day it holds.
import { z } from 'zod'
import { knownShape } from './questions.ts'

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

export const versionShape = z.strictObject({
  from: day,
  to: day.nullable().default(null),
  table: tableShape,
  examples: z.array(exampleShape).max(200).default([]),
  /** The act, in words. */
  basis: z.string().max(400).nullable().default(null),
})

/** One of `terms` in a pack file. `id` names the terms; a measure or a call carries it. */
export const termsShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  title: z.strictObject({ ru: z.string().min(1).max(300), en: z.string().min(1).max(300) }),
  versions: z.array(versionShape).min(1),
})
export type TermsFields = z.input<typeof termsShape>
