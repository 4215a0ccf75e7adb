// The door of my yard: what is wrong in a yard or a street, said in less than a minute, on the web, in a chat or by a program.
import { h } from 'preact'
import { urgentCases } from '#kernel/cases/index.ts'
import type { Module } from '#platform/module.ts'
import { forgetOld } from './actions.ts'
import { tellYard } from './demo.ts'
import { loadReference } from './pack.ts'
import { OpenNow, ReportButton, UrgentHere } from './pages/front.tsx'
import { openNearby } from './queries.ts'
import { myYardReactions } from './reactions.ts'
import type { Parts } from './routes/parts.ts'
import { myYardRoutes } from './routes.ts'

export function myYard(parts: Parts): Module {
  return {
    name: 'my-yard',
    floor: 'services',
    routes: myYardRoutes(parts),
    offers: [
      {
        ...{
          href: '/my-yard/report',
          situations: ['hole-in-the-yard', 'moving-in'],
          who: ['resident'],
          way: 'both',
          order: 10,
        },
        label: 'myYard.offer.report',
        hint: 'myYard.offer.report.lead',
        takes: 'myYard.offer.report.takes',
        needs: 'myYard.offer.report.needs',
      },
      {
        ...{ href: '/my-yard/chat', situations: ['hole-in-the-yard'], who: ['resident'], way: 'online', order: 11 },
        label: 'myYard.offer.chat',
        hint: 'myYard.offer.chat.lead',
        takes: 'myYard.offer.chat.takes',
        needs: 'myYard.offer.chat.needs',
      },
    ],
    reactions: myYardReactions,
    retention: [{ category: 'my-yard.drafts', label: 'myYard.retention.drafts', remove: forgetOld }],
    menu: [{ href: '/my-yard', label: 'myYard.menu', order: 10 }],
    offline: ['/my-yard/drafts'],
    front: [
      { order: 10, part: 'hero', piece: async () => h(ReportButton, {}) },
      {
        order: 10,
        part: 'narrow',
        piece: async (city) => {
          const recent = await openNearby(city, 3)
          return recent.length === 0 ? null : h(OpenNow, { recent })
        },
      },
    ],
    near: {
      order: 10,
      piece: async (city, { kind, id }) => {
        const asked = kind === 'district' ? { district: id } : { street: id }
        const cards = await urgentCases(city, { ...asked, most: 4 })
        return cards.length === 0 ? null : h(UrgentHere, { cards, district: asked.district })
      },
    },
    pack: loadReference,
    demo: tellYard,
  }
}
