// The door of the ledger: entries that never change, and the sums they make.
import type { Module } from '#platform/module.ts'
import { mayAudit } from './policy.ts'
import { sumsByUnit } from './queries.ts'
import { ledgerRoutes } from './routes.ts'

export { type Entry, type OpenAccount, openAccount, type Posted, post, type Reversal, reverse } from './actions.ts'
export { amountText } from './pages/ledger.tsx'
export { mayAudit } from './policy.ts'
export {
  type AccountView,
  accountFor,
  accountsOf,
  balancesOf,
  type EntriesAsked,
  type EntryView,
  entriesOf,
  sumsByUnit,
  type Turnover,
  turnoverOf,
  unequalSums,
} from './queries.ts'
export { type Posting, type Unit, units } from './rules.ts'

export const ledger: Module = {
  name: 'ledger',
  floor: 'kernel',
  routes: ledgerRoutes,
  policies: [mayAudit],
  deskMenu: [{ href: '/desk/ledger', label: 'ledger.title', order: 60, may: mayAudit }],
  health: async (city) => {
    const sums = await sumsByUnit(city)
    const ok = sums.every(({ sum }) => sum === 0)
    return [
      {
        ok,
        key: ok ? 'ledger.health.equal' : 'ledger.health.unequal',
        values: { n: sums.reduce((all, { accounts }) => all + accounts, 0) },
      },
    ]
  },
}
