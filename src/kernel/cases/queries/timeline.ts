// The public timeline of a case: every step by office, in order, with every moved deadline.
import type { Words } from '#platform/words.ts'
import { officeInWords } from '../offices.ts'
import type { CaseRows } from './rows.ts'

export type StepKind =
  | 'opened'
  | 'released'
  | 'handed-over'
  | 'answered'
  | 'declined'
  | 'resolved'
  | 'confirmed'
  | 'reopened'

export interface Step {
  id: string
  at: Date
  kind: StepKind
  /** By office, never by name; null for residents and the house. */
  office: string | null
  /** Who holds the case from this step on, where the step changes it. */
  holder: { body: string; name: string } | null
  due: Date | null
  dueKind: 'norm' | 'guide' | null
  /** The deadline before this step, where the step moved it. */
  dueBefore: Date | null
  /** Words of the staff. What residents wrote is never here. */
  text: string | null
  /** The photo's id that belongs to the step. */
  photo: string | null
}

/** All steps of a case, the earliest first. */
export function timelineOf(rows: CaseRows, words: Words, bodies: ReadonlyMap<string, string>): Step[] {
  const office = (code: string | null) => (code === null ? null : officeInWords(words, code, bodies))
  const nothing = { holder: null, due: null, dueKind: null, dueBefore: null, text: null, photo: null }
  const steps: Step[] = [
    ...rows.holdings.map((holding, index): Step => {
      const before = rows.holdings[index - 1]
      return {
        ...nothing,
        id: holding.id,
        at: holding.since,
        kind: holding.begun_by,
        office: office(holding.by_office),
        holder: { body: holding.body, name: bodies.get(holding.body) ?? holding.body },
        due: holding.due_at,
        dueKind: holding.due_kind,
        dueBefore:
          holding.begun_by === 'handed-over' && before && before.due_at < holding.due_at ? before.due_at : null,
        text: holding.reason,
      }
    }),
    ...rows.releases.map(
      (row): Step => ({ ...nothing, id: row.id, at: row.at, kind: 'released', office: office(row.by_office) }),
    ),
    ...rows.answers.map(
      (row): Step => ({
        ...nothing,
        id: row.id,
        at: row.at,
        kind: row.final ? 'declined' : 'answered',
        office: office(row.by_office),
        text: row.text,
      }),
    ),
    ...rows.resolutions.map(
      (row): Step => ({
        ...nothing,
        id: row.id,
        at: row.at,
        kind: 'resolved',
        office: office(row.by_office),
        text: [row.note, row.word].filter(Boolean).join('\n') || null,
        photo: row.photo,
      }),
    ),
    ...rows.confirmations.map((row): Step => ({ ...nothing, id: row.id, at: row.at, kind: 'confirmed', office: null })),
  ]
  return steps.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
}

/** All bodies that the rows name, for one question about their names. */
export function bodiesIn(rows: CaseRows): string[] {
  const offices = [...rows.holdings, ...rows.releases, ...rows.answers, ...rows.resolutions].flatMap(({ by_office }) =>
    by_office === null ? [] : by_office.split('@').slice(1),
  )
  return [...new Set([...rows.holdings.map(({ body }) => body), ...offices])]
}
