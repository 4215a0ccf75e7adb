// Looking at what is personal of an award: who looked is written down.
import { officeOf } from '#kernel/cases/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { judges, mayFollowDecision } from '../policy/awarding.ts'
import { awardingDb } from '../tables/awarding.ts'

/** Writes down that an office looked at an award and whose it is. */
export const openAward = action(
  'programmes-looks',
  async (city: City, input: { application: string }): Promise<void> => {
    demand(city.actor, mayFollowDecision, undefined)
    await awardingDb(city)
      .insertInto('programmes.looks')
      .values({
        ...{ id: newId(city.now), application: input.application, at: city.now },
        office: officeOf(city.actor, judges, null),
      })
      .execute()
  },
)
