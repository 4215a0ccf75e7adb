// What a win born from a case inherits: its category and its two pictures.
import type { Shot } from '../tables.ts'

/** The category of a topic: the one with the longest prefix of its code; «другое» when none fits. */
export function categoryFor(topic: string, categories: readonly { name: string; topics: readonly string[] }[]): string {
  const fitting = categories.flatMap(({ name, topics }) =>
    topics
      .filter((prefix) => topic === prefix || topic.startsWith(`${prefix}.`))
      .map((prefix) => ({ name, length: prefix.length })),
  )
  return fitting.toSorted((one, other) => other.length - one.length)[0]?.name ?? 'другое'
}

/** Before: the report's released photo; after: the last released photo of a repair. */
export function shotsOf(photos: readonly (Shot & { kind: 'report' | 'repair' })[]): {
  before: Shot | null
  after: Shot | null
} {
  const before = photos.find(({ kind }) => kind === 'report')
  const after = photos.findLast(({ kind }) => kind === 'repair')
  return { before: before ? shotOf(before) : null, after: after ? shotOf(after) : null }
}

function shotOf({ small, medium, large, width, height }: Shot): Shot {
  return { small, medium, large, width, height }
}
