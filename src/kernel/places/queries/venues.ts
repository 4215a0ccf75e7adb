// What can be asked of venues: all of today, one by its id, and which one the words of a poster mean.
import type { City } from '#platform/city.ts'
import { districts } from '../queries.ts'
import { placesReference, type VenueFields, venueShape } from '../reference.ts'
import { type VenueMeant, venueMeant } from '../rules/venues.ts'

/** A venue; `null` in access is «no data», never no. Its district is an id. */
export interface Venue extends VenueFields {
  id: string
  /** When the city last wrote it. */
  changedAt: Date
}

/** The venues of today, by name. */
export async function venues(city: City): Promise<Venue[]> {
  const rows = await placesReference.inForce(city, 'venue', venueShape)
  return withDistricts(city, rows)
}

/** Some venues by their ids, also those that are no longer. */
export async function venuesFor(city: City, ids: readonly string[]): Promise<Venue[]> {
  if (ids.length === 0) return []
  return withDistricts(city, await placesReference.ever(city, 'venue', venueShape, ids))
}

/**
 * The venue that a poster's words mean, with the hall they name in it («театр «Молодой человек», малая сцена»); null when they mean
 * none or several.
 */
export async function venueNamed(city: City, text: string): Promise<VenueMeant<Venue> | null> {
  return venueMeant(text, await venues(city))
}

const alphabet = new Intl.Collator('ru')

async function withDistricts(
  city: City,
  rows: readonly { id: string; body: VenueFields; changedAt: Date }[],
): Promise<Venue[]> {
  const known = await districts(city)
  return rows
    .map(({ id, body, changedAt }) => ({
      ...body,
      id,
      changedAt,
      district: known.find((each) => each.id === body.district || each.name === body.district)?.id ?? null,
    }))
    .sort((one, other) => alphabet.compare(one.name, other.name))
}
