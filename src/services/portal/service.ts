// The door of the portal: the front page made of what each door offers, the search, and the pages about the city itself.
import type { Module } from '#platform/module.ts'
import type { Locale, Words } from '#platform/words.ts'
import { portalRoutes } from './routes.ts'
import { forgetReader, indexHealth, searchReactions } from './search/fill.ts'
import { portalOffer } from './search/offers.ts'
import { searchRoutes } from './search/routes.ts'

// For the operator's command.
export { type Filled, fillIndex, rebuildIndex } from './search/fill.ts'

export function portal(house: { doors(): readonly Module[]; demo: boolean; wordsIn(locale: Locale): Words }): Module {
  return {
    name: 'portal',
    floor: 'services',
    routes: [...portalRoutes(house), ...searchRoutes(house.doors)],
    get reactions() {
      return searchReactions(house.doors)
    },
    search: portalOffer(house.doors, () => house.wordsIn('en')),
    health: indexHealth,
    personal: {
      // What the index holds of a person is the other modules' own, and they give it.
      export: async () => null,
      erase: (city, handle) => forgetReader(city, { handle }),
    },
  }
}
