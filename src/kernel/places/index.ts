// The door of places: bodies and what they answer for, districts, streets, landmarks, and what place a person means.

import { z } from 'zod'
import { always } from '#platform/dated.ts'
import type { Module } from '#platform/module.ts'
import { placeSets } from './open-data.ts'
import {
  bodyShape,
  cityShape,
  districtShape,
  landmarkShape,
  packRows,
  placesReference,
  streetShape,
  venueRows,
} from './reference.ts'

export { saveBody } from './actions/bodies.ts'
export { layAddresses, layStreets, loadAreas, openRegister, sweepRegisters } from './actions/load.ts'
export { saveVenue } from './actions/venues.ts'
export { type Venue, venueNamed, venues, venuesFor } from './queries/venues.ts'
export {
  type Body,
  bodies,
  bodiesFor,
  bodyFor,
  bodyHistory,
  calledFor,
  cityDispatchBody,
  type District,
  districts,
  landmarks,
  type Place,
  type PlaceAsked,
  readPlace,
  streetMeant,
  streets,
  streetsNamed,
} from './queries.ts'
export { type BodyFields, bodyShape, type VenueFields, venueShape } from './reference.ts'
export { boundary, districtAt, type Load, loadInForce } from './register.ts'
export {
  type Box,
  distanceMetres,
  inCity,
  isWithin,
  type MapError,
  type MapKind,
  mapKinds,
  type Point,
  parsePoint,
  type ReadMap,
  type RegisterRow,
  readMap,
  registerOf,
  streetsIn,
  type VenueMeant,
} from './rules.ts'

const city = z.looseObject({ id: z.string() })

export const places: Module = {
  name: 'places',
  floor: 'kernel',
  openData: placeSets,
  pack: async (house, pack) => {
    const load = placesReference.load
    const rest = cityShape.parse(pack.read('city.json'))
    const { id } = city.parse(pack.read('city.json'))
    await load(house, { kind: 'city', rows: [{ id, validFrom: always, validTo: null, body: rest }] })
    await load(house, { kind: 'district', rows: packRows(pack, 'districts.json', districtShape) })
    await load(house, { kind: 'body', rows: packRows(pack, 'bodies.json', bodyShape) })
    await load(house, { kind: 'body', rows: packRows(pack, 'bodies-own.json', bodyShape) })
    await load(house, { kind: 'street', rows: packRows(pack, 'streets.json', streetShape) })
    await load(house, { kind: 'landmark', rows: packRows(pack, 'landmarks.json', landmarkShape) })
    await load(house, { kind: 'venue', rows: venueRows(pack) })
  },
}
