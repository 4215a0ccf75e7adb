// The personal data of the account itself: requests about data, with who opened them.
import type { Module } from '#platform/module.ts'
import { eraseRequests } from './actions/requests.ts'
import { accountRetention } from './actions/retention.ts'
import { looksAtRequests, requestsUnder } from './queries/requests.ts'

export const accountPersonal: Pick<Module, 'personal' | 'retention'> = {
  personal: {
    export: async (city, handle) => ({ requests: await requestsUnder(city, [handle]) }),
    erase: eraseRequests,
    looked: looksAtRequests,
    kinds: {
      requests: {
        label: 'account.personal.requests',
        basis: 'account.personal.requests.basis',
        kept: 'account.personal.requests.kept',
        stays: 'account.personal.requests.stays',
      },
    },
  },
  retention: accountRetention,
}
