// What a person allowed a system: permission and tokens end at once.
import { action } from '#platform/city.ts'
import { identityDb } from '../tables.ts'

/** Ends all that a system was given of a person. Answers how many rows went; ending again changes nothing. */
export const endGrants = action(
  'identity',
  async (city, input: { person: string; system: string }): Promise<number> => {
    const gone = await identityDb(city)
      .deleteFrom('identity.oidc_records')
      .where('person', '=', input.person)
      .where('system', '=', input.system)
      .executeTakeFirst()
    return Number(gone.numDeletedRows)
  },
)
