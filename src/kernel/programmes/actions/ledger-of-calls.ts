// The money of a call in the ledger: set aside when its review begins, reserved by a decision, paid by tranches, returned when unspent.
import { openAccount, type Posted, post, reverse } from '#kernel/ledger/index.ts'
import type { City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { accountKinds, awardSubject, callSubject, moneyOwner as owner } from '../queries/call-money.ts'

export interface Said {
  day: string
  document: string
}

/** Sets the budget of a call aside: from now on no more than it can be given. */
export async function setAside(city: City, call: string, kopecks: number, said: Said): Promise<void> {
  const [source, budget] = [await callAccount(city, call, 'source'), await callAccount(city, call, 'budget')]
  if (kopecks === 0) return
  await post(city, {
    ...{ owner, key: `budget ${call}`, subject: callSubject(call), purpose: 'programmes.purpose.budget', ...said },
    postings: moved(source, budget, kopecks),
  })
}

/** Reserves an award out of its call's budget. Throws `conflict` (`ledger.refusal.overspent`) where so much is not left. */
export async function reserveAward(
  city: City,
  award: { call: string; number: string; kopecks: number; key: string },
  said: Said,
): Promise<Posted> {
  const budget = await callAccount(city, award.call, 'budget')
  const reserved = await awardAccount(city, award.number, 'reserved')
  return post(city, {
    ...{ owner, key: award.key, subject: awardSubject(award.number), purpose: 'programmes.purpose.award', ...said },
    postings: moved(budget, reserved, award.kopecks),
  })
}

/** Writes down that a tranche was paid. */
export async function payTranche(
  city: City,
  tranche: { number: string; kopecks: number; key: string },
  said: Said,
): Promise<Posted> {
  const reserved = await awardAccount(city, tranche.number, 'reserved')
  const paid = await awardAccount(city, tranche.number, 'paid')
  return post(city, {
    ...{
      owner,
      key: tranche.key,
      subject: awardSubject(tranche.number),
      purpose: 'programmes.purpose.tranche',
      ...said,
    },
    postings: moved(reserved, paid, tranche.kopecks),
  })
}

/** Takes a part of a payment, or of the reserve of an award, back by a correction that names its entry. */
export async function takeBackMoney(
  city: City,
  back: { entry: string; kopecks: number; key: string; purpose: 'return' | 'release' },
  said: Said,
): Promise<Posted> {
  const { entry, kopecks: part, key, purpose } = back
  return reverse(city, { owner, key, entry, part, purpose: `programmes.purpose.${purpose}`, ...said })
}

async function callAccount(city: City, call: string, kind: 'source' | 'budget'): Promise<string> {
  const floor = kind === 'source' ? null : 0
  return openAccount(city, { owner, kind: accountKinds[kind], subject: callSubject(call), unit: 'kopecks', floor })
}

async function awardAccount(city: City, number: string, kind: 'reserved' | 'paid'): Promise<string> {
  return openAccount(city, {
    ...{ owner, kind: accountKinds[kind], subject: awardSubject(number), unit: 'kopecks' },
    floor: 0,
  })
}

function moved(from: string, to: string, kopecks: number) {
  if (kopecks <= 0) throw refuse.conflict('programmes.refusal.nothingToMove')
  return [
    { account: from, amount: -kopecks },
    { account: to, amount: kopecks },
  ]
}
