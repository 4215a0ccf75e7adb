// What a door gives to the city's search.
import type { City } from './city.ts'
import type { Heard } from './facts/reaction.ts'

/** What a module gives to the city's search: kinds of documents, and the documents of its subjects. */
export interface SearchOffer {
  kinds: readonly SearchKind[]
  /** All subjects that may have a document, in pages of a size that can be asked for at once. */
  subjects(city: City): AsyncIterable<readonly string[]>
  /** The documents of these subjects as they stand now, in Russian; a subject without one is not to be found. */
  documents(city: City, subjects: readonly string[]): Promise<readonly SearchDocument[]>
  /** Which facts change which of its subjects; what no fact tells of is found by the night's look at all of them. */
  changes?: readonly SearchChange[]
}

export interface SearchKind {
  kind: string
  /** Word key of what several of them are called: «Обещания». */
  label: string
  order: number
}

export interface SearchChange {
  fact: string
  /** The fact's own subject where it is not said. */
  subjects?(city: City, heard: Heard): readonly string[] | Promise<readonly string[]>
}

/** Who may open a document: anyone, who holds a role (in the whole city, or in one body), or whose handle it is. */
export type Audience = 'anyone' | `role:${string}` | `handle:${string}`

/** One thing that has a page, as the search shows and finds it. */
export interface SearchDocument {
  /** `case:2026-000123`. */
  subject: string
  kind: string
  title: string
  titleEn?: string | null | undefined
  text?: string | null | undefined
  /** Other words by which people look for it; never shown. */
  keywords?: string | null | undefined
  /** The language of its words where it is not Russian. */
  lang?: string | null | undefined
  /** Its page, without the language prefix. */
  href: string
  /** Where it is, in words. */
  place?: string | null | undefined
  /** The district's id. */
  district?: string | null | undefined
  /** The day by which it is dated: `2026-03-18`. */
  day?: string | null | undefined
  /** Anyone where nothing is said. */
  audience?: readonly Audience[] | undefined
}
