// Time as a city lives it: days of the city's own zone, and instants in UTC.

export type Clock = () => Date

const parts = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in a zone, as YYYY-MM-DD. */
export function dayOf(at: Date, zone: string): string {
  let format = parts.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    parts.set(zone, format)
  }
  return format.format(at)
}

/** The instant at which a day (YYYY-MM-DD) of a zone reaches an hour; where clocks leave the hour out, the first one after. */
export function atHour(day: string, hour: number, zone: string): Date {
  return atMinute(day, hour * 60, zone)
}

/** The same for minutes from midnight on, 0 to 1439. */
export function atMinute(day: string, minute: number, zone: string): Date {
  const asUtc = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000)
  const guess = new Date(asUtc.getTime() - offsetOf(asUtc, zone))
  // On a day when clocks change, the offset at the guess is the one that holds then.
  return new Date(asUtc.getTime() - offsetOf(guess, zone))
}

/** The hour of the day that clocks of a zone show, 0 to 23. */
export function hourOf(at: Date, zone: string): number {
  return new Date(at.getTime() + offsetOf(at, zone)).getUTCHours()
}

const offsets = new Map<string, Intl.DateTimeFormat>()

// How far clocks of the zone are ahead of UTC, in milliseconds.
function offsetOf(at: Date, zone: string): number {
  let format = offsets.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    offsets.set(zone, format)
  }
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value
  const [, sign = '+', hoursAway = '0', minute = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
  return (Number(hoursAway) * 60 + Number(minute)) * (sign === '-' ? -60_000 : 60_000)
}

/** Whether a text is a day of the calendar, YYYY-MM-DD, of the years 0001 to 9999. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** The day so many days after a day, before it when negative; both YYYY-MM-DD. */
export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days(count)).toISOString().slice(0, 10)
}

/** Whole days from one calendar day to another (YYYY-MM-DD); negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

export const minutes = (n: number): number => n * 60_000
export const hours = (n: number): number => n * 3_600_000
export const days = (n: number): number => n * 86_400_000

/** The instant so many milliseconds later. */
export function later(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds)
}
