// The applications of a call as those who judge see them: by number and public code, with what was sent last and what was decided.
import type { City } from '#platform/city.ts'
import type { Answers } from '../rules/answers.ts'
import { drawn } from '../rules/assigning.ts'
import type { Outcome } from '../rules/deciding.ts'
import type { State } from '../rules/states.ts'
import { awardingDb } from '../tables/awarding.ts'

export interface Judged {
  id: string
  number: string
  call: string
  /** What it is called in what is published: nobody is known by it but to herself. */
  code: string
  handle: string | null
  organisation: string | null
  organisationName: string | null
  organisationInn: string | null
  state: State
  stateAt: Date
  erased: boolean
  answers: Answers
  documents: string[]
}

/** The public code of an application: the beginning of SHA-256 over the call's seed and its number. */
export const codeOf = (seed: string, number: string): string => drawn(seed, number).slice(0, 10)

/** Applications of a call that were sent, in the order of their numbers, each with its newest submission. */
export async function judgedOf(
  city: City,
  call: string,
  only?: readonly string[],
  { withdrawn = false }: { withdrawn?: boolean } = {},
): Promise<Judged[]> {
  if (only?.length === 0) return []
  const rows = await awardingDb(city)
    .selectFrom('programmes.applications as a')
    .innerJoin('programmes.submissions as s', 's.application', 'a.id')
    .leftJoin('programmes.reviewing as r', 'r.call', 'a.call')
    .distinctOn('a.number')
    .select(['a.id', 'a.number', 'a.call', 'a.handle', 'a.organisation', 'a.organisation_name as organisationName'])
    .select(['a.organisation_inn as organisationInn', 'a.state', 'a.state_at as stateAt', 'a.erased_at', 'r.seed'])
    .select(['s.answers', 's.documents'])
    .where('a.call', '=', call)
    .where('a.number', 'is not', null)
    .where('a.state', 'not in', withdrawn ? ['draft'] : ['draft', 'withdrawn'])
    .$if(only !== undefined, (query) => query.where('a.id', 'in', only ?? []))
    .orderBy('a.number')
    .orderBy('s.nth', 'desc')
    .execute()
  return rows.map(({ seed, number, erased_at, ...row }) => ({
    ...row,
    number: number ?? '',
    code: codeOf(seed ?? '', number ?? ''),
    erased: erased_at !== null,
  }))
}

/** One application by its id; null where it was never sent, does not exist, or (unless asked for) was withdrawn. */
export async function judgedFor(city: City, id: string, also: { withdrawn?: boolean } = {}): Promise<Judged | null> {
  const row = await awardingDb(city)
    .selectFrom('programmes.applications')
    .select(['call'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? ((await judgedOf(city, row.call, [id], also))[0] ?? null) : null
}

export interface DecisionView {
  id: string
  application: string
  protocol: string | null
  cause: 'protocol' | 'appeal' | 'reserve'
  outcome: Outcome
  amount: number | null
  ground: string
  reason: string
  score: number | null
  place: number | null
  at: Date
}

/** The decision that stands of each application: the newest that was confirmed. */
export async function decisionsOf(
  city: City,
  applications: readonly string[],
): Promise<ReadonlyMap<string, DecisionView>> {
  if (applications.length === 0) return new Map()
  const rows = await awardingDb(city)
    .selectFrom('programmes.decisions as d')
    .leftJoin('programmes.protocols as p', 'p.id', 'd.protocol')
    .distinctOn('d.application')
    .select(['d.id', 'd.application', 'd.protocol', 'd.cause', 'd.outcome', 'd.amount', 'd.ground', 'd.reason'])
    .select(['d.score', 'd.place', 'd.at'])
    .where('d.application', 'in', applications)
    .where((where) => where.or([where('d.protocol', 'is', null), where('p.confirmed_at', 'is not', null)]))
    .orderBy('d.application')
    .orderBy('d.at', 'desc')
    .orderBy('d.id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.application, row]))
}
