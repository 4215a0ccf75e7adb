// Sessions of a person: seen and ended by her.
import { action } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { identityDb } from '../tables.ts'

/** Ends one session of hers. Throws `missing` when she has no such one. */
export const endSession = action(
  'identity',
  async (city, input: { person: string; session: string }): Promise<void> => {
    const ended = await identityDb(city)
      .deleteFrom('identity.sessions')
      .where('person', '=', input.person)
      .where('id', '=', input.session)
      .executeTakeFirst()
    if (ended.numDeletedRows === 0n) throw refuse.missing('platform.refusal.missing')
  },
)

/** Ends every session of hers but this one. */
export const endOtherSessions = action(
  'identity',
  async (city, input: { person: string; session: string | undefined }): Promise<void> => {
    let others = identityDb(city).deleteFrom('identity.sessions').where('person', '=', input.person)
    if (input.session !== undefined) others = others.where('id', '!=', input.session)
    await others.execute()
  },
)
