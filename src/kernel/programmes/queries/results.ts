// What everybody may know of a call that was decided: numbers, reasons in groups, awards, and scores under codes that name nobody.
import type { City } from '#platform/city.ts'
import { daysBetween } from '#platform/time.ts'
import { summaryOf } from '../rules/blind.ts'
import { reviewScore } from '../rules/ranking.ts'
import { type GroupCount, leastGroup, merged } from '../rules/small-groups.ts'
import { awardingDb } from '../tables/awarding.ts'
import { type AppealView, type AwardView, appealsOf, awardsOf } from './awards.ts'
import { decisionsOf } from './judged.ts'
import { callMaterials, type Materials } from './materials.ts'
import { countedReviews, pointsOf } from './reviews.ts'

export interface PublishedAward {
  code: string
  /** What it is for; null where its author did not agree to publish that. */
  title: string | null
  /** The name of an organisation; null for a person, whose name is never published. */
  organisation: string | null
  amount: number | null
  paid: number
  state: AwardView['state']
  milestones: { label: AwardView['milestones'][number]['label']; dueOn: string; accepted: boolean }[]
}

export interface PublishedScore {
  code: string
  place: number | null
  score: number | null
  outcome: string
  /** Points by criterion, one list a review. */
  reviews: { points: Record<string, number>; score: number | null }[]
}

export interface Results {
  materials: Materials
  /** The paper of the signed protocol, by its SHA-256. */
  protocol: string
  decidedAt: Date
  sent: number
  reviewed: number
  awarded: number
  /** What was decided, in groups; null where all together are fewer than five. */
  outcomes: GroupCount[] | null
  /** Why it was refused, in groups. */
  refusedBecause: GroupCount[] | null
  /** Days from sending to the decision, the middle one; null below five. */
  medianDays: number | null
  money: { budget: number; awarded: number; paid: number; returned: number; free: number } | null
  appeals: { all: number; upheld: number; waiting: number; overdue: number }
  awards: PublishedAward[]
  /** Null where fewer than five were ranked: one could be known again. */
  scores: PublishedScore[] | null
}

/** The results of a call, once its protocol is signed; null before, and where there is no such call. */
export async function resultsOf(city: City, call: string, today: string): Promise<Results | null> {
  const materials = await callMaterials(city, call)
  const signed = materials?.protocols.find(({ confirmedAt }) => confirmedAt !== null)
  if (!materials || !signed?.confirmedAt) return null
  const { judged, candidates, assignments, free } = materials
  const definition = materials.call.definition
  const decisions = await decisionsOf(
    city,
    judged.map(({ id }) => id),
  )
  const awards = await awardsOf(city, { call })
  const appeals = await appealsOf(city, { call, most: 10_000 })
  const declined = awards.filter(({ declinedAt }) => declinedAt !== null).length
  const of = (outcome: string) => [...decisions.values()].filter((each) => each.outcome === outcome)
  const outcomeOf = new Map([...decisions].map(([id, { outcome }]) => [id, outcome]))
  const waited = await daysWaited(city, call)
  return {
    ...{ materials, protocol: signed.paper, decidedAt: signed.confirmedAt, sent: materials.sent },
    reviewed: candidates.length,
    awarded: of('awarded').length + declined,
    outcomes: merged(
      [
        ...(['awarded', 'refused', 'reserve'] as const).map((name) => ({ name, n: of(name).length })),
        { name: 'declined', n: declined },
      ],
      'other',
    ),
    refusedBecause: merged(groupsOf(of('refused').map(({ ground }) => ground)), 'other'),
    medianDays: waited.length < leastGroup ? null : median(waited),
    money: moneyOfCall(materials, awards, free),
    appeals: appealCounts(appeals, today),
    awards: awards.filter(({ declinedAt }) => declinedAt === null).map((award) => publishedAward(award, materials)),
    scores:
      candidates.length < leastGroup
        ? null
        : candidates.map(({ id, code, place, score }) => ({
            ...{ code, place, score, outcome: outcomeOf.get(id) ?? 'other' },
            reviews: countedReviews(assignments, id).map(({ scores }) => ({
              points: pointsOf(scores),
              score: reviewScore(pointsOf(scores), definition.rubric),
            })),
          })),
  }
}

/** Those of some calls whose decision was signed, so that they have results. */
export async function decidedAmong(city: City, calls: readonly string[]): Promise<Set<string>> {
  if (calls.length === 0) return new Set()
  const rows = await awardingDb(city)
    .selectFrom('programmes.protocols')
    .select('call')
    .distinct()
    .where('call', 'in', [...calls])
    .where('confirmed_at', 'is not', null)
    .execute()
  return new Set(rows.map(({ call }) => call))
}

function publishedAward(award: AwardView, { judged, call }: Materials): PublishedAward {
  const of = judged.find(({ id }) => id === award.application)
  const parts = new Set(call.definition.published)
  const title = of && award.titlePublic && parts.has('summary') ? summaryOf(call.definition, of.answers, true) : null
  return {
    code: of?.code ?? '',
    title,
    organisation: parts.has('organisation') ? award.organisationName : null,
    amount: parts.has('amount') ? award.amount : null,
    paid: parts.has('amount') ? award.money.paid : 0,
    state: award.state,
    milestones: award.milestones.map(({ label, dueOn, acceptedAt }) => ({
      label,
      dueOn,
      accepted: acceptedAt !== null,
    })),
  }
}

function moneyOfCall({ call }: Materials, awards: readonly AwardView[], free: number | null): Results['money'] {
  if (call.budget === null || free === null) return null
  const sum = (amounts: readonly number[]) => amounts.reduce((all, each) => all + each, 0)
  const standing = awards.filter(({ declinedAt }) => declinedAt === null)
  return {
    ...{ budget: call.budget, free },
    awarded: sum(standing.map(({ amount }) => amount ?? 0)),
    paid: sum(standing.map(({ money }) => money.paid)),
    returned: sum(
      standing.flatMap(({ payments }) =>
        payments.filter(({ kind }) => kind === 'returned').map(({ amount }) => amount),
      ),
    ),
  }
}

function appealCounts(appeals: readonly AppealView[], today: string): Results['appeals'] {
  const waiting = appeals.filter(({ outcome }) => outcome === null)
  return {
    all: appeals.length,
    upheld: appeals.filter(({ outcome }) => outcome === 'upheld').length,
    waiting: waiting.length,
    overdue: waiting.filter(({ dueOn }) => dueOn < today).length,
  }
}

async function daysWaited(city: City, call: string): Promise<number[]> {
  const rows = await awardingDb(city)
    .selectFrom('programmes.decisions as d')
    .innerJoin('programmes.protocols as p', 'p.id', 'd.protocol')
    .innerJoin('programmes.applications as a', 'a.id', 'd.application')
    .select(['a.sent_at', 'p.confirmed_at'])
    .where('p.call', '=', call)
    .where('p.confirmed_at', 'is not', null)
    .execute()
  return rows.flatMap(({ sent_at, confirmed_at }) =>
    sent_at && confirmed_at
      ? [daysBetween(sent_at.toISOString().slice(0, 10), confirmed_at.toISOString().slice(0, 10))]
      : [],
  )
}

function groupsOf(names: readonly string[]): GroupCount[] {
  return [...Map.groupBy(names, (name) => name)].map(([name, all]) => ({ name, n: all.length }))
}

/** The middle of whole numbers; of an even count the lower of the two in the middle. */
function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
