// Writing the ledger: opening an account, posting an entry, taking one back. Who may is asked by the module whose accounts they are.
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { contentOf, type Posting, takenBack, type Unit, wrongPostings } from './rules.ts'
import { ledgerDb } from './tables.ts'

export interface OpenAccount {
  /** What of the owner it counts: a word key of the owner, such as `programmes.account.budget`. */
  kind: string
  /** The module that keeps it. */
  owner: string
  /** `call:…`, `award:…`; never a person and no handle. */
  subject: string
  unit: Unit
  /** The balance never goes below it; null where it may, since what it gives comes from outside. */
  floor: number | null
}

/** Opens an account and answers its id; one that is open already is answered as it is. Throws `conflict` where it differs. */
export const openAccount = action('ledger', async (city, input: OpenAccount): Promise<string> => {
  const db = ledgerDb(city)
  const made = await db
    .insertInto('ledger.accounts')
    .values({ id: newId(city.now), ...input, opened_at: city.now })
    .onConflict((conflict) => conflict.columns(['owner', 'subject', 'kind']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return made.id
  const kept = await db
    .selectFrom('ledger.accounts')
    .select(['id', 'unit', 'floor'])
    .where('owner', '=', input.owner)
    .where('subject', '=', input.subject)
    .where('kind', '=', input.kind)
    .executeTakeFirstOrThrow()
  if (kept.unit !== input.unit || kept.floor !== input.floor) throw refuse.conflict('ledger.refusal.otherAccount')
  return kept.id
})

export interface Entry {
  owner: string
  /** The same key again with the same content changes nothing. */
  key: string
  subject: string
  /** A word key that says what for. */
  purpose: string
  /** The day it counts for: YYYY-MM-DD of the city. */
  day: string
  /** The paper it rests on: «Протокол № 1 от 3 ноября 2026». No person. */
  document: string
  postings: readonly Posting[]
}

export interface Posted {
  id: string
  /** False where the entry stood already. */
  added: boolean
}

/**
 * Writes an entry of balanced postings and moves the balances with it, all at once or not at all. Throws `conflict` where an
 * account would go below its limit (`ledger.refusal.overspent`, with what is left), and where the key said something else before.
 */
export const post = action('ledger', (city, input: Entry): Promise<Posted> => write(city, input, null))

export interface Reversal extends Pick<Entry, 'owner' | 'key' | 'purpose' | 'day' | 'document'> {
  /** The entry to take back. */
  entry: string
  /** A part of an entry between two accounts, in its unit; all that is left of it otherwise. */
  part?: number
}

/**
 * Takes an entry back by a new one that names it; what was taken back before counts. Throws `missing` for an unknown entry, and
 * `conflict` where so much is not left of it, where the entry is itself a correction, or where an account would be overspent.
 */
export const reverse = action('ledger', async (city, input: Reversal): Promise<Posted> => {
  const db = ledgerDb(city)
  const { entry, part = null, ...said } = input
  // The lock makes two corrections of one entry take turns.
  const found = await db
    .selectFrom('ledger.entries')
    .select(['id', 'subject', 'corrects'])
    .where('id', '=', entry)
    .where('owner', '=', input.owner)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw refuse.missing('ledger.refusal.noEntry')
  if (found.corrects !== null) throw refuse.conflict('ledger.refusal.correction')
  const before = await db
    .selectFrom('ledger.entries')
    .select('corrects')
    .where('owner', '=', input.owner)
    .where('key', '=', input.key)
    .executeTakeFirst()
  if (before) return again(city, { ...said, subject: found.subject, postings: [] }, entry, part)
  const rows = await db
    .selectFrom('ledger.postings as p')
    .innerJoin('ledger.entries as e', 'e.id', 'p.entry')
    .select(['p.account', 'p.amount', 'e.id'])
    .where((where) => where.or([where('e.id', '=', entry), where('e.corrects', '=', entry)]))
    .execute()
  const back = new Map<string, number>()
  for (const { id, account, amount } of rows) if (id !== entry) back.set(account, (back.get(account) ?? 0) + amount)
  const postings = takenBack(
    rows.filter(({ id }) => id === entry),
    back,
    part,
  )
  if (postings === null) throw refuse.conflict('ledger.refusal.tooMuchBack')
  return write(city, { ...said, subject: found.subject, postings }, { entry, part })
})

async function write(city: City, input: Entry, back: { entry: string; part: number | null } | null): Promise<Posted> {
  const db = ledgerDb(city)
  const { postings, day, ...said } = input
  const content = back ? contentOf({ ...said, day, ...back }, []) : contentOf({ ...said, day }, postings)
  const ids = postings.map(({ account }) => account)
  const accounts = await db.selectFrom('ledger.accounts').select(['id', 'unit']).where('id', 'in', ids).execute()
  const wrong = wrongPostings(postings, new Map(accounts.map(({ id, unit }) => [id, unit])))
  // Postings are made by modules, so whatever does not balance is a mistake of ours and no answer to a person.
  if (wrong) throw new Error(`an entry of ${input.owner} for ${input.subject} is ${wrong}`)
  const made = await db
    .insertInto('ledger.entries')
    .values({
      ...{ id: newId(city.now), ...said, content, on_day: day, corrects: back?.entry ?? null, at: city.now },
      basis: city.within.house.mode === 'demo' ? 'demo' : 'city',
    })
    .onConflict((conflict) => conflict.columns(['owner', 'key']).doNothing())
    .returning(['id', 'place'])
    .executeTakeFirst()
  if (!made) return again(city, input, back?.entry ?? null, back?.part ?? null)
  await demandRoom(city, postings)
  // In the order of the accounts, so that two entries over the same ones never wait for each other in a circle.
  await db
    .insertInto('ledger.postings')
    .values(byAccount(postings).map((each) => ({ entry: made.id, ...each, place: made.place })))
    .execute()
  return { id: made.id, added: true }
}

async function again(city: City, input: Entry, entry: string | null, part: number | null): Promise<Posted> {
  const { postings, ...said } = input
  const kept = await ledgerDb(city)
    .selectFrom('ledger.entries')
    .select(['id', 'content'])
    .where('owner', '=', input.owner)
    .where('key', '=', input.key)
    .executeTakeFirstOrThrow()
  const content = entry === null ? contentOf(said, postings) : contentOf({ ...said, entry, part }, [])
  if (kept.content !== content) throw refuse.conflict('ledger.refusal.otherContent')
  return { id: kept.id, added: false }
}

// The balances are locked and asked before anything moves, so that whoever is refused learns what is left; the check of the
// database stands behind it for every other way of writing.
async function demandRoom(city: City, postings: readonly Posting[]): Promise<void> {
  const rows = await ledgerDb(city)
    .selectFrom('ledger.standing')
    .select(['account', 'balance', 'floor'])
    .where(
      'account',
      'in',
      postings.map(({ account }) => account),
    )
    .orderBy('account')
    .forUpdate()
    .execute()
  for (const { account, amount } of postings) {
    const now = rows.find((row) => row.account === account)
    if (now && now.floor !== null && amount < 0 && now.balance + amount < now.floor)
      throw refuse.conflict('ledger.refusal.overspent', { left: now.balance - now.floor, asked: -amount })
  }
}

function byAccount(postings: readonly Posting[]): Posting[] {
  return [...postings].sort((one, other) => (one.account < other.account ? -1 : 1))
}
