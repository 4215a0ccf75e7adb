// The questionnaire: whose draft it is, what is asked next, and what comes out for each measure.
import { bestTogether, type Decision, nextQuestions, type Together } from '#engines/eligibility/index.ts'
import { type Catalogue, decideFor, type QuestionFields, termsIn, vocabulary } from '#kernel/programmes/index.ts'
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import { dayOf } from '#platform/time.ts'
import { changedSince, type Draft, draftShape, isForProvider, type Seen } from '../rules/draft.ts'
import { isShown } from '../rules/measure.ts'
import { type StackingFields, stackingOf } from '../rules/stacking.ts'
import { bureauDb } from '../tables.ts'
import { type Measure, measures } from './measures.ts'
import { stackingInForce } from './stacking.ts'

export interface KeptDraft {
  secret: string
  draft: Draft
}

/** The draft of whoever holds the secret, or null. */
export async function draftFor(city: City, secret: string | undefined): Promise<KeptDraft | null> {
  if (!secret) return null
  const row = await bureauDb(city)
    .selectFrom('bureau.drafts')
    .select('data')
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  return row ? { secret, draft: draftShape.parse(row.data) } : null
}

/** Ids of measures by whose terms the questionnaire decides. */
export async function withTerms(city: City): Promise<Set<string>> {
  return new Set((await termsIn(city)).ids)
}

/** The measures a draft is about: what is over is not among them unless she came for it. */
export async function measuresFor(
  city: City,
  draft: Pick<Draft, 'looking' | 'measure'>,
  zone: string,
): Promise<Measure[]> {
  const decided = await withTerms(city)
  const { looking, measure } = draft
  return (await measures(city, zone)).filter(({ id, fields, standing }) => {
    if (!decided.has(id)) return false
    if (measure !== null) return id === measure
    return isShown(standing) && (looking.length === 0 || fields.looking.some((each) => looking.includes(each)))
  })
}

export interface Asking {
  /** What still matters, the most decisive first; questions for those who give measures are not among them. */
  next: QuestionFields[]
  catalogue: Catalogue
}

/** What a draft is still asked: exactly these may be asked, never more, since knowing more makes no other question matter. */
export async function askingOf(city: City, draft: Draft, zone: string): Promise<Asking> {
  const catalogue = await vocabulary(city)
  const of = new Map(catalogue.questions.map((question) => [question.id, question]))
  const ids = (await measuresFor(city, draft, zone)).map(({ id }) => id)
  const next = nextQuestions(await termsIn(city), draft.known, dayOf(city.now, zone), ids)
  return { catalogue, next: next.flatMap((id) => (isForProvider(id) ? [] : (of.get(id) ?? []))) }
}

export interface Decided {
  measure: Measure
  decision: Decision
}

export interface Results {
  yes: Decided[]
  /** Her part is settled; only whoever gives it can say the rest. */
  ask: Decided[]
  /** Her own answers would settle it. */
  unknown: Decided[]
  no: Decided[]
  together: Together
  stacking: StackingFields[]
  changes: ReturnType<typeof changedSince>
  /** The day on which it was last looked at. */
  seenOn: string | null
  verdicts: Seen['verdicts']
  names: ReadonlyMap<string, string>
  catalogue: Catalogue
  left: number
}

/** What comes out of a draft for each of its measures, the most useful first. */
export async function resultsOf(city: City, draft: Draft, zone: string): Promise<Results> {
  const of = await measuresFor(city, draft, zone)
  const decisions = await decideFor(
    city,
    draft.known,
    of.map(({ id }) => id),
  )
  const decided = of.flatMap((measure): Decided[] => {
    const decision = decisions.get(measure.id)
    return decision ? [{ measure, decision }] : []
  })
  const having = (verdict: Decision['verdict']) =>
    decided.filter(({ decision }) => decision.verdict === verdict).toSorted(byUse)
  const open = having('unknown')
  const isLeft = ({ decision }: Decided) => decision.matters.some((id) => !isForProvider(id))
  const yes = having('yes')
  const stacking = (await stackingInForce(city)).map(({ body }) => body)
  const verdicts = verdictsOf(decided)
  const { next, catalogue } = await askingOf(city, draft, zone)
  return {
    ...{ yes, ask: open.filter((each) => !isLeft(each)), unknown: open.filter(isLeft), no: having('no') },
    together: bestTogether(
      new Map(yes.map(({ measure, decision }) => [measure.id, decision])),
      stacking.map(stackingOf),
    ),
    stacking,
    changes: draft.seen === null ? [] : changedSince(draft.seen, verdicts),
    seenOn: draft.seen?.on ?? null,
    ...{ verdicts, catalogue, left: next.length },
    names: new Map((await measures(city, zone)).map(({ id, fields }) => [id, fields.name])),
  }
}

function verdictsOf(decided: readonly Decided[]): Seen['verdicts'] {
  return Object.fromEntries(
    decided.map(({ measure, decision: { verdict, amount } }) => [
      measure.id,
      { verdict, from: amount?.from ?? null, to: amount?.to ?? null },
    ]),
  )
}

// The greatest surely promised sum first; then what a smaller change opens; then the order of the list.
function byUse(one: Decided, other: Decided): number {
  const sum = ({ decision }: Decided) => decision.amount?.from ?? decision.amount?.to ?? 0
  const steps = ({ decision }: Decided) => (decision.change ?? decision.towards)?.length ?? Number.MAX_SAFE_INTEGER
  return sum(other) - sum(one) || steps(one) - steps(other) || (one.measure.id < other.measure.id ? -1 : 1)
}
