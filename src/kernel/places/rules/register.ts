// The register of addresses: brings each street and house of a file to the form in which people's addresses are looked up.
import { parseAddress, type Street } from './address.ts'
import type { AddressRow, MapError } from './geojson.ts'
import { typeOf } from './street-names.ts'

export interface RegisterRow {
  address: string
  lat: number
  lon: number
}

/** Answers the streets and addresses of a file's rows; of two rows with the same address the first counts. */
export function registerOf(
  rows: readonly AddressRow[],
  known: readonly Street[],
): { streets: { name: string; type: string }[]; addresses: RegisterRow[]; errors: MapError[] } {
  // A street is searched among all known ones once, not once a house: a city has tens of thousands of houses.
  const streets = new Map<string, Street | null>()
  const addresses = new Map<string, RegisterRow>()
  const errors: MapError[] = []
  for (const { feature, street: written, house, lat, lon } of rows) {
    const street = streets.get(written) ?? (streets.has(written) ? null : streetFrom(written, known))
    streets.set(written, street)
    const read = street && parseAddress(`${typeOf(street.name, street.type)}, ${house}`, [street])
    if (!street) errors.push({ feature, key: 'places.load.streetUnread', values: { street: written } })
    else if (!read?.house || !read.known) errors.push({ feature, key: 'places.load.houseUnread', values: { house } })
    else if (!addresses.has(read.canonical)) addresses.set(read.canonical, { address: read.canonical, lat, lon })
  }
  const named = new Map<string, { name: string; type: string }>()
  for (const street of streets.values()) {
    if (street) named.set(`${street.type} ${street.name}`, { name: street.name, type: street.type })
  }
  return { streets: [...named.values()], addresses: [...addresses.values()], errors }
}

function streetFrom(written: string, known: readonly Street[]): Street | null {
  const read = parseAddress(`${written}, 1`, known)
  return read?.street && read.house === '1' ? { name: read.street, type: read.streetType ?? 'ул.' } : null
}
