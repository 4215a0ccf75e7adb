// The pure decisions about places: what an address says, what a point is and what it lies in, which landmark a text names, what an operator's map holds.
export { type Address, parseAddress, type Street } from './rules/address.ts'
export { isWithin, type Outline } from './rules/areas.ts'
export {
  type AddressRow,
  type AreaRow,
  type MapError,
  type MapKind,
  mapKinds,
  type ReadMap,
  readMap,
} from './rules/geojson.ts'
export { findLandmark, type Landmark, type LandmarkFound } from './rules/landmarks.ts'
export { type Box, distanceMetres, inCity, type ParsedPoint, type Point, parsePoint } from './rules/points.ts'
export { type RegisterRow, registerOf } from './rules/register.ts'
export { streetsIn } from './rules/streets-in.ts'
export { type VenueMeant, venueMeant } from './rules/venues.ts'
