// What can be asked of questions: the list, one with its whole story, and what is overdue. Words that nobody has released are in none.
import { type SqlBool, sql } from 'kysely'
import { handlesOf, personOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import {
  type DeclineReason,
  daysLeft,
  daysWaited,
  isLate,
  type QuestionClock,
  type QuestionStage,
  stageOf,
} from '../rules/question.ts'
import { voicesDb } from '../tables/voices.ts'
import { type Thing, thingsOf } from './named-things.ts'

export interface QuestionCard extends QuestionClock {
  number: number
  about: string
  /** What it is about; null where that is no longer there. */
  thing: Thing | null
  /** As the team released it; null before that. */
  words: string | null
  stage: QuestionStage
  /** True where the first word of the team came, or has still not come, after the last day. For ever. */
  late: boolean
  /** Those whom it concerns too, the asker not counted. */
  too: number
  basis: 'city' | 'demo'
  /** Days it was to be answered in, by the rule of the day it was asked on. */
  days: number
  /** Calendar days that the asker waited, or has been waiting. */
  waited: number
  /** Calendar days until the last day, negative after it. */
  left: number
}

export interface QuestionsAsked {
  /** The zone in which days begin. */
  zone: string
  stage?: 'waiting' | 'overdue' | 'answered' | 'declined' | undefined
  about?: string | undefined
  numbers?: readonly number[]
  most?: number
  skip?: number
}

/** Questions in the order of the queue: unanswered first, the longest overdue before all; then the latest answered. */
export async function questionsOf(city: City, asked: QuestionsAsked): Promise<QuestionCard[]> {
  if (asked.numbers?.length === 0) return []
  let query = cardQuery(city)
    .orderBy(sql`coalesce(a.at, d.at) is not null`)
    .orderBy(sql`case when coalesce(a.at, d.at) is null then q.due_at end`)
    .orderBy(sql`least(a.at, d.at)`, 'desc')
    .orderBy('q.number')
    .limit(asked.most ?? 50)
    .offset(asked.skip ?? 0)
  if (asked.about !== undefined) query = query.where('q.about', '=', asked.about)
  if (asked.numbers !== undefined) query = query.where('q.number', 'in', [...asked.numbers])
  if (asked.stage !== undefined) query = query.where(sql<SqlBool>`${stageSql[asked.stage](city.now)}`)
  return cardsFrom(city, asked.zone, await query.execute())
}

const open = sql`a.at is null and d.at is null`
const stageSql = {
  waiting: (now: Date) => sql<SqlBool>`${open} and q.due_at > ${now}`,
  overdue: (now: Date) => sql<SqlBool>`${open} and q.due_at <= ${now}`,
  answered: () => sql<SqlBool>`a.at is not null`,
  declined: () => sql<SqlBool>`a.at is null and d.at is not null`,
}

/** How many questions there are at each stage, of one thing or of all. */
export async function countsOf(city: City, about?: string): Promise<Record<QuestionStage, number>> {
  const { rows } = await sql<Record<QuestionStage, number>>`
    select count(*) filter (where ${stageSql.waiting(city.now)}) as waiting,
      count(*) filter (where ${stageSql.overdue(city.now)}) as overdue,
      count(*) filter (where ${stageSql.answered()}) as answered,
      count(*) filter (where ${stageSql.declined()}) as declined
    from strategy.questions q
    left join strategy.answers a on a.question = q.number and a.corrects is null
    left join strategy.declines d on d.question = q.number
    where ${about ?? null}::text is null or q.about = ${about ?? null}`.execute(voicesDb(city))
  const [row] = rows
  const of = (stage: QuestionStage) => Number(row?.[stage] ?? 0)
  return { waiting: of('waiting'), overdue: of('overdue'), answered: of('answered'), declined: of('declined') }
}

export interface AnswerView {
  id: string
  /** Null once it was erased. */
  text: string | null
  erasedBecause: string | null
  at: Date
  office: string
  /** Why it stands in the place of the one before. */
  reason: string | null
  /** True where a later one stands in its place. */
  corrected: boolean
}

export interface QuestionView extends QuestionCard {
  /** When its words were first shown to everybody. */
  shownAt: Date | null
  /** Why words that had been shown were hidden. */
  hiddenBecause: string | null
  /** Oldest first. */
  answers: AnswerView[]
  decline: { why: DeclineReason; reason: string; at: Date } | null
}

/** One question with its whole story; null where there is none. */
export async function questionFor(
  city: City,
  { number, zone }: { number: number; zone: string },
): Promise<QuestionView | null> {
  const [card] = await questionsOf(city, { numbers: [number], zone })
  if (!card) return null
  const db = voicesDb(city)
  const releases = await db
    .selectFrom('strategy.releases')
    .select(['text', 'because', 'at'])
    .where('question', '=', number)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const answers = await db
    .selectFrom('strategy.answers')
    .selectAll()
    .where('question', '=', number)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const decline = await db
    .selectFrom('strategy.declines')
    .select(['why', 'reason', 'at'])
    .where('question', '=', number)
    .executeTakeFirst()
  const corrected = new Set(answers.map((row) => row.corrects))
  return {
    ...card,
    shownAt: releases.find(({ because }) => because === null)?.at ?? null,
    hiddenBecause: releases.at(-1)?.because ?? null,
    answers: answers.map(({ id, text, at, office, reason, erased_because }) => ({
      ...{ id, text, at, office, reason },
      erasedBecause: erased_because,
      corrected: corrected.has(id),
    })),
    decline: decline ?? null,
  }
}

export interface OwnQuestion {
  /** What she typed, with the salt (hex) that proves it to be what the chronicle holds the hash of. */
  text: string
  salt: string
  /** Nobody's yet: whoever holds the link may add it to her own page. */
  unclaimed: boolean
  handle: string
}

/** What only the asker sees, by her private link or signed in; null for everybody else. */
export async function ownQuestion(
  city: City,
  number: number,
  reading: { token: string | null; person: string | null },
): Promise<OwnQuestion | null> {
  const db = voicesDb(city)
  const row = await db
    .selectFrom('strategy.questions')
    .select(['handle', 'text', 'salt'])
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row?.handle || !row.salt) return null
  const { handle, text, salt } = row
  const hers = reading.token
    ? await db
        .selectFrom('strategy.keys')
        .select('handle')
        .where('hash', '=', hashSecret(reading.token))
        .where('question', '=', number)
        .executeTakeFirst()
    : reading.person !== null &&
      (await handlesOf(city, reading.person, 'strategy')).find((each) => each.handle === handle)
  if (!hers || hers.handle !== handle) return null
  return { handle, text, salt: salt.toString('hex'), unclaimed: (await personOf(city, handle)) === null }
}

/** The longest overdue questions, and how many are overdue in all. */
export async function overdueOf(city: City, zone: string): Promise<{ cards: QuestionCard[]; overdue: number }> {
  const cards = await questionsOf(city, { zone, stage: 'overdue', most: 3 })
  return { cards, overdue: cards.length < 3 ? cards.length : (await countsOf(city)).overdue }
}

/** The questions of a person, in the order of the queue. */
export async function questionsBy(
  city: City,
  { handles, zone }: { handles: readonly string[]; zone: string },
): Promise<QuestionCard[]> {
  if (handles.length === 0) return []
  const rows = await voicesDb(city)
    .selectFrom('strategy.questions')
    .select('number')
    .where('handle', 'in', [...handles])
    .execute()
  return questionsOf(city, { numbers: rows.map(({ number }) => number), most: 200, zone })
}

function cardQuery(city: City) {
  return voicesDb(city)
    .selectFrom('strategy.questions as q')
    .leftJoin('strategy.answers as a', (join) => join.onRef('a.question', '=', 'q.number').on('a.corrects', 'is', null))
    .leftJoin('strategy.declines as d', 'd.question', 'q.number')
    .select([
      'q.number',
      'q.about',
      'q.asked_at',
      'q.due_at',
      'q.days',
      'q.basis',
      'a.at as answered_at',
      'd.at as declined_at',
    ])
    .select((each) => [
      each
        .selectFrom('strategy.releases as r')
        .select('r.text')
        .whereRef('r.question', '=', 'q.number')
        .orderBy('r.at', 'desc')
        .orderBy('r.id', 'desc')
        .limit(1)
        .as('words'),
      each
        .selectFrom('strategy.follows as f')
        .select(sql<number>`count(*)`.as('n'))
        .where('f.subject', '=', sql<string>`'question:' || q.number`)
        .where('f.confirmed_at', 'is not', null)
        .where('f.why', '<>', 'asked')
        .as('too'),
    ])
}

async function cardsFrom(
  city: City,
  zone: string,
  rows: Awaited<ReturnType<ReturnType<typeof cardQuery>['execute']>>,
): Promise<QuestionCard[]> {
  const things = await thingsOf(
    city,
    rows.map(({ about }) => about),
  )
  return rows.map((row) => {
    const clock: QuestionClock = {
      ...{ askedAt: row.asked_at, dueAt: row.due_at },
      ...{ answeredAt: row.answered_at, declinedAt: row.declined_at },
    }
    return {
      ...clock,
      ...{ number: row.number, about: row.about, words: row.words, basis: row.basis, days: row.days },
      thing: things.get(row.about) ?? null,
      stage: stageOf(clock, city.now),
      late: isLate(clock, city.now),
      too: Number(row.too ?? 0),
      waited: daysWaited(clock, city.now, zone),
      left: daysLeft(clock, city.now, zone),
    }
  })
}
