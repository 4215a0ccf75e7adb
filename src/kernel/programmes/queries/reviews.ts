// The review of a call: who reviews what, what was sent, how far reviewers are apart, and the ranking that the scores make.
import { personFor, personOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { drawn } from '../rules/assigning.ts'
import type { Definition } from '../rules/definition.ts'
import { type Ranked, ranking, reviewScore, type Scores, spread } from '../rules/ranking.ts'
import { awardingDb } from '../tables/awarding.ts'
import type { Judged } from './judged.ts'

export interface Reviewing {
  call: string
  seed: string
  at: Date
  handle: string | null
  dueOn: string
}

/** When the review of a call began and by which seed; null where it has not. */
export async function reviewingOf(city: City, call: string): Promise<Reviewing | null> {
  const row = await awardingDb(city)
    .selectFrom('programmes.reviewing')
    .select(['call', 'seed', 'at', 'handle', 'due_on as dueOn'])
    .where('call', '=', call)
    .executeTakeFirst()
  return row ?? null
}

export interface Assignment {
  id: string
  application: string
  handle: string | null
  at: Date
  declaredAt: Date | null
  endedAt: Date | null
  endedBecause: 'conflict' | 'recused' | 'reassigned' | null
  said: string | null
  revision: number
  scores: Scores
  sentAt: Date | null
}

/** Assignments of some applications, those that ended too; the first given first. */
export async function assignmentsOf(city: City, applications: readonly string[]): Promise<Assignment[]> {
  if (applications.length === 0) return []
  return assignments(city).where('s.application', 'in', applications).orderBy('s.at').orderBy('s.id').execute()
}

/** One assignment; null where there is none. */
export async function assignmentFor(city: City, id: string): Promise<Assignment | null> {
  return (await assignments(city).where('s.id', '=', id).executeTakeFirst()) ?? null
}

function assignments(city: City) {
  return awardingDb(city)
    .selectFrom('programmes.assignments as s')
    .select(['s.id', 's.application', 's.handle', 's.at', 's.declared_at as declaredAt', 's.ended_at as endedAt'])
    .select(['s.ended_because as endedBecause', 's.said', 's.revision', 's.scores', 's.sent_at as sentAt'])
}

export interface Due {
  id: string
  call: string
  callTitle: { ru: string; en: string }
  number: string
  dueOn: string
  declaredAt: Date | null
  sentAt: Date | null
  started: boolean
}

/** What a reviewer has before her, what waits first. */
export async function reviewsOf(city: City, handle: string): Promise<Due[]> {
  const rows = await awardingDb(city)
    .selectFrom('programmes.assignments as s')
    .innerJoin('programmes.applications as a', 'a.id', 's.application')
    .innerJoin('programmes.calls as c', 'c.id', 'a.call')
    .innerJoin('programmes.reviewing as r', 'r.call', 'a.call')
    .select(['s.id', 'a.call', 'c.title as callTitle', 'a.number', 'r.due_on as dueOn'])
    .select(['s.declared_at as declaredAt', 's.sent_at as sentAt', 's.revision'])
    .where('s.handle', '=', handle)
    .where('s.ended_at', 'is', null)
    .where('a.state', '<>', 'withdrawn')
    .orderBy('s.sent_at', 'desc')
    .orderBy('r.due_on')
    .orderBy('a.number')
    .limit(200)
    .execute()
  return rows.map(({ revision, number, ...row }) => ({ ...row, number: number ?? '', started: revision > 0 }))
}

/** Reviewers of a call. */
export async function panelOf(city: City, call: string): Promise<string[]> {
  const rows = await awardingDb(city)
    .selectFrom('programmes.panel')
    .select('handle')
    .where('call', '=', call)
    .orderBy('added_at')
    .orderBy('handle')
    .execute()
  return rows.map(({ handle }) => handle)
}

/** INNs of organisations that a reviewer said she is bound to. */
export async function relationsOf(city: City, handle: string): Promise<string[]> {
  const rows = await awardingDb(city)
    .selectFrom('programmes.relations')
    .select('inn')
    .where('handle', '=', handle)
    .orderBy('inn')
    .execute()
  return rows.map(({ inn }) => inn)
}

/** How reviewers are called before the manager, by handle: the name they gave, or their address. */
export async function reviewersNamed(city: City, handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const named = new Map<string, string>()
  for (const handle of new Set(handles)) {
    const person = await personOf(city, handle)
    const known = person === null ? null : await personFor(city, person)
    if (known) named.set(handle, known.name.trim() || known.email || '')
  }
  return named
}

/** The points of a sent review by criterion. */
export const pointsOf = (scores: Scores): Record<string, number> =>
  Object.fromEntries(Object.entries(scores).map(([id, { points }]) => [id, points]))

/** The reviews of one application that count: sent, and not ended. */
export function countedReviews(all: readonly Assignment[], application: string): Assignment[] {
  return all.filter((each) => each.application === application && each.sentAt !== null && each.endedAt === null)
}

/** The ranking of a call by the published rule, under the public codes. */
export function rankingOf(
  definition: Definition,
  seed: string,
  judged: readonly Pick<Judged, 'id' | 'code'>[],
  all: readonly Assignment[],
): Ranked[] {
  const scored = judged.map(({ id, code }) => ({
    code,
    reviews: countedReviews(all, id).map(({ scores }) => pointsOf(scores)),
  }))
  const { rubric, review } = definition
  return ranking(scored, rubric, { needed: review.reviewers, draw: (code) => drawn(seed, code) })
}

export interface Calibration {
  handle: string
  reviews: number
  /** The mean of her scores against the mean of others' on the same applications, in thousandths; null where nobody else judged them. */
  against: number | null
}

/** Whether a reviewer is stricter or milder than others on the same applications. */
export function calibration(definition: Definition, all: readonly Assignment[]): Calibration[] {
  const sent = all.filter(({ sentAt, endedAt }) => sentAt !== null && endedAt === null)
  const scoreOf = (each: Assignment) => reviewScore(pointsOf(each.scores), definition.rubric)
  const handles = [...new Set(sent.flatMap(({ handle }) => (handle === null ? [] : [handle])))]
  return handles.map((handle) => {
    const own = sent.filter((each) => each.handle === handle)
    const apart = own.flatMap((each) => {
      const others = sent.filter(({ application, id }) => application === each.application && id !== each.id)
      const [mine, theirs] = [scoreOf(each), others.map(scoreOf).filter((score) => score !== null)]
      return mine === null || theirs.length === 0 ? [] : [mine - theirs.reduce((a, b) => a + b, 0) / theirs.length]
    })
    const against = apart.length === 0 ? null : Math.round(apart.reduce((a, b) => a + b, 0) / apart.length)
    return { handle, reviews: own.length, against }
  })
}

/** How far the reviews of each application are apart, in thousandths, by its id. */
export function spreads(definition: Definition, all: readonly Assignment[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const application of new Set(all.map((each) => each.application))) {
    const reviews = countedReviews(all, application).map(({ scores }) => pointsOf(scores))
    const apart = spread(reviews, definition.rubric)
    if (apart !== null) found.set(application, apart)
  }
  return found
}
