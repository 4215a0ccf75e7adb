// The door of open data: what every door offers as tables, keys of programs, and webhooks.
import type { Guarded } from '#outside/guarded/index.ts'
import type { Module } from '#platform/module.ts'
import { eraseHandle } from './actions/keys.ts'
import { openGate } from './gate.ts'
import { openDataNotices } from './notices.ts'
import { loadQuotas } from './pack.ts'
import { exportHandle } from './personal.ts'
import { mayHoldKeys } from './policy.ts'
import type { OpenDataHouse } from './queries/catalogue.ts'
import { openDataReactions } from './reactions.ts'
import { openDataRoutes } from './routes.ts'

/** What open data need of the house. */
export interface OpenDataParts extends OpenDataHouse {
  guarded: Guarded
  /** 32 bytes of the city's own for a purpose. */
  secretFor(purpose: string): Buffer
}

export function openData(parts: OpenDataParts): Module {
  return {
    name: 'open-data',
    floor: 'services',
    routes: openDataRoutes(parts),
    // Asked for when all doors are there, since each door's public facts make reactions.
    get reactions() {
      return openDataReactions(parts)
    },
    offers: [
      {
        href: '/open-data',
        situations: ['journalist', 'check-the-city'],
        who: ['checker', 'maker'],
        way: 'online',
        order: 70,
        label: 'openData.offer',
        hint: 'openData.offer.lead',
        takes: 'openData.offer.takes',
        needs: 'openData.offer.needs',
      },
    ],
    policies: [mayHoldKeys],
    notices: openDataNotices,
    keys: openGate,
    personal: {
      export: exportHandle,
      erase: eraseHandle,
      kinds: {
        keys: { label: 'openData.personal.keys', basis: 'openData.personal.basis', correct: '/open-data/keys' },
        webhooks: { label: 'openData.personal.webhooks', basis: 'openData.personal.basis', correct: '/open-data/keys' },
      },
    },
    pack: loadQuotas,
  }
}
