// All that a decision on a call rests on: its applications in their ranking, the reviews, the money that is free, and the protocols so far.
import type { City } from '#platform/city.ts'
import { requestedOf, summaryOf } from '../rules/blind.ts'
import type { Candidate } from '../rules/deciding.ts'
import type { Definition } from '../rules/definition.ts'
import { awardingDb } from '../tables/awarding.ts'
import { freeOf } from './call-money.ts'
import { type CallView, callFor } from './calls.ts'
import { type Judged, judgedOf } from './judged.ts'
import { type Assignment, assignmentsOf, type Reviewing, rankingOf, reviewingOf } from './reviews.ts'

export interface ProtocolView {
  id: string
  nth: number
  preparedAt: Date
  handle: string | null
  paper: string
  confirmedAt: Date | null
  returnedAt: Date | null
  reason: string | null
}

export interface CandidateView extends Candidate {
  id: string
  code: string
  summary: string | null
  state: Judged['state']
  score: number | null
  missing: number
}

export interface Materials {
  call: CallView & { definition: Definition }
  reviewing: Reviewing | null
  judged: Judged[]
  assignments: Assignment[]
  /** Those that were reviewed, in the order of the ranking. */
  candidates: CandidateView[]
  protocols: ProtocolView[]
  /** Whole kopecks; null where the call gives no money. */
  free: number | null
  /** How many were sent at all, those withdrawn after too. */
  sent: number
}

/** What a decision on a call rests on; null where there is no such call. */
export async function callMaterials(city: City, id: string): Promise<Materials | null> {
  const call = await callFor(city, id)
  if (!call) return null
  const judged = await judgedOf(city, id)
  const reviewing = await reviewingOf(city, id)
  const assignments = await assignmentsOf(
    city,
    judged.map((each) => each.id),
  )
  const { n } = await awardingDb(city)
    .selectFrom('programmes.applications')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('call', '=', id)
    .where('number', 'is not', null)
    .executeTakeFirstOrThrow()
  return {
    ...{ call, reviewing, judged, assignments, sent: n },
    candidates: reviewing ? candidatesOf(call.definition, reviewing, judged, assignments) : [],
    protocols: await protocolsOf(city, id),
    free: call.budget === null ? null : ((await freeOf(city, id)) ?? call.budget),
  }
}

function candidatesOf(
  definition: Definition,
  { seed }: Reviewing,
  judged: readonly Judged[],
  assignments: readonly Assignment[],
): CandidateView[] {
  const given = new Set(assignments.map(({ application }) => application))
  const reviewed = judged.filter(({ id, state }) => given.has(id) || state === 'in-review')
  const byCode = new Map(reviewed.map((each) => [each.code, each]))
  return rankingOf(definition, seed, reviewed, assignments).flatMap(({ code, score, place, passes, missing }) => {
    const of = byCode.get(code)
    if (!of) return []
    const { id, number, state, answers } = of
    return [
      {
        ...{ id, number, code, state, score, place, passes, missing },
        ...{ summary: summaryOf(definition, answers, false), requested: requestedOf(definition, answers) },
      },
    ]
  })
}

/** Protocols of a call, the first first. */
export async function protocolsOf(city: City, call: string): Promise<ProtocolView[]> {
  return awardingDb(city)
    .selectFrom('programmes.protocols')
    .select(['id', 'nth', 'prepared_at as preparedAt', 'handle', 'paper', 'confirmed_at as confirmedAt'])
    .select(['returned_at as returnedAt', 'reason'])
    .where('call', '=', call)
    .orderBy('nth')
    .execute()
}

/** The decisions that a protocol proposes, by the numbers of applications. */
export async function proposedIn(city: City, protocol: string) {
  return awardingDb(city)
    .selectFrom('programmes.decisions as d')
    .innerJoin('programmes.applications as a', 'a.id', 'd.application')
    .select(['a.number', 'd.outcome', 'd.amount', 'd.ground', 'd.reason', 'd.score', 'd.place'])
    .where('d.protocol', '=', protocol)
    .orderBy('d.place')
    .orderBy('a.number')
    .execute()
}
