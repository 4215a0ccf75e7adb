// Where the values of a page come from, as numbered sources: pages say «[2]» beside a value and the source once at the end.
import type { SourceKind } from './terms.ts'

export interface Said {
  field: string
  source: string
  name: string
  kind: SourceKind
  url: string | null
  saidOn: string | null
  seenAt: Date
  shown: boolean
}

export interface Numbered extends Omit<Said, 'field' | 'shown'> {
  number: number
}

export interface Provenance {
  sources: Numbered[]
  /** Numbers of the sources that say the value shown, by field. */
  by: ReadonlyMap<string, number[]>
}

/** Numbers the sources in the order in which they come; one page with one day is one source, read last at the latest time. */
export function provenanceOf(said: readonly Said[]): Provenance {
  const sources: Numbered[] = []
  const by = new Map<string, number[]>()
  for (const each of said) {
    const known = sources.find(
      ({ source, url, saidOn }) => source === each.source && url === each.url && saidOn === each.saidOn,
    )
    if (known && each.seenAt > known.seenAt) known.seenAt = each.seenAt
    const { field, shown, ...rest } = each
    const number = known?.number ?? sources.length + 1
    if (!known) sources.push({ ...rest, number })
    const numbers = by.get(field) ?? []
    if (shown && !numbers.includes(number)) by.set(field, [...numbers, number])
  }
  return { sources, by }
}
