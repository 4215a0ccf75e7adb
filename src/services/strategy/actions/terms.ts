// Promising and moving: the first word on a term stays for ever, every later one needs a reason, and both enter the chronicle.
import { type Basis, basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { StrategyFacts } from '../facts.ts'
import { mayCommit } from '../policy.ts'
import { termsOf } from '../queries/terms.ts'
import { type Change, changesIn } from '../rules/changes.ts'
import { isTerm, subjectParts, type Term, type TermRow } from '../rules/terms.ts'
import { strategyDb } from '../tables.ts'
import { strategyOffice } from './office.ts'

const announce = announcer<StrategyFacts>()

export interface Pledge {
  /** `indicator:ID`, `project:ID` or `milestone:ID`. */
  subject: string
  /** Values by term; a term that is not named stays as it is, null takes a promise back. */
  terms: Readonly<Record<string, string | null>>
  /** Why, for whatever changes; not needed where everything is promised for the first time. */
  reason: string | null
  /** A page that says so. */
  source?: { page: string; date: string | null } | null
  /** Left out: the city's own word, or the demo's. */
  basis?: 'press' | 'city' | 'demo'
  /** True while the thing itself enters the chronicle with its terms: then only changes are told apart. */
  quiet?: boolean
}

/**
 * Promises terms of things for the first time and moves those that were promised before. Answers how many rows it wrote and how
 * many of them were moves. Throws `invalid` (field `reason`) when something moves and nobody says why.
 */
export const pledge = action(
  'strategy',
  async (city: City, input: { pledges: readonly Pledge[] }): Promise<{ written: number; moved: number }> => {
    demand(city.actor, mayCommit, undefined)
    const known = await termsOf(
      city,
      input.pledges.map(({ subject }) => subject),
    )
    const rows: TermRow[] = []
    let moved = 0
    for (const each of input.pledges) {
      const changes = changesFor(each, known.get(each.subject) ?? new Map())
      if (changes.length === 0) continue
      const reason = each.reason?.trim() || null
      const moves = changes.filter(({ was }) => was !== undefined)
      if (moves.length > 0 && reason === null) throw refuse.invalid({ reason: { key: 'strategy.form.noReason' } })
      moved += moves.length
      rows.push(...changes.map((change) => rowFor(city, each, change, reason)))
      await tell(city, each, changes, reason)
    }
    for (let from = 0; from < rows.length; from += chunk) {
      await strategyDb(city)
        .insertInto('strategy.terms')
        .values(rows.slice(from, from + chunk))
        .execute()
    }
    for (const subject of new Set(rows.map((row) => row.subject))) {
      await followTerms(
        city,
        subject,
        rows.filter((row) => row.subject === subject),
      )
    }
    return { written: rows.length, moved }
  },
)

// Lists and sums read the present word of a thing from its own row; it is written here and nowhere else after the first load.
async function followTerms(city: City, subject: string, rows: readonly TermRow[]): Promise<void> {
  const parts = subjectParts(subject)
  const now = new Map(rows.map(({ term, value }) => [term, value]))
  const [target, due, scope] = [now.get('target'), now.get('due'), now.get('scope')]
  if (parts?.kind === 'indicator' && (target !== undefined || due !== undefined || scope)) {
    await strategyDb(city)
      .updateTable('strategy.indicators')
      .set({
        ...(target === undefined ? {} : { target_value: target }),
        ...(due === undefined ? {} : { target_year: due === null ? null : Number(due) }),
        ...(scope ? { name: scope } : {}),
      })
      .where('id', '=', parts.id)
      .execute()
  }
  if (parts?.kind === 'project' && scope) {
    await strategyDb(city).updateTable('strategy.projects').set({ summary: scope }).where('id', '=', parts.id).execute()
  }
  if (parts?.kind === 'milestone' && scope) {
    await strategyDb(city).updateTable('strategy.milestones').set({ name: scope }).where('id', '=', parts.id).execute()
  }
}

// Ten parameters a row: below the 65,535 that one statement may have, and short enough for the embedded database.
const chunk = 1000

function changesFor(input: Pledge, known: ReadonlyMap<string, Term>): Change[] {
  const parts = subjectParts(input.subject)
  if (!parts) throw new Error(`${input.subject} is nothing of which something can be promised`)
  for (const term of Object.keys(input.terms))
    if (!isTerm(parts.kind, term)) throw new Error(`nobody can promise ${term} of ${input.subject}`)
  return changesIn(parts.kind, known, input.terms)
}

function rowFor(city: City, input: Pledge, change: Change, reason: string | null): TermRow {
  return {
    id: newId(city.now),
    subject: input.subject,
    term: change.term,
    value: change.now,
    at: city.now,
    office: strategyOffice(city),
    reason: change.was === undefined ? null : reason,
    basis: input.basis ?? basisOf(city).kind,
    source: input.source?.page ?? null,
    source_date: input.source?.date ?? null,
  }
}

async function tell(city: City, input: Pledge, changes: readonly Change[], reason: string | null): Promise<void> {
  const moves = changes.filter(({ was }) => was !== undefined)
  if (moves.length === 0 && input.quiet) return
  const told = moves.length > 0 ? moves : changes
  const words = told.filter(({ term }) => wordTerms.includes(term))
  await inscribe(city, {
    kind: moves.length > 0 ? 'strategy.moved' : 'strategy.pledged',
    subject: input.subject,
    basis: basisFor(city, input),
    office: strategyOffice(city),
    data: Object.fromEntries(
      told
        .filter((change) => !words.includes(change))
        .map(({ term, now, was, first, nth }) => [term, was === undefined ? { now } : { now, was, first, move: nth }]),
    ),
    texts: {
      ...(moves.length > 0 && reason !== null ? { reason } : {}),
      ...Object.fromEntries(words.map(({ term, now }) => [term, now ?? ''])),
    },
  })
  if (moves.length > 0) {
    await announce(city, 'strategy.moved', input.subject, { terms: moves.map(({ term }) => term) })
  }
}

// Owners and contents are words, and words enter the record as salted hashes.
const wordTerms = ['owner', 'curator', 'scope']

function basisFor(city: City, input: Pledge): Basis {
  if (input.basis === 'press' && input.source)
    return { kind: 'press', page: input.source.page, date: input.source.date }
  return input.basis === 'demo' ? { kind: 'demo' } : basisOf(city)
}
