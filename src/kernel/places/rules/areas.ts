// Outlines on the map: whether a point lies within one.
import type { Point } from './points.ts'

/** GeoJSON MultiPolygon coordinates (RFC 7946, 3.1.7): polygons of rings of [longitude, latitude]; the first ring is the outer. */
export type Outline = number[][][][]

/** Answers whether a point lies in the outline: its edge counts as inside, a hole as outside. Degrees, WGS 84. */
export function isWithin(point: Point, outline: Outline): boolean {
  return outline.some(([outer, ...holes]) => {
    if (outer === undefined) return false
    const place = sideOf(point, outer)
    return place === 'edge' || (place === 'inside' && holes.every((hole) => sideOf(point, hole) !== 'inside'))
  })
}

// Even and odd: a ray to the east crosses a ring an odd number of times from inside. An edge takes its lower end only, so that a
// ray through a corner counts once.
function sideOf(point: Point, ring: number[][]): 'inside' | 'outside' | 'edge' {
  let inside = false
  for (let i = 0; i < ring.length; i += 1) {
    const [x1 = 0, y1 = 0] = ring[i] ?? []
    const [x2 = 0, y2 = 0] = ring[(i + 1) % ring.length] ?? []
    const cross = (x2 - x1) * (point.lat - y1) - (y2 - y1) * (point.lon - x1)
    const between =
      Math.min(x1, x2) <= point.lon &&
      point.lon <= Math.max(x1, x2) &&
      Math.min(y1, y2) <= point.lat &&
      point.lat <= Math.max(y1, y2)
    if (cross === 0 && between) return 'edge'
    if (y1 > point.lat === y2 > point.lat) continue
    // The ray meets the edge east of the point: the sign of `cross` says so without a division.
    if (y2 > y1 ? cross > 0 : cross < 0) inside = !inside
  }
  return inside ? 'inside' : 'outside'
}
