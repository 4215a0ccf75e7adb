// A stage for tests of the search: an index of the test's own papers, and what a question finds in it.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Module, SearchDocument } from '#platform/module.ts'
import { openBareCity } from '#tests/bare-city.ts'
import { type Found, find } from './find.ts'
import { putDocuments } from './keep.ts'
import { type Term, understand } from './understand.ts'

export interface Asked {
  audience?: string[]
  exact?: boolean
  unfinished?: boolean
  filter?: Parameters<typeof find>[1]['filter']
}

export interface SearchStage {
  city: City
  /** Keeps papers; of these subjects, those without a paper are taken out. */
  put(documents: SearchDocument[], subjects?: string[]): Promise<number>
  /** What a guest finds, or whoever is of the audience; at most a hundred. */
  search(question: string, asked?: Asked): Promise<Found & { terms: Term[]; subjects: string[] }>
  close(): Promise<void>
}

const portal: Module = { name: 'portal', floor: 'services' }

/** A paper `paper:ID` of this title. */
export const paper = (id: number, title: string, more: Partial<SearchDocument> = {}): SearchDocument => ({
  subject: `paper:${id}`,
  kind: 'paper',
  title,
  href: `/papers/${id}`,
  ...more,
})

/** Opens the stage over a fresh database; closing removes it. */
export async function openSearchStage(): Promise<SearchStage> {
  const bare = await openBareCity([portal])
  const city = bare.as()
  return {
    city,
    put: (documents, subjects = []) => putDocuments(city, { door: 'shed', subjects, documents }),
    search: async (question, { audience = ['anyone'], filter = {}, ...rest } = {}) => {
      const terms = await understand(city, question, { audience, ...rest })
      const found = await find(city, { terms, filter, audience, skip: 0, most: 100 })
      const { rows } = await sql<{ id: number; subject: string }>`
        select id, subject from portal.search_documents`.execute(city.db)
      const names = new Map(rows.map(({ id, subject }) => [id, subject]))
      return { ...found, terms, subjects: found.hits.map(({ document }) => names.get(document) ?? '') }
    },
    close: () => bare.close(),
  }
}
