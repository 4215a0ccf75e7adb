// The door of small wins: what was done, told with its evidence, and taken back when it proves untrue.
import { h } from 'preact'
import type { Module } from '#platform/module.ts'
import { tellWins } from './demo.ts'
import { loadWins } from './load.ts'
import { readWinPack } from './pack.ts'
import { DoneSoFar, LatestWins } from './pages/front.tsx'
import { mayDraft, mayLoadWins, mayPublish } from './policy.ts'
import { latestWins } from './queries.ts'
import { smallWinReactions } from './reactions.ts'
import { smallWinRoutes, type WinHouse } from './routes.ts'
import { namedWins, winLinks } from './threads.ts'
import { frontTotals } from './totals.ts'

export function smallWins(house: WinHouse): Module {
  return {
    name: 'small-wins',
    floor: 'services',
    routes: smallWinRoutes(house),
    reactions: smallWinReactions,
    policies: [mayPublish, mayDraft, mayLoadWins],
    menu: [{ href: '/small-wins', label: 'smallWins.menu', order: 30 }],
    deskMenu: [{ href: '/desk/small-wins', label: 'smallWins.desk.title', order: 30, may: mayPublish }],
    subjects: { win: '/small-wins/' },
    named: namedWins,
    links: winLinks,
    front: [
      {
        order: 20,
        part: 'top',
        piece: async (city) => {
          const totals = await frontTotals(city)
          return totals.length === 0 ? null : h(DoneSoFar, { totals })
        },
      },
      {
        order: 20,
        part: 'narrow',
        piece: async (city) => {
          const latest = await latestWins(city, 4)
          return latest.length === 0 ? null : h(LatestWins, { latest })
        },
      },
    ],
    pack: async (city, pack) => {
      await loadWins(city, readWinPack(pack))
    },
    demo: tellWins,
  }
}
