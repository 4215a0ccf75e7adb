// Giving applications to reviewers by the published seed, past every conflict that is known.
import { personOf, representations } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import type { AwardingFacts } from '../facts/awarding.ts'
import { type Judged, judgedOf } from '../queries/judged.ts'
import { assignmentsOf, panelOf, type Reviewing, relationsOf } from '../queries/reviews.ts'
import { giveOut, pairOf } from '../rules/assigning.ts'
import { awardingDb } from '../tables/awarding.ts'

const announce = announcer<AwardingFacts>()

/** Gives out what is missing of the reviews that each application of the call needs. Answers for how many somebody is still missing. */
export async function giveOutReviews(city: City, { call, seed }: Reviewing, needed: number): Promise<number> {
  const judged = (await judgedOf(city, call)).filter(({ state }) => state === 'in-review')
  const reviewers = await panelOf(city, call)
  const all = await assignmentsOf(
    city,
    judged.map(({ id }) => id),
  )
  const byId = new Map(judged.map((each) => [each.id, each]))
  const forbidden = await conflicts(city, judged, reviewers)
  for (const { application, handle, endedAt } of all)
    if (endedAt !== null && handle !== null) forbidden.add(pairOf(byId.get(application)?.number ?? '', handle))
  const { pairs, short } = giveOut({
    ...{ seed, each: needed, reviewers, forbidden, applications: judged.map(({ number }) => number) },
    standing: all.flatMap(({ application, handle, endedAt, id }) =>
      // Whoever was forgotten still holds her place: her scores count.
      endedAt === null ? [{ application: byId.get(application)?.number ?? '', reviewer: handle ?? id }] : [],
    ),
  })
  const byNumber = new Map(judged.map((each) => [each.number, each]))
  const rows = pairs.map(({ application, reviewer }) => ({
    ...{ id: newId(city.now), application: byNumber.get(application)?.id ?? '', handle: reviewer, at: city.now },
  }))
  if (rows.length > 0) await awardingDb(city).insertInto('programmes.assignments').values(rows).execute()
  for (const { id } of rows) await announce(city, 'programmes.review-given', `call:${call}`, { call, assignment: id })
  return short.length
}

/** Conflicts that need no word of the reviewer: her own application, an organisation she acts for, and what she declared beforehand. */
async function conflicts(city: City, judged: readonly Judged[], reviewers: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (const reviewer of reviewers) {
    const person = await personOf(city, reviewer)
    const acts = person === null ? [] : await representations(city, person)
    const organisations = new Set(acts.map(({ organisation }) => organisation))
    const inns = new Set([...acts.flatMap(({ inn }) => inn ?? []), ...(await relationsOf(city, reviewer))])
    for (const { number, handle, organisation, organisationInn } of judged) {
      const own = handle === reviewer
      const same = organisation !== null && organisations.has(organisation)
      if (own || same || (organisationInn !== null && inns.has(organisationInn))) found.add(pairOf(number, reviewer))
    }
  }
  return found
}
