// A questionnaire as it is answered: what is looked for, what is known, and what was decided when it was last looked at.
import { z } from 'zod'
import { lookings } from './measure.ts'

const value = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()).readonly()]).nullable()

const seenShape = z.object({
  /** The day (YYYY-MM-DD). */
  on: z.string(),
  verdicts: z.record(
    z.string(),
    z.object({ verdict: z.enum(['yes', 'no', 'unknown']), from: z.number().nullable(), to: z.number().nullable() }),
  ),
})
export type Seen = z.output<typeof seenShape>

export const draftShape = z.object({
  looking: z.array(z.enum(lookings)).default([]),
  /** The one measure she came for; null: all that she looks for. */
  measure: z.string().nullable().default(null),
  known: z.record(z.string(), value).default({}),
  /** In the order in which they were answered: the way back. */
  answered: z.array(z.string()).default([]),
  seen: seenShape.nullable().default(null),
})
export type Draft = z.output<typeof draftShape>

export const emptyDraft: Draft = draftShape.parse({})

/** Whether a question is one for whoever gives the measure: it is never asked in a row, only shown beside the result. */
export function isForProvider(question: string): boolean {
  return question.startsWith('ask_')
}

/** The draft with answers; an answered question keeps its place. */
export function withAnswers(draft: Draft, answers: Readonly<Record<string, unknown>>): Draft {
  const known = { ...draft.known, ...z.record(z.string(), value).parse(answers) }
  const fresh = Object.keys(answers).filter((id) => !draft.answered.includes(id))
  return { ...draft, known, answered: [...draft.answered, ...fresh] }
}

/** The question answered before this one; null at the beginning. */
export function before(draft: Draft, question: string): string | null {
  const at = draft.answered.indexOf(question)
  return (at < 0 ? draft.answered.at(-1) : draft.answered[at - 1]) ?? null
}

/** What is decided otherwise than when it was last looked at. */
export function changedSince(
  seen: Seen,
  now: Seen['verdicts'],
): { id: string; was: 'yes' | 'no' | 'unknown' | null; is: 'yes' | 'no' | 'unknown' | null; sum: boolean }[] {
  const ids = [...new Set([...Object.keys(seen.verdicts), ...Object.keys(now)])].sort()
  return ids.flatMap((id) => {
    const [was, is] = [seen.verdicts[id] ?? null, now[id] ?? null]
    const sum = was !== null && is !== null && (was.from !== is.from || was.to !== is.to)
    if (was?.verdict === is?.verdict && !sum) return []
    return [{ id, was: was?.verdict ?? null, is: is?.verdict ?? null, sum }]
  })
}
