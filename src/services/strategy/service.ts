// The door of the strategy: what was promised, where it stands, and why.
import { h } from 'preact'
import type { Module } from '#platform/module.ts'
import { tellVoices } from './demo/voices.ts'
import { tellStrategy } from './demo.ts'
import { type StrategyHouse, strategyDeskRoutes } from './desk.ts'
import { loadStrategy } from './load.ts'
import { strategyNotices } from './notices.ts'
import { strategySets } from './open-data.ts'
import { loadVoices, readVoicesPack } from './pack/voices.ts'
import { readStrategyPack } from './pack.ts'
import { WatchedPromises } from './pages/front.tsx'
import { MyVoices } from './pages/mine.tsx'
import { OverdueQuestions } from './pages/questions.tsx'
import { strategyPersonal } from './personal.ts'
import { mayCommit, mayLoadStrategy, mayManage, mayMeasure, mayObserve, mayReport } from './policy.ts'
import { comingPromises } from './queries/coming.ts'
import { papersAmong } from './queries/evidence.ts'
import { mineOf } from './queries/mine.ts'
import { promisesToWatch } from './queries/promises.ts'
import { overdueOf } from './queries/questions.ts'
import { followedBy, readerOf } from './queries/readers.ts'
import { strategyReactions } from './reactions.ts'
import { promiseDeskRoutes } from './routes/desk.ts'
import { portfolioRoutes } from './routes/portfolio.ts'
import { questionDeskRoutes } from './routes/question-desk.ts'
import { tookPartRoutes } from './routes/took-part.ts'
import { voicesRoutes } from './routes/voices.ts'
import { strategyRoutes } from './routes.ts'
import { strategySearch } from './search.ts'
import { announceProposals, namedPromises, strategyLinks } from './threads.ts'
import { strategyWebhooks } from './webhooks.ts'

// For the operator's command, which brings and takes the portfolio without a browser.
export { importPortfolio } from './actions/import.ts'
export { checkPortfolio } from './forms/portfolio/check.ts'
export { openPortfolio } from './forms/portfolio/open.ts'
export { portfolioOf } from './queries/portfolio.ts'
export { portfolioSheets } from './rules/portfolio/put.ts'

export const strategy = (house: StrategyHouse): Module => ({
  name: 'strategy',
  floor: 'services',
  routes: [
    ...strategyRoutes(house),
    ...portfolioRoutes(house),
    ...voicesRoutes(house),
    ...tookPartRoutes(house),
    ...questionDeskRoutes(house),
    ...strategyDeskRoutes(house),
    ...promiseDeskRoutes(house),
  ],
  reactions: strategyReactions,
  files: papersAmong,
  policies: [mayMeasure, mayObserve, mayLoadStrategy, mayCommit, mayReport, mayManage],
  offers: [
    {
      ...{
        href: '/strategy/asking',
        situations: ['promises-to-my-street', 'ask-the-team', 'check-the-city', 'journalist'],
        who: ['resident', 'checker'],
        way: 'online',
        order: 40,
      },
      label: 'strategy.offer.ask',
      hint: 'strategy.offer.ask.lead',
      takes: 'strategy.offer.ask.takes',
      needs: 'strategy.offer.ask.needs',
    },
    {
      ...{
        href: '/strategy/moved',
        situations: ['check-the-city', 'journalist'],
        who: ['resident', 'checker'],
        way: 'online',
        order: 41,
      },
      label: 'strategy.offer.moved',
      hint: 'strategy.offer.moved.lead',
      takes: 'strategy.offer.moved.takes',
      needs: 'strategy.offer.moved.needs',
    },
    {
      ...{
        href: '/strategy/projects',
        situations: ['promises-to-my-street', 'ask-the-team'],
        who: ['resident', 'checker'],
        way: 'online',
        order: 42,
      },
      label: 'strategy.offer.follow',
      hint: 'strategy.offer.follow.lead',
      takes: 'strategy.offer.follow.takes',
      needs: 'strategy.offer.follow.needs',
    },
    {
      ...{
        href: '/strategy/council',
        situations: ['check-the-city', 'journalist'],
        who: ['checker'],
        way: 'online',
        order: 43,
      },
      label: 'strategy.offer.council',
      hint: 'strategy.offer.council.lead',
      takes: 'strategy.offer.council.takes',
      needs: 'strategy.offer.council.needs',
    },
  ],
  menu: [{ href: '/strategy', label: 'strategy.menu', order: 20 }],
  deskMenu: [
    { href: '/desk/strategy', label: 'strategy.desk.title', order: 40, may: mayObserve },
    { href: '/desk/strategy/questions', label: 'strategy.ask.desk.title', order: 42, may: mayCommit },
    { href: '/desk/strategy/projects', label: 'strategy.staff.title', order: 41, may: mayManage },
  ],
  subjects: {
    indicator: '/strategy/indicators/',
    project: '/strategy/projects/',
    milestone: '/strategy/milestones/',
    direction: '/strategy/directions/',
    workshop: '/strategy/directions/',
    question: '/strategy/questions/',
  },
  openData: strategySets,
  webhooks: strategyWebhooks,
  named: namedPromises,
  links: strategyLinks,
  search: strategySearch,
  front: [
    // What waits longer than it should stands above everything else.
    {
      order: 5,
      part: 'top',
      piece: async (city) => {
        const { cards, overdue } = await overdueOf(city, house.zone)
        return overdue === 0 ? null : h(OverdueQuestions, { cards, overdue })
      },
    },
    {
      order: 30,
      part: 'wide',
      piece: async (city) => {
        const promises = await promisesToWatch(city)
        return promises.length === 0 ? null : h(WatchedPromises, { promises })
      },
    },
  ],
  coming: (city, days) => comingPromises(city, days, house.zone),
  follows: async (city, person) => {
    const reader = await readerOf(city, { token: null, person })
    const followed = reader ? await followedBy(city, reader) : []
    return followed.flatMap(({ thing }) =>
      thing
        ? [
            {
              href: thing.href,
              title: city.words.locale === 'en' ? (thing.nameEn ?? thing.name) : thing.name,
              lang: city.words.locale === 'en' && thing.nameEn === null ? 'ru' : undefined,
              note: city.words(`strategy.follow.kind.${thing.kind}`),
            },
          ]
        : [],
    )
  },
  mine: { order: 30, piece: async (city, person) => h(MyVoices, await mineOf(city, { person, zone: house.zone })) },
  notices: strategyNotices,
  ...strategyPersonal,
  demo: async (story) => {
    await tellStrategy(story)
    await tellVoices(story)
  },
  pack: async (city, pack) => {
    await loadStrategy(city, readStrategyPack(pack))
    await loadVoices(city, readVoicesPack(pack))
    await announceProposals(city, {})
  },
})
