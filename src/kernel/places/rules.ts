// The pure decisions about places: what an address says, what a point is, how far apart two points are, which landmark a text names.
export { type Address, parseAddress, type Street } from './rules/address.ts'
export { findLandmark, type Landmark, type LandmarkFound } from './rules/landmarks.ts'
export { type Box, distanceMetres, inCity, type ParsedPoint, type Point, parsePoint } from './rules/points.ts'
