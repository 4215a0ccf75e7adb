// The door of languages: phrases in Udmurt, each with the published source in which it stands.
import type { Module } from '#platform/module.ts'
import { eraseHandle } from './actions.ts'
import { mayDecide } from './policy.ts'
import { heldOf, openPhrases } from './queries.ts'
import { languageReactions } from './reactions.ts'
import { type LanguagesHouse, languageRoutes } from './routes.ts'

export { phraseFiles } from './queries.ts'

export function languages(house: LanguagesHouse): Module {
  return {
    name: 'languages',
    floor: 'services',
    routes: languageRoutes(house),
    reactions: languageReactions(house.uses),
    policies: [mayDecide],
    deskMenu: [{ href: '/desk/languages', label: 'languages.desk.title', order: 45, may: mayDecide }],
    phrases: openPhrases(() => house.wordsIn('ru')),
    personal: { export: heldOf, erase: (city, handle) => eraseHandle(city, handle) },
  }
}
