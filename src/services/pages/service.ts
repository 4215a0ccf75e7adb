// The door of the editors' pages: news, life situations, legal texts and pages about the city, with all their versions.
import { h } from 'preact'
import type { Module } from '#platform/module.ts'
import { keepConsentTexts } from './actions/consents.ts'
import { tellNews } from './demo.ts'
import { loadPages } from './load.ts'
import { pageNotices } from './notices.ts'
import { readPagesPack } from './pack.ts'
import { LatestNews } from './pages/lists.tsx'
import { mayEdit } from './policy.ts'
import { pictureFiles } from './queries/pictures.ts'
import { shownCards } from './queries/shown.ts'
import { pageReactions } from './reactions.ts'
import type { PagesHouse } from './routes/house.ts'
import { pageRoutes } from './routes.ts'
import { pageSearch } from './search.ts'
import { namedPages } from './threads.ts'

export { allShown, type ShownPage } from './queries/shown.ts'

export function pages(house: PagesHouse): Module {
  return {
    name: 'pages',
    floor: 'services',
    routes: pageRoutes(house),
    reactions: pageReactions(house),
    policies: [mayEdit],
    deskMenu: [{ href: '/desk/pages', label: 'pages.desk.title', order: 20, may: mayEdit }],
    subjects: {
      news: '/pages/news/',
      situations: '/pages/situations/',
      legal: '/pages/legal/',
      about: '/pages/about/',
    },
    named: namedPages,
    notices: pageNotices,
    // An editor's handle only says whom to tell; nothing is kept of it here.
    personal: { export: async () => null, erase: async () => 0 },
    files: pictureFiles,
    search: pageSearch(() => house.wordsIn('en')),
    front: [
      {
        order: 10,
        part: 'wide',
        piece: async (city) => {
          const cards = await shownCards(city, { kind: 'news', most: 3 })
          return cards.length === 0 ? null : h(LatestNews, { cards })
        },
      },
    ],
    situations: async (city) =>
      (await shownCards(city, { kind: 'situations' })).map(({ slug, href, title, lead, lang }) => ({
        ...{ slug, href, title, lead, lang },
      })),
    pack: async (city, pack) => {
      await loadPages(city, readPagesPack(pack))
      await keepConsentTexts(city, { wordsIn: house.wordsIn, operator: house.operator.name })
    },
    demo: tellNews,
  }
}
