// The money of calls and awards as the ledger has it.
import { accountsOf } from '#kernel/ledger/index.ts'
import type { City } from '#platform/city.ts'

export const moneyOwner = 'programmes'

/** The accounts, by the word keys that say them. */
export const accountKinds = {
  /** Where the money comes from: it may go below zero, and says how much was set aside. */
  source: 'programmes.account.source',
  budget: 'programmes.account.budget',
  reserved: 'programmes.account.reserved',
  paid: 'programmes.account.paid',
} as const

export const callSubject = (call: string) => `call:${call}`
/** Awards stand in the ledger by the number of their application: no person. */
export const awardSubject = (number: string) => `award:${number}`

/** Whole kopecks of a call's budget that nobody has yet; null where the call gives no money. */
export async function freeOf(city: City, call: string): Promise<number | null> {
  const accounts = await accountsOf(city, {
    owner: moneyOwner,
    subjects: [callSubject(call)],
    kinds: [accountKinds.budget],
  })
  return accounts[0]?.balance ?? null
}

export interface AwardMoney {
  reserved: number
  paid: number
}

/** What is reserved for awards and what they were paid, by the numbers of their applications. */
export async function moneyOf(city: City, numbers: readonly string[]): Promise<ReadonlyMap<string, AwardMoney>> {
  const accounts = await accountsOf(city, { owner: moneyOwner, subjects: numbers.map(awardSubject) })
  return new Map(
    numbers.map((number) => {
      const of = (kind: string) =>
        accounts.find((each) => each.subject === awardSubject(number) && each.kind === kind)?.balance ?? 0
      return [number, { reserved: of(accountKinds.reserved), paid: of(accountKinds.paid) }]
    }),
  )
}
