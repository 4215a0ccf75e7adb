// What languages do when the clock strikes: each night what this process has seen pages say is kept.
import type { City } from '#platform/city.ts'
import { every } from '#platform/facts/index.ts'
import type { Uses } from '#platform/phrases.ts'
import { keepUses } from './actions.ts'

export const languageReactions = (uses: Uses) => [
  every('night', 'languages.keepUses', (city: City) => keepUses(city, uses.fresh())),
]
