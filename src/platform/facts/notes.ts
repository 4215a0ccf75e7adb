// Small things the house remembers of itself, such as which city pack it has loaded.
import { action, type City } from '../city.ts'
import { factsDb } from './tables.ts'

/** A note of this name, or null. */
export async function noteOf(city: City, name: string): Promise<string | null> {
  const row = await factsDb(city).selectFrom('facts.notes').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

/** Writes or replaces a note. */
export const takeNote = action('facts', async (city, note: { name: string; value: string }): Promise<void> => {
  await factsDb(city)
    .insertInto('facts.notes')
    .values(note)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: note.value }))
    .execute()
})
