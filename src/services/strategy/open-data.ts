// What the strategy offers as open data: every promise with the history of its terms, what came of it, and what residents asked.
import type { OpenSet } from '#platform/open-data/set.ts'
import { promiseSets } from './open-data/promises.ts'
import { provenSets } from './open-data/proven.ts'
import { voiceSets } from './open-data/voices.ts'

export const strategySets: readonly OpenSet[] = [...promiseSets, ...provenSets, ...voiceSets]
