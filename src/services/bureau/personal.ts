// The personal data of the Bureau: what is held of a handle, and forgetting it while clocks and outcomes stay true.
import { officeInWords } from '#kernel/cases/index.ts'
import { bureauPurpose, personOf, withdrawConsent } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import type { Look, Module } from '#platform/module.ts'
import { forgetDrafts } from './actions/drafts.ts'
import { bureauDb } from './tables.ts'

/** All that is held of a handle. */
export async function exportHandle(city: City, handle: string): Promise<unknown> {
  const db = bureauDb(city)
  const requests = await db
    .selectFrom('bureau.requests')
    .select(['number', 'topic', 'measure', 'words', 'asked_at as askedAt', 'answered_at as answeredAt'])
    .where('handle', '=', handle)
    .orderBy('number')
    .execute()
  const numbers = requests.map(({ number }) => number)
  if (numbers.length === 0) return { requests: [], said: [], outcomes: [] }
  const said = await db
    .selectFrom('bureau.steps')
    .select(['request', 'kind', 'at', 'text'])
    .where('request', 'in', numbers)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const outcomes = await db
    .selectFrom('bureau.follow_ups')
    .select(['request', 'day', 'said', 'kopecks', 'why', 'answered_at as answeredAt'])
    .where('request', 'in', numbers)
    .where('said', 'is not', null)
    .orderBy('request')
    .orderBy('day')
    .execute()
  return { requests, said, outcomes }
}

/**
 * Forgets a handle: her words, the advisers' words to her and her links go. That something was asked about a measure, how long the answer
 * took and what she said of the outcome stay, without her. Answers how many rows were changed.
 */
export const eraseHandle = action('bureau', async (city: City, handle: string): Promise<number> => {
  const rows = await bureauDb(city)
    .selectFrom('bureau.requests')
    .select('number')
    .where('handle', '=', handle)
    .execute()
  return forget(
    city,
    rows.map(({ number }) => number),
  )
})

interface Bounds {
  before: Date
  most: number
}

/** Forgets whose old requests were: answered ones, and those that nobody answered in all that time. Answers how many. */
const forgetOldRequests = action('bureau', async (city: City, asked: Bounds): Promise<number> => {
  const old = await bureauDb(city)
    .selectFrom('bureau.requests')
    .select(['number', 'handle'])
    .where((where) =>
      where.or([
        where('answered_at', '<', asked.before),
        where.and([where('answered_at', 'is', null), where('asked_at', '<', asked.before)]),
      ]),
    )
    .where('erased_at', 'is', null)
    .orderBy('number')
    .limit(asked.most)
    .execute()
  await forget(
    city,
    old.map(({ number }) => number),
  )
  // A guest left her address for letters about this request and for nothing else.
  for (const { handle } of old)
    if (handle !== null && (await personOf(city, handle)) === null)
      await withdrawConsent(city, { handle, purpose: bureauPurpose.code })
  return old.length
})

const forgetLooks = action('bureau-looks', async (city: City, asked: Bounds): Promise<number> => {
  const gone = await bureauDb(city)
    .deleteFrom('bureau.looks')
    .where('id', 'in', (from) =>
      from.selectFrom('bureau.looks').select('id').where('at', '<', asked.before).orderBy('id').limit(asked.most),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
})

async function forget(city: City, numbers: readonly number[]): Promise<number> {
  if (numbers.length === 0) return 0
  const db = bureauDb(city)
  const of = [...numbers]
  const blank = { words: '', handle: null, erased_at: city.now }
  const steps = await db.updateTable('bureau.steps').set({ text: '' }).where('request', 'in', of).executeTakeFirst()
  const keys = await db.deleteFrom('bureau.keys').where('request', 'in', of).executeTakeFirst()
  await db
    .updateTable('bureau.follow_ups')
    .set({ dropped_at: city.now })
    .where('request', 'in', of)
    .where('asked_at', 'is', null)
    .where('dropped_at', 'is', null)
    .execute()
  const requests = await db.updateTable('bureau.requests').set(blank).where('number', 'in', of).executeTakeFirst()
  return Number(steps.numUpdatedRows) + Number(keys.numDeletedRows) + Number(requests.numUpdatedRows)
}

/** Which office looked at her requests. */
async function looksAt(city: City, handle: string): Promise<Look[]> {
  const rows = await bureauDb(city)
    .selectFrom('bureau.looks as l')
    .innerJoin('bureau.requests as r', 'r.number', 'l.request')
    .select(['l.at', 'l.by_office', 'r.number'])
    .where('r.handle', '=', handle)
    .orderBy('l.at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ at, by_office, number }) => ({
    at,
    office: officeInWords(city.words, by_office, new Map()),
    why: 'bureau.looked.why',
    what: city.words('bureau.request.number', { number }),
    href: `/bureau/requests/${number}`,
  }))
}

const municipal = { basis: 'bureau.personal.basis', kept: 'bureau.personal.kept' }

/** The personal data of the Bureau, and what of it the clock removes. */
export const bureauPersonal: Pick<Module, 'personal' | 'retention'> = {
  personal: {
    export: exportHandle,
    erase: eraseHandle,
    looked: looksAt,
    kinds: {
      requests: { ...municipal, label: 'bureau.personal.requests', stays: 'bureau.personal.requests.stays' },
      said: { ...municipal, label: 'bureau.personal.said' },
      outcomes: { ...municipal, label: 'bureau.personal.outcomes', stays: 'bureau.personal.outcomes.stays' },
    },
  },
  retention: [
    { category: 'bureau.requests', label: 'bureau.retention.requests', remove: forgetOldRequests },
    { category: 'bureau.drafts', label: 'bureau.retention.drafts', remove: forgetDrafts },
    { category: 'bureau.looks', label: 'bureau.retention.looks', remove: forgetLooks },
  ],
}
