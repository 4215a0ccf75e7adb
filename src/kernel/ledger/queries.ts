// What can be asked of the ledger: accounts with their balances, turnover by day, entries page by page, and whether sums hold.
import { type SqlBool, sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Unit } from './rules.ts'
import { ledgerDb } from './tables.ts'

export interface AccountView {
  id: string
  kind: string
  owner: string
  subject: string
  unit: Unit
  floor: number | null
  balance: number
}

/** Balances of many accounts by id; an account that is not there is left out. With `on`, as they were when that day ended. */
export async function balancesOf(
  city: City,
  accounts: readonly string[],
  on?: string,
): Promise<ReadonlyMap<string, number>> {
  if (accounts.length === 0) return new Map()
  if (on === undefined) {
    const rows = await ledgerDb(city)
      .selectFrom('ledger.standing')
      .select(['account', 'balance'])
      .where('account', 'in', accounts)
      .execute()
    return new Map(rows.map(({ account, balance }) => [account, balance]))
  }
  const rows = await ledgerDb(city)
    .selectFrom('ledger.accounts as a')
    .leftJoin('ledger.days as d', (join) => join.onRef('d.account', '=', 'a.id').on('d.day', '<=', on))
    .select(['a.id', sql<number>`coalesce(sum(d.received) - sum(d.given), 0)::bigint`.as('balance')])
    .where('a.id', 'in', accounts)
    .groupBy('a.id')
    .execute()
  return new Map(rows.map(({ id, balance }) => [id, balance]))
}

/** Accounts of an owner with their balances, of these subjects where they are named; in the order in which they were opened. */
export async function accountsOf(
  city: City,
  asked: { owner: string; subjects?: readonly string[]; kinds?: readonly string[] },
): Promise<AccountView[]> {
  if (asked.subjects?.length === 0) return []
  return accounts(city)
    .where('a.owner', '=', asked.owner)
    .$if(asked.subjects !== undefined, (query) => query.where('a.subject', 'in', asked.subjects ?? []))
    .$if(asked.kinds !== undefined, (query) => query.where('a.kind', 'in', asked.kinds ?? []))
    .orderBy('a.id')
    .execute()
}

/** One account; null where there is none. */
export async function accountFor(city: City, id: string): Promise<AccountView | null> {
  return (await accounts(city).where('a.id', '=', id).executeTakeFirst()) ?? null
}

/** Accounts of all owners, page by page. */
export async function accountsPage(
  city: City,
  asked: { owner?: string; most: number; skip: number },
): Promise<{ accounts: AccountView[]; total: number; owners: string[] }> {
  const owner = asked.owner
  const { n } = await ledgerDb(city)
    .selectFrom('ledger.accounts')
    .select((select) => select.fn.countAll<number>().as('n'))
    .$if(owner !== undefined, (query) => query.where('owner', '=', owner ?? ''))
    .executeTakeFirstOrThrow()
  const owners = await ledgerDb(city)
    .selectFrom('ledger.accounts')
    .select('owner')
    .distinct()
    .orderBy('owner')
    .execute()
  const page = await accounts(city)
    .$if(owner !== undefined, (query) => query.where('a.owner', '=', owner ?? ''))
    .orderBy('a.owner')
    .orderBy('a.subject')
    .orderBy('a.kind')
    .limit(asked.most)
    .offset(asked.skip)
    .execute()
  return { accounts: page, total: n, owners: owners.map((each) => each.owner) }
}

function accounts(city: City) {
  return ledgerDb(city)
    .selectFrom('ledger.accounts as a')
    .innerJoin('ledger.standing as s', 's.account', 'a.id')
    .select(['a.id', 'a.kind', 'a.owner', 'a.subject', 'a.unit', 'a.floor', 's.balance'])
}

export interface Turnover {
  account: string
  /** YYYY-MM-DD. */
  day: string
  received: number
  given: number
}

/** What came to accounts and left them, by day, the first and the last day among them. */
export async function turnoverOf(
  city: City,
  asked: { accounts: readonly string[]; from: string; to: string },
): Promise<Turnover[]> {
  if (asked.accounts.length === 0) return []
  return ledgerDb(city)
    .selectFrom('ledger.days')
    .select(['account', 'day', 'received', 'given'])
    .where('account', 'in', asked.accounts)
    .where('day', '>=', asked.from)
    .where('day', '<=', asked.to)
    .orderBy('day')
    .orderBy('account')
    .execute()
}

export interface EntryView {
  id: string
  place: number
  owner: string
  subject: string
  purpose: string
  day: string
  document: string
  basis: 'city' | 'demo'
  corrects: string | null
  at: Date
  postings: { account: string; kind: string; subject: string; unit: Unit; amount: number }[]
}

export interface EntriesAsked {
  owner?: string
  subject?: string
  account?: string
  /** Days, the first and the last among them. */
  from?: string
  to?: string
  /** Only those after this place, in the order of their writing; the newest first where it is left out. */
  after?: number
  /** With the newest first: only those before this place. */
  before?: number
  most: number
}

/** Entries with their postings, a page at a time. */
export async function entriesOf(city: City, asked: EntriesAsked): Promise<EntryView[]> {
  const db = ledgerDb(city)
  const rows = await db
    .selectFrom('ledger.entries as e')
    .select(['e.id', 'e.place', 'e.owner', 'e.subject', 'e.purpose', 'e.on_day as day', 'e.document', 'e.basis'])
    .select(['e.corrects', 'e.at'])
    .where((where) =>
      where.and([
        ...(asked.owner === undefined ? [] : [where('e.owner', '=', asked.owner)]),
        ...(asked.subject === undefined ? [] : [where('e.subject', '=', asked.subject)]),
        ...(asked.from === undefined ? [] : [where('e.on_day', '>=', asked.from)]),
        ...(asked.to === undefined ? [] : [where('e.on_day', '<=', asked.to)]),
        ...(asked.after === undefined ? [] : [where('e.place', '>', asked.after)]),
        ...(asked.before === undefined ? [] : [where('e.place', '<', asked.before)]),
        ...(asked.account === undefined ? [] : [ofAccount(asked.account)]),
      ]),
    )
    .orderBy('e.place', asked.after === undefined ? 'desc' : 'asc')
    .limit(asked.most)
    .execute()
  if (rows.length === 0) return []
  const postings = await db
    .selectFrom('ledger.postings as p')
    .innerJoin('ledger.accounts as a', 'a.id', 'p.account')
    .select(['p.entry', 'p.account', 'a.kind', 'a.subject', 'a.unit', 'p.amount'])
    .where(
      'p.entry',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('p.amount')
    .orderBy('p.account')
    .execute()
  return rows.map((row) => ({
    ...row,
    postings: postings.filter(({ entry }) => entry === row.id).map(({ entry: _, ...each }) => each),
  }))
}

function ofAccount(account: string) {
  return sql<SqlBool>`exists (select from ledger.postings p where p.entry = e.id and p.account = ${account})`
}

/** The place of the last entry; 0 where there is none. */
export async function lastPlace(city: City): Promise<number> {
  const row = await ledgerDb(city)
    .selectFrom('ledger.entries')
    .select((select) => select.fn.max<number | null>('place').as('last'))
    .executeTakeFirst()
  return row?.last ?? 0
}

/** Accounts whose kept sums are not what their postings make: none, as long as the ledger keeps its promise. */
export async function unequalSums(city: City, accounts: readonly string[]): Promise<string[]> {
  if (accounts.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select s.account as id from ledger.standing s
    left join (select account, sum(amount) as sum from ledger.postings where account = any(${[...accounts]}::uuid[]) group by account) p
      on p.account = s.account
    left join (select account, sum(received) - sum(given) as sum from ledger.days where account = any(${[...accounts]}::uuid[]) group by account) d
      on d.account = s.account
    where s.account = any(${[...accounts]}::uuid[])
      and (s.balance <> coalesce(p.sum, 0) or s.balance <> coalesce(d.sum, 0))`.execute(city.db)
  return rows.map(({ id }) => id)
}

/** Whether all that was ever given was received: the sum of all balances of each unit, which is nothing. */
export async function sumsByUnit(city: City): Promise<{ unit: Unit; sum: number; accounts: number }[]> {
  return ledgerDb(city)
    .selectFrom('ledger.accounts as a')
    .innerJoin('ledger.standing as s', 's.account', 'a.id')
    .select((select) => [
      'a.unit',
      sql<number>`sum(s.balance)::bigint`.as('sum'),
      select.fn.countAll<number>().as('accounts'),
    ])
    .groupBy('a.unit')
    .orderBy('a.unit')
    .execute()
}
