// What can be done with venues: one gets a new version, with the day from which it holds and the reason.
import { action } from '#platform/city.ts'
import { placesReference, type VenueFields } from '../reference.ts'

/** Writes a venue's new version from a day on; `seen` is the version that was edited, 0 for a new venue. */
export const saveVenue = action(
  'places',
  async (
    city,
    input: {
      id: string
      seen: number
      validFrom: string
      validTo: string | null
      body: VenueFields
      office: string
      reason: string
    },
  ): Promise<void> => {
    await placesReference.write(city, { ...input, kind: 'venue' })
  },
)
