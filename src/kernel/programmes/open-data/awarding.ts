// Open sets of decided calls: numbers and money, awards, and scores under codes that name nobody.
import type { City } from '#platform/city.ts'
import { column, type OpenSet } from '#platform/open-data/set.ts'
import { dayOf } from '#platform/time.ts'
import { type Results, resultsOf } from '../queries/results.ts'
import { awardingDb } from '../tables/awarding.ts'

const { text, whole, instant, maybe } = column
const shared = { theme: 'city', licence: 'own', reads: ['programmes', 'ledger'] } as const

export function awardingSets(zone: string): readonly OpenSet[] {
  return [
    {
      ...shared,
      id: 'programmes-results',
      title: 'programmes.open.results',
      about: 'programmes.open.results.about',
      time: 'at',
      fields: {
        ...{ call: text, programme: text, at: instant, sent: whole, reviewed: whole, awarded: whole },
        ...{ budget_kopecks: maybe(whole), awarded_kopecks: maybe(whole), paid_kopecks: maybe(whole) },
        ...{ returned_kopecks: maybe(whole), appeals: whole, appeals_upheld: whole, seed: text, protocol: text },
      },
      list: async (city) =>
        (await decided(city, zone)).map(({ materials: { call, reviewing }, money, appeals, ...results }) => ({
          ...{ call: call.id, programme: call.programme, at: results.decidedAt, sent: results.sent },
          ...{ reviewed: results.reviewed, awarded: results.awarded, budget_kopecks: money?.budget ?? null },
          ...{ awarded_kopecks: money?.awarded ?? null, paid_kopecks: money?.paid ?? null },
          ...{ returned_kopecks: money?.returned ?? null, appeals: appeals.all, appeals_upheld: appeals.upheld },
          ...{ seed: reviewing?.seed ?? '', protocol: results.protocol },
        })),
    },
    {
      ...shared,
      id: 'programmes-awards',
      title: 'programmes.open.awards',
      about: 'programmes.open.awards.about',
      fields: {
        ...{ id: text, call: text, code: text, title: maybe(text), organisation: maybe(text), state: text },
        ...{ amount_kopecks: maybe(whole), paid_kopecks: whole, milestones: whole, milestones_accepted: whole },
      },
      list: async (city) =>
        (await decided(city, zone)).flatMap(({ materials: { call }, awards }) =>
          awards.map((award) => ({
            ...{ id: `${call.id}-${award.code}`, call: call.id, code: award.code, title: award.title },
            ...{ organisation: award.organisation, state: award.state, amount_kopecks: award.amount },
            ...{ paid_kopecks: award.paid, milestones: award.milestones.length },
            milestones_accepted: award.milestones.filter(({ accepted }) => accepted).length,
          })),
        ),
    },
    {
      ...shared,
      id: 'programmes-scores',
      title: 'programmes.open.scores',
      about: 'programmes.open.scores.about',
      fields: {
        ...{ id: text, call: text, code: text, review: whole, criterion: text, weight: text, points: whole },
        ...{ place: maybe(whole), score: maybe(whole) },
      },
      list: async (city) => (await decided(city, zone)).flatMap(scoreRows),
    },
  ]
}

function scoreRows({ materials: { call }, scores }: Results) {
  return (scores ?? []).flatMap(({ code, place, score, reviews }) =>
    reviews.flatMap(({ points }, at) =>
      call.definition.rubric.criteria.flatMap(({ id, weight }) =>
        points[id] === undefined
          ? []
          : [
              {
                ...{ id: `${call.id}-${code}-${at + 1}-${id}`, call: call.id, code, review: at + 1, criterion: id },
                ...{ weight: String(weight), points: points[id], place, score },
              },
            ],
      ),
    ),
  )
}

async function decided(city: City, zone: string): Promise<Results[]> {
  const rows = await awardingDb(city)
    .selectFrom('programmes.protocols')
    .select('call')
    .where('confirmed_at', 'is not', null)
    .orderBy('confirmed_at')
    .execute()
  const found: Results[] = []
  for (const { call } of rows) {
    const results = await resultsOf(city, call, dayOf(city.now, zone))
    if (results) found.push(results)
  }
  return found
}
