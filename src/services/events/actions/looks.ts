// Remembering until when somebody has seen what changed: one row a person, and only where she asks for it.
import { newHandle } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { eventsDb } from '../tables.ts'

/** From now on «what changed» begins here for this person. Throws `not-allowed` where nobody is signed in. */
export const seeEvents = action('events', async (city: City, _input: undefined): Promise<void> => {
  const { person } = city.actor
  if (person === null) throw refuse.notAllowed('events.refusal.signIn')
  const handle = await newHandle(city, { module: 'events', person })
  await eventsDb(city)
    .insertInto('events.looks')
    .values({ handle, seen_at: city.now })
    .onConflict((clash) => clash.column('handle').doUpdateSet({ seen_at: city.now }))
    .execute()
})

/** Forgets it; answers how many rows went. */
export const eraseLook = action('events', async (city: City, { handle }: { handle: string }): Promise<number> => {
  const gone = await eventsDb(city).deleteFrom('events.looks').where('handle', '=', handle).executeTakeFirst()
  return Number(gone.numDeletedRows)
})
