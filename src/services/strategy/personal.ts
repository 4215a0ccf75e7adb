// The personal data of the strategy: what is held of a handle, and forgetting it while questions, answers and counts stay true.
import { officeInWords } from '#kernel/cases/index.ts'
import { action, type City } from '#platform/city.ts'
import type { Look, Module } from '#platform/module.ts'
import { voicesDb } from './tables/voices.ts'

/** All that is held of a handle. */
export async function exportHandle(city: City, handle: string): Promise<unknown> {
  const db = voicesDb(city)
  const asked = await db
    .selectFrom('strategy.questions')
    .select(['number', 'about', 'text', 'asked_at as askedAt'])
    .where('handle', '=', handle)
    .orderBy('number')
    .execute()
  const follows = await db
    .selectFrom('strategy.follows')
    .select(['subject', 'why', 'at', 'confirmed_at as confirmedAt'])
    .where('handle', '=', handle)
    .orderBy('at')
    .execute()
  const tookPart = await db
    .selectFrom('strategy.participations')
    .select(['occasion', 'at'])
    .where('handle', '=', handle)
    .orderBy('at')
    .execute()
  return { asked, follows, tookPart }
}

/**
 * Forgets a handle: what she typed, what she follows and where she took part go. That a question was asked, its clock, and words that
 * the team released as carrying nothing of her stay; the desk is told to look at them again. Answers how many rows were changed.
 */
export const eraseHandle = action('strategy', async (city, handle: string): Promise<number> => {
  const db = voicesDb(city)
  const blank = { handle: null, text: '', salt: null, erased_at: city.now }
  const questions = await db
    .updateTable('strategy.questions')
    .set(blank)
    .where('handle', '=', handle)
    .executeTakeFirst()
  const removed = [
    await db.deleteFrom('strategy.keys').where('handle', '=', handle).executeTakeFirst(),
    await db.deleteFrom('strategy.follows').where('handle', '=', handle).executeTakeFirst(),
    await db.deleteFrom('strategy.wishes').where('handle', '=', handle).executeTakeFirst(),
    await db.deleteFrom('strategy.participations').where('handle', '=', handle).executeTakeFirst(),
  ]
  return removed.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), Number(questions.numUpdatedRows))
})

/** Which office looked at her questions. */
async function looksAt(city: City, handle: string): Promise<Look[]> {
  const rows = await voicesDb(city)
    .selectFrom('strategy.looks as l')
    .innerJoin('strategy.questions as q', 'q.number', 'l.question')
    .select(['l.at', 'l.by_office', 'q.number'])
    .where('q.handle', '=', handle)
    .orderBy('l.at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ at, by_office, number }) => ({
    at,
    office: officeInWords(city.words, by_office, new Map()),
    why: 'strategy.looked.why',
    what: city.words('strategy.looked.what', { number }),
    href: `/strategy/questions/${number}`,
  }))
}

interface Bounds {
  before: Date
  most: number
}

/** Forgets whose old, settled questions were, and words that nobody released. Answers how many. */
const forgetOldQuestions = action('strategy', async (city: City, asked: Bounds): Promise<number> => {
  const db = voicesDb(city)
  const old = await db
    .selectFrom('strategy.questions as q')
    .select('q.number')
    .where('q.asked_at', '<', asked.before)
    .where('q.erased_at', 'is', null)
    .where((where) =>
      where.or([
        where.exists(where.selectFrom('strategy.answers as a').select('a.id').whereRef('a.question', '=', 'q.number')),
        where.exists(
          where.selectFrom('strategy.declines as d').select('d.question').whereRef('d.question', '=', 'q.number'),
        ),
      ]),
    )
    .orderBy('q.number')
    .limit(asked.most)
    .execute()
  if (old.length === 0) return 0
  const numbers = old.map(({ number }) => number)
  const empty = { handle: null, text: '', salt: null, erased_at: city.now }
  await db.updateTable('strategy.questions').set(empty).where('number', 'in', numbers).execute()
  await db.deleteFrom('strategy.keys').where('question', 'in', numbers).execute()
  return old.length
})

const forgetLooks = action('strategy-looks', async (city: City, asked: Bounds): Promise<number> => {
  const gone = await voicesDb(city)
    .deleteFrom('strategy.looks')
    .where('id', 'in', (from) =>
      from.selectFrom('strategy.looks').select('id').where('at', '<', asked.before).orderBy('id').limit(asked.most),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
})

const municipal = { basis: 'strategy.personal.basis', kept: 'strategy.personal.kept' }

/** The personal data of the strategy, and what of it the clock removes. */
export const strategyPersonal: Pick<Module, 'personal' | 'retention'> = {
  personal: {
    export: exportHandle,
    erase: eraseHandle,
    looked: looksAt,
    kinds: {
      asked: { ...municipal, label: 'strategy.personal.asked', stays: 'strategy.personal.asked.stays' },
      follows: { label: 'strategy.personal.follows', basis: 'strategy.personal.wish', correct: '/strategy/following' },
      tookPart: { label: 'strategy.personal.tookPart', basis: 'strategy.personal.wish' },
    },
  },
  retention: [
    { category: 'strategy.questions', label: 'strategy.retention.questions', remove: forgetOldQuestions },
    { category: 'strategy.looks', label: 'strategy.retention.looks', remove: forgetLooks },
    // A reader who stopped her letters is forgotten the next night, long before the thirty days of the law.
    { category: 'strategy.follows', label: 'strategy.retention.follows' },
  ],
}
