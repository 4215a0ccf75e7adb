// What other systems are told of facts: rows of open sets, so that nothing is told that is not open already.
import { z } from 'zod'
import type { PublicFact } from '../module.ts'
import { rowNamed } from './read.ts'
import { type OpenSet, setOf } from './set.ts'

/**
 * A fact about a row of a set: they are told the row as it is when they are told. `id` is where the fact names it; without one it is
 * the id in the fact's subject.
 */
export function rowFact(fact: string, about: string, sets: readonly OpenSet[], set: string, id?: string): PublicFact {
  const open = setOf(sets, set)
  const named = z.record(z.string(), z.unknown())
  return {
    fact,
    about,
    told: async (city, { subject, data }) => {
      const key = id === undefined ? subject.slice(subject.indexOf(':') + 1) : String(named.parse(data)[id])
      const row = await rowNamed(city, open, key)
      return row && { subject, set, row }
    },
  }
}
