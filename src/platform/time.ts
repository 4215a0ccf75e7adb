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
