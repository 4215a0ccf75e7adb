// Awards as their offices and applicants see them: agreement, milestones with what was brought, money, reports, appeals.
import type { City } from '#platform/city.ts'
import type { Answers } from '../rules/answers.ts'
import type { Text } from '../rules/definition.ts'
import type { State } from '../rules/states.ts'
import { awardingDb } from '../tables/awarding.ts'
import { type AwardMoney, moneyOf } from './call-money.ts'
import type { DecisionView } from './judged.ts'

export interface AwardView {
  application: string
  number: string
  call: string
  state: State
  organisationName: string | null
  at: Date
  amount: number | null
  agreement: string | null
  hash: string | null
  paper: string | null
  sentAt: Date | null
  acceptedAt: Date | null
  acceptedLevel: string | null
  titlePublic: boolean
  declinedAt: Date | null
  declinedBecause: string | null
  closedAt: Date | null
  milestones: MilestoneView[]
  payments: PaymentView[]
  reports: ReportView[]
  money: AwardMoney
}

export interface MilestoneView {
  id: string
  nth: number
  label: Text
  dueOn: string
  tranche: number | null
  acceptedAt: Date | null
  paid: boolean
  proofs: ProofView[]
}

export interface ProofView {
  id: string
  at: Date
  said: string
  sha: string | null
  name: string | null
  kind: string | null
  judgedAt: Date | null
  verdict: 'accepted' | 'sent-back' | null
  reason: string | null
}

export interface PaymentView {
  id: string
  kind: 'paid' | 'returned'
  milestone: string | null
  amount: number
  onDay: string
  document: string
}

export interface ReportView {
  id: string
  nth: number
  at: Date
  answers: Answers
  spent: number | null
  verdict: 'accepted' | 'sent-back' | null
  reason: string | null
}

/** Awards of a call or of some applications, in the order of their numbers, each whole: six queries however many there are. */
export async function awardsOf(
  city: City,
  asked: { call: string } | { applications: readonly string[] },
): Promise<AwardView[]> {
  if ('applications' in asked && asked.applications.length === 0) return []
  const rows = await awardingDb(city)
    .selectFrom('programmes.awards as w')
    .innerJoin('programmes.applications as a', 'a.id', 'w.application')
    .select(['w.application', 'a.number', 'a.call', 'a.state', 'a.organisation_name as organisationName', 'w.at'])
    .select(['w.amount', 'w.agreement', 'w.agreement_hash as hash', 'w.paper', 'w.sent_at as sentAt'])
    .select(['w.accepted_at as acceptedAt', 'w.accepted_level as acceptedLevel', 'w.title_public as titlePublic'])
    .select(['w.declined_at as declinedAt', 'w.declined_because as declinedBecause', 'w.closed_at as closedAt'])
    .where((where) =>
      'call' in asked ? where('a.call', '=', asked.call) : where('w.application', 'in', asked.applications),
    )
    .orderBy('a.number')
    .execute()
  const ids = rows.map(({ application }) => application)
  const numbers = rows.map(({ number }) => number ?? '')
  const payments = await paymentsOf(city, ids)
  const milestones = await milestonesOf(city, ids, payments)
  const [reports, money] = [await reportsOf(city, ids), await moneyOf(city, numbers)]
  const of = <Row extends { application: string }>(list: readonly Row[], id: string) =>
    list.filter((each) => each.application === id).map(({ application: _, ...each }) => each)
  return rows.map(({ number, ...row }) => ({
    ...row,
    number: number ?? '',
    milestones: of(milestones, row.application),
    payments: of(payments, row.application),
    reports: of(reports, row.application),
    money: money.get(number ?? '') ?? { reserved: 0, paid: 0 },
  }))
}

async function milestonesOf(city: City, ids: readonly string[], payments: readonly { milestone: string | null }[]) {
  if (ids.length === 0) return []
  const db = awardingDb(city)
  const rows = await db
    .selectFrom('programmes.milestones')
    .select(['id', 'application', 'nth', 'label', 'due_on as dueOn', 'tranche', 'accepted_at as acceptedAt'])
    .where('application', 'in', ids)
    .orderBy('nth')
    .execute()
  if (rows.length === 0) return []
  const proofs = await db
    .selectFrom('programmes.proofs')
    .select(['id', 'milestone', 'at', 'said', 'sha', 'name', 'kind', 'judged_at as judgedAt', 'verdict', 'reason'])
    .where(
      'milestone',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    paid: payments.some(({ milestone }) => milestone === row.id),
    proofs: proofs.filter(({ milestone }) => milestone === row.id).map(({ milestone: _, ...proof }) => proof),
  }))
}

async function paymentsOf(city: City, ids: readonly string[]) {
  if (ids.length === 0) return []
  return awardingDb(city)
    .selectFrom('programmes.payments')
    .select(['id', 'application', 'kind', 'milestone', 'amount', 'on_day as onDay', 'document'])
    .where('application', 'in', ids)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

async function reportsOf(city: City, ids: readonly string[]) {
  if (ids.length === 0) return []
  return awardingDb(city)
    .selectFrom('programmes.reports')
    .select(['id', 'application', 'nth', 'at', 'answers', 'spent', 'verdict', 'reason'])
    .where('application', 'in', ids)
    .orderBy('nth')
    .execute()
}

export interface AppealView {
  id: string
  application: string
  number: string
  call: string
  callTitle: Text
  at: Date
  words: string
  dueOn: string
  decidedAt: Date | null
  outcome: 'upheld' | 'rejected' | null
  reason: string | null
}

/** Appeals: all of them, of a call, or of some applications; what waits longest first, then the newest. */
export async function appealsOf(
  city: City,
  asked: { call?: string; applications?: readonly string[]; id?: string; most?: number } = {},
): Promise<AppealView[]> {
  const { call, applications, id, most = 200 } = asked
  if (applications?.length === 0) return []
  const rows = await awardingDb(city)
    .selectFrom('programmes.appeals as p')
    .innerJoin('programmes.applications as a', 'a.id', 'p.application')
    .innerJoin('programmes.calls as c', 'c.id', 'a.call')
    .select(['p.id', 'p.application', 'a.number', 'a.call', 'c.title as callTitle', 'p.at', 'p.words'])
    .select(['p.due_on as dueOn', 'p.decided_at as decidedAt', 'p.outcome', 'p.reason'])
    .$if(call !== undefined, (query) => query.where('a.call', '=', call ?? ''))
    .$if(id !== undefined, (query) => query.where('p.id', '=', id ?? ''))
    .$if(applications !== undefined, (query) => query.where('p.application', 'in', applications ?? []))
    .orderBy('p.decided_at', (order) => order.desc().nullsFirst())
    .orderBy('p.due_on')
    .orderBy('p.id')
    .limit(most)
    .execute()
  return rows.map(({ number, ...row }) => ({ ...row, number: number ?? '' }))
}

/** The decision that an appeal is against. */
export async function decisionBehind(city: City, appeal: string): Promise<DecisionView | null> {
  const row = await awardingDb(city)
    .selectFrom('programmes.appeals as p')
    .innerJoin('programmes.decisions as d', 'd.id', 'p.decision')
    .select(['d.id', 'd.application', 'd.protocol', 'd.cause', 'd.outcome', 'd.amount', 'd.ground', 'd.reason'])
    .select(['d.score', 'd.place', 'd.at'])
    .where('p.id', '=', appeal)
    .executeTakeFirst()
  return row ?? null
}

/** Which of these files of the store are papers of awards, evidence or protocols. */
export async function awardPapersAmong(city: City, shas: readonly string[]): Promise<string[]> {
  if (shas.length === 0) return []
  const db = awardingDb(city)
  const rows = await db
    .selectFrom('programmes.awards')
    .select('paper as sha')
    .where('paper', 'in', shas)
    .unionAll(db.selectFrom('programmes.protocols').select('paper as sha').where('paper', 'in', shas))
    .unionAll(db.selectFrom('programmes.proofs').select('sha').where('sha', 'in', shas))
    .execute()
  return rows.flatMap(({ sha }) => sha ?? [])
}
