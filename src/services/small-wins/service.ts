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
import { DoneHere, DoneSoFar, LatestWins } from './pages/front.tsx'
import { mayDraft, mayLoadWins, mayPublish } from './policy.ts'
import { latestWins } from './queries/feed.ts'
import { followsOf, followsOfPerson } from './queries/follows.ts'
import { frontTotals } from './queries/totals.ts'
import { smallWinReactions } from './reactions.ts'
import type { WinHouse } from './routes/house.ts'
import { smallWinRoutes } from './routes.ts'
import { winSearch } from './search.ts'
import { namedWins, winLinks } from './threads.ts'
import { smallWinWebhooks } from './webhooks.ts'

export function smallWins(house: WinHouse): Module {
  return {
    name: 'small-wins',
    floor: 'services',
    routes: smallWinRoutes(house),
    reactions: smallWinReactions(house.zone),
    policies: [mayPublish, mayDraft, mayLoadWins],
    offers: [
      {
        ...{
          href: '/small-wins/follow',
          situations: ['promises-to-my-street', 'moving-in'],
          who: ['resident'],
          way: 'online',
          order: 30,
        },
        label: 'smallWins.offer.follow',
        hint: 'smallWins.offer.follow.lead',
        takes: 'smallWins.offer.follow.takes',
        needs: 'smallWins.offer.follow.needs',
      },
      {
        ...{
          href: '/small-wins/places',
          situations: ['promises-to-my-street', 'moving-in'],
          who: ['resident', 'checker'],
          way: 'online',
          order: 31,
        },
        label: 'smallWins.offer.places',
        hint: 'smallWins.offer.places.lead',
        takes: 'smallWins.offer.places.takes',
        needs: 'smallWins.offer.places.needs',
      },
      {
        ...{
          href: '/small-wins/totals',
          situations: ['check-the-city', 'journalist'],
          who: ['checker'],
          way: 'online',
          order: 32,
        },
        label: 'smallWins.offer.totals',
        hint: 'smallWins.offer.totals.lead',
        takes: 'smallWins.offer.totals.takes',
        needs: 'smallWins.offer.totals.needs',
      },
    ],
    menu: [{ href: '/small-wins', label: 'smallWins.menu', order: 30 }],
    deskMenu: [{ href: '/desk/small-wins', label: 'smallWins.desk.title', order: 30, may: mayPublish }],
    subjects: { win: '/small-wins/' },
    openData: smallWinSets,
    webhooks: smallWinWebhooks,
    named: namedWins,
    links: winLinks,
    search: winSearch,
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
      kinds: {
        follows: {
          label: 'smallWins.personal.follows',
          basis: 'smallWins.personal.follows.basis',
          correct: '/small-wins/follow',
        },
      },
    },
    // A guest who stopped her letters is forgotten the next night, long before the thirty days of the law.
    retention: [{ category: 'small-wins.follows', label: 'smallWins.retention.follows' }],
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
    follows: async (city, person) =>
      (await followsOfPerson(city, person)).streets.map((street) => ({
        href: `/small-wins?street=${encodeURIComponent(street)}`,
        title: street,
        lang: city.words.locale === 'en' ? 'ru' : undefined,
        note: city.words('smallWins.near.street'),
      })),
    near: {
      order: 20,
      piece: async (city, { kind, name }) => {
        const place = kind === 'district' ? { district: name } : { street: name }
        const coming = await latestWins(city, 2, { ...place, coming: true })
        const done = await latestWins(city, 3, place)
        return coming.length + done.length === 0 ? null : h(DoneHere, { coming, done, place })
      },
    },
    pack: async (city, pack) => {
      await loadWins(city, readWinPack(pack))
    },
    demo: tellWins,
  }
}
