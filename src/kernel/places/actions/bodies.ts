// What can be done with places: a body gets a new version, with the day from which it holds and the reason.
import { action } from '#platform/city.ts'
import { type BodyFields, placesReference } from '../reference.ts'

/** Writes a body's new version from a day on; `seen` is the version that was edited, 0 for a new body. */
export const saveBody = action(
  'places',
  async (
    city,
    input: {
      id: string
      seen: number
      validFrom: string
      validTo: string | null
      body: BodyFields
      office: string
      reason: string
    },
  ): Promise<void> => {
    await placesReference.write(city, { ...input, kind: 'body' })
  },
)
