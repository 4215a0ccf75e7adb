// The desk's queue: open cases by deadline, so that what is overdue longest stands first.
import { type SqlBool, sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { bodiesSeen } from '../policy.ts'
import type { Status } from '../rules.ts'
import { type CaseCard, cardRows, cards } from './cards.ts'

export interface QueueAsked {
  body?: string | undefined
  topic?: string | undefined
  /** Open ones unless another state is asked for. */
  status?: Status | undefined
  most: number
  skip?: number | undefined
}

export interface Queued extends CaseCard {
  /** A resident said that it is not solved, or another holder gave it back. */
  broughtBack: boolean
  released: boolean
}

/** Cases that the actor's offices see, by deadline: overdue first. */
export async function queue(city: City, asked: QueueAsked): Promise<Queued[]> {
  const rows = await seenRows(city, asked)
    .select((select) => [
      sql<boolean>`(s.begun_by = 'reopened' or exists (
        select from cases.holdings x join cases.holdings n on n.id = s.holding
        where x.case_id = c.id and x.body = s.body and x.place_in_chain < n.place_in_chain))`.as('brought_back'),
      select
        .exists(select.selectFrom('cases.releases as l').select('l.id').whereRef('l.case_id', '=', 'c.id'))
        .as('is_released'),
    ])
    .orderBy('s.due_at')
    .orderBy('c.id')
    .limit(asked.most)
    .offset(asked.skip ?? 0)
    .execute()
  const shown = await cards(city, rows)
  return shown.map((card, index) => ({
    ...card,
    broughtBack: rows[index]?.brought_back ?? false,
    released: rows[index]?.is_released === true,
  }))
}

/** How many there are, and how many of them are overdue. */
export async function queueSize(
  city: City,
  asked: Omit<QueueAsked, 'most' | 'skip'>,
): Promise<{ all: number; late: number }> {
  const row = await seenRows(city, asked)
    .clearSelect()
    .select([sql<number>`count(*)`.as('all'), sql<number>`count(*) filter (where s.due_at < ${city.now})`.as('late')])
    .executeTakeFirstOrThrow()
  return row
}

function seenRows(city: City, asked: Pick<QueueAsked, 'body' | 'topic' | 'status'>) {
  const seen = bodiesSeen(city.actor)
  let query = cardRows(city).where('s.status', '=', asked.status ?? 'open')
  if (seen !== 'all') query = query.where(sql<SqlBool>`s.body = any(${seen})`)
  if (asked.body) query = query.where('s.body', '=', asked.body)
  if (asked.topic) query = query.where('c.topic', '=', asked.topic)
  return query
}
