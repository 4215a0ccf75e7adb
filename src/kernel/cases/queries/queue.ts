// The desk's queue: open cases by deadline, so that what is overdue longest stands first.
import { type SqlBool, sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { bodiesSeen } from '../policy.ts'
import type { Status } from '../rules.ts'
import { casesDb } from '../tables.ts'
import { type CaseCard, cardRows, cards, caseIds } from './cards.ts'

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
  const { topic } = asked
  let page = caseIds(city).where(seenBy(city, asked)).orderBy('s.due_at').orderBy('s.id').limit(asked.most)
  if (topic) page = page.where('c.topic', '=', topic)
  const rows = await cardRows(city)
    .where('c.id', 'in', page.offset(asked.skip ?? 0))
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
  const { topic } = asked
  let query = casesDb(city).selectFrom('cases.standing as s').where(seenBy(city, asked))
  if (topic) {
    query = query.where((where) =>
      where.exists(
        where.selectFrom('cases.cases as c').select('c.id').whereRef('c.id', '=', 's.id').where('c.topic', '=', topic),
      ),
    )
  }
  return query
    .select([sql<number>`count(*)`.as('all'), sql<number>`count(*) filter (where s.due_at < ${city.now})`.as('late')])
    .executeTakeFirstOrThrow()
}

function seenBy(city: City, asked: Pick<QueueAsked, 'body' | 'status'>) {
  const seen = bodiesSeen(city.actor)
  return sql<SqlBool>`s.status = ${asked.status ?? 'open'}
    ${seen === 'all' ? sql`` : sql`and s.body = any(${seen}::text[])`}
    ${asked.body ? sql`and s.body = ${asked.body}` : sql``}`
}
