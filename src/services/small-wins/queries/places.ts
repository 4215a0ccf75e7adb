// Where wins are: the districts and streets that the list names, with how many records each has.
import { sql } from 'kysely'
import { streetMeant } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { remembering } from '#platform/memory.ts'

export interface PlaceCount {
  name: string
  /** Wins, and what was corrected or went wrong. */
  wins: number
  turns: number
}

/** Streets with records in the feed, in the order of the alphabet. */
export const streetCounts = remembering(['small_wins'], async (city): Promise<PlaceCount[]> => {
  const { rows } = await sql<PlaceCount>`
    select s.street as name, count(*) filter (where w.kind = 'win') as wins, count(*) filter (where w.kind <> 'win') as turns
    from small_wins.win_streets s join small_wins.wins w on w.id = s.win
    where w.status = 'done' group by s.street order by s.street collate "und-x-icu"`.execute(city.db)
  return rows
})

/** Districts with records in the feed, in the order of the alphabet. */
export const districtCounts = remembering(['small_wins'], async (city): Promise<PlaceCount[]> => {
  const { rows } = await sql<PlaceCount>`
    select district as name, count(*) filter (where kind = 'win') as wins, count(*) filter (where kind <> 'win') as turns
    from small_wins.wins where status = 'done' and district is not null
    group by district order by district collate "und-x-icu"`.execute(city.db)
  return rows
})

/** The street as the list names it, for what a person typed; as typed when nobody knows it, and then `known` is false. */
export async function streetAsked(
  city: City,
  typed: string | undefined,
): Promise<{ street: string; known: boolean } | null> {
  const given = typed?.trim().slice(0, 200) ?? ''
  if (given === '') return null
  if ((await streetCounts(city)).some(({ name }) => name === given)) return { street: given, known: true }
  const meant = await streetMeant(city, given)
  return { street: meant ?? given, known: meant !== null }
}
