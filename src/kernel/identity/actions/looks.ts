// Who looked: an office that reads what identity holds of a person writes it down.
import { action } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { type Representative, waitingPowers } from '../queries/organisations.ts'
import { identityDb } from '../tables.ts'

/** Those who wait to be believed, with their addresses; writes down that this office looked at each of them. */
export const openWaitingPowers = action(
  'identity-looks',
  async (city, input: { office: string; most: number }): Promise<Representative[]> => {
    const waiting = await waitingPowers(city, input.most)
    const handles = [...new Set(waiting.map(({ handle }) => handle))]
    if (handles.length > 0)
      await identityDb(city)
        .insertInto('identity.looks')
        .values(handles.map((handle) => ({ id: newId(city.now), handle, at: city.now, by_office: input.office })))
        .execute()
    return waiting
  },
)
