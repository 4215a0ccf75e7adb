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
import { eraseHandle, exportHandle } from './personal.ts'
import { mayCommit, mayLoadStrategy, mayManage, mayMeasure, mayObserve, mayReport } from './policy.ts'
import { papersAmong } from './queries/evidence.ts'
import { mineOf } from './queries/mine.ts'
import { promisesToWatch } from './queries/promises.ts'
import { overdueOf } from './queries/questions.ts'
import { strategyReactions } from './reactions.ts'
import { promiseDeskRoutes } from './routes/desk.ts'
import { portfolioRoutes } from './routes/portfolio.ts'
import { questionDeskRoutes } from './routes/question-desk.ts'
import { tookPartRoutes } from './routes/took-part.ts'
import { voicesRoutes } from './routes/voices.ts'
import { strategyRoutes } from './routes.ts'
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
  mine: { order: 30, piece: async (city, person) => h(MyVoices, await mineOf(city, { person, zone: house.zone })) },
  notices: strategyNotices,
  personal: { export: exportHandle, erase: eraseHandle },
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
