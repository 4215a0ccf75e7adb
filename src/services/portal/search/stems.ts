// What words have in common in all their endings: PostgreSQL's own Snowball stemmers, Russian and English.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { searchDb } from './tables.ts'

/**
 * The stem of each folded word: by the Russian stemmer, by the English one for words of Latin letters, itself where it holds a digit;
 * null for words that say nothing («и», «на», the). One statement for all.
 */
export async function stemsOf(city: City, words: Iterable<string>): Promise<Map<string, string | null>> {
  const stems = new Map<string, string | null>()
  const asked: string[] = []
  for (const word of new Set(words)) {
    if (/\p{N}/u.test(word)) stems.set(word, word)
    else asked.push(word)
  }
  if (asked.length === 0) return stems
  const { rows } = await sql<{ word: string; stem: string | null }>`
    select word, (ts_lexize((case when word ~ '^[a-z]+$' then 'english_stem' else 'russian_stem' end)::regdictionary, word))[1] as stem
    from unnest(${asked}::text[]) as asked (word)`.execute(searchDb(city))
  for (const { word, stem } of rows) stems.set(word, stem === '' ? null : stem)
  return stems
}
