// A zone as a reader of calendars needs it: how far its clocks are ahead of UTC, and which instant a time on them means.

export interface Zone {
  name: string
  /** Seconds that its clocks are ahead of UTC at an instant (seconds since 1970). */
  offsetAt(instant: number): number
}

export const utc: Zone = { name: 'UTC', offsetAt: () => 0 }

/**
 * The instant that a time on a zone's clocks means (RFC 5545, 3.3.5): the first of two where clocks were set back, and with the offset
 * from before the gap where they were set forward.
 */
export function instantOf(zone: Zone, wall: number): number {
  if (zone === utc) return wall
  // No zone is a whole day away from UTC, and none changes twice in two days.
  const before = zone.offsetAt(wall - 86_400)
  const after = zone.offsetAt(wall + 86_400)
  if (before === after) return wall - before
  if (zone.offsetAt(wall - before) === before) return wall - before
  return zone.offsetAt(wall - after) === after ? wall - after : wall - before
}

export function wallOf(zone: Zone, instant: number): number {
  return instant + zone.offsetAt(instant)
}
