// The door of my yard: what is wrong in a yard or a street, said in less than a minute, on the web, in a chat or by a program.
import { h } from 'preact'
import type { Module } from '#platform/module.ts'
import { tellYard } from './demo.ts'
import { loadReference } from './pack.ts'
import { OpenNow, ReportButton } from './pages/front.tsx'
import { openNearby } from './queries.ts'
import { myYardReactions } from './reactions.ts'
import type { Parts } from './routes/parts.ts'
import { myYardRoutes } from './routes.ts'

export function myYard(parts: Parts): Module {
  return {
    name: 'my-yard',
    floor: 'services',
    routes: myYardRoutes(parts),
    reactions: myYardReactions,
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
    pack: loadReference,
    demo: tellYard,
  }
}
