// The door of small wins: what was done, told with its evidence, and taken back when it proves untrue.
import { h } from 'preact'
import type { Module } from '#platform/module.ts'
import { eraseFollows } from './actions/follow.ts'
import { tellWins } from './demo.ts'
import { loadWins } from './load.ts'
import { smallWinNotices } from './notices.ts'
import { smallWinSets } from './open-data.ts'
import { readWinPack } from './pack.ts'
import { MyStreets } from './pages/follow.tsx'
import { DoneSoFar, LatestWins } from './pages/front.tsx'
import { mayDraft, mayLoadWins, mayPublish } from './policy.ts'
import { latestWins } from './queries/feed.ts'
import { followsOf, followsOfPerson } from './queries/follows.ts'
import { frontTotals } from './queries/totals.ts'
import { smallWinReactions } from './reactions.ts'
import type { WinHouse } from './routes/house.ts'
import { smallWinRoutes } from './routes.ts'
import { namedWins, winLinks } from './threads.ts'
import { smallWinWebhooks } from './webhooks.ts'

export function smallWins(house: WinHouse): Module {
  return {
    name: 'small-wins',
    floor: 'services',
    routes: smallWinRoutes(house),
    reactions: smallWinReactions(house.zone),
    policies: [mayPublish, mayDraft, mayLoadWins],
    menu: [{ href: '/small-wins', label: 'smallWins.menu', order: 30 }],
    deskMenu: [{ href: '/desk/small-wins', label: 'smallWins.desk.title', order: 30, may: mayPublish }],
    subjects: { win: '/small-wins/' },
    openData: smallWinSets,
    webhooks: smallWinWebhooks,
    named: namedWins,
    links: winLinks,
    notices: smallWinNotices,
    mine: {
      order: 30,
      piece: async (city, person) => h(MyStreets, { streets: (await followsOfPerson(city, person)).streets }),
    },
    personal: {
      export: async (city, handle) => {
        const follows = await followsOf(city, handle)
        return follows.length === 0 ? null : { follows }
      },
      erase: (city, handle) => eraseFollows(city, { handle }),
    },
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
