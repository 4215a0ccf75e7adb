// Whom the facts of review and award concern: the applicant, and the reviewer to whom an application was given.
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import type { Notice, Told } from '#platform/module.ts'
import { awardingDb } from '../tables/awarding.ts'

const topic = 'programmes.topic.awards'
const about = z.object({ application: z.string(), place: z.number().optional() })
const judged = about.extend({ verdict: z.enum(['accepted', 'sent-back']) })
const due = about.extend({ kind: z.enum(['soon', 'overdue']) })

export const awardingNotices: readonly Notice[] = [
  own('programmes.awarded', 'decision', () => 'programmes.notice.awarded'),
  own('programmes.refused', 'decision', () => 'programmes.notice.refused'),
  own('programmes.reserved', 'decision', () => 'programmes.notice.reserved'),
  own('programmes.appeal-decided', 'decision', () => 'programmes.notice.appealDecided'),
  own('programmes.agreement-sent', 'award', () => 'programmes.notice.agreementSent'),
  own('programmes.proof-judged', 'award', (data) => `programmes.notice.proof.${judged.parse(data).verdict}`),
  own('programmes.milestone-due', 'award', (data) => `programmes.notice.due.${due.parse(data).kind}`),
  own('programmes.paid', 'award', () => 'programmes.notice.paid'),
  own('programmes.report-judged', 'award', (data) => `programmes.notice.report.${judged.parse(data).verdict}`),
  own('programmes.closed', 'award', () => 'programmes.notice.closed'),
  { fact: 'programmes.review-given', topic: 'notifications.topic.work', told: toReviewer },
]

function own(fact: string, leads: 'decision' | 'award', keyOf: (data: unknown) => string): Notice {
  return {
    fact,
    topic,
    told: async (city, { data }) => {
      const { application, place } = about.parse(data)
      const found = await applicantOf(city, application)
      if (!found) return []
      const values = { number: found.number, ...(place === undefined ? {} : { place }) }
      const href = `/programmes/applications/${application}/${leads}`
      return [{ handle: found.handle, key: keyOf(data), values, href, urgent: true }]
    },
  }
}

async function applicantOf(city: City, id: string): Promise<{ handle: string; number: string } | null> {
  const row = await awardingDb(city)
    .selectFrom('programmes.applications')
    .select(['handle', 'number'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.handle ? { handle: row.handle, number: row.number ?? '' } : null
}

async function toReviewer(city: City, { data }: { data: unknown }): Promise<Told[]> {
  const { assignment } = z.object({ assignment: z.string() }).parse(data)
  const row = await awardingDb(city)
    .selectFrom('programmes.assignments as s')
    .innerJoin('programmes.applications as a', 'a.id', 's.application')
    .select(['s.handle', 'a.number', 's.ended_at'])
    .where('s.id', '=', assignment)
    .executeTakeFirst()
  if (!row?.handle || row.ended_at !== null) return []
  const href = `/desk/programmes/reviews/${assignment}`
  return [
    {
      handle: row.handle,
      key: 'programmes.notice.reviewGiven',
      values: { number: row.number ?? '' },
      href,
      urgent: true,
    },
  ]
}
