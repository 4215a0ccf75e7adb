// The text of an agreement: the definition's words with their places filled, and its hash.
import { createHash } from 'node:crypto'
import { agreementPlaces } from './definition.ts'

export type Places = Readonly<Record<(typeof agreementPlaces)[number], string>>

/** Fills {{places}}; one that is not known stays as it stands, so that whoever reads it sees the mistake. */
export function agreementText(template: string, places: Places): string {
  const known = new Map<string, string>(agreementPlaces.map((name) => [name, places[name]]))
  return template.replaceAll(/\{\{\s*([a-z]+)\s*\}\}/g, (whole, name: string) => known.get(name) ?? whole)
}

/** SHA-256 of the text in hex: what an applicant agrees to. */
export function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** The day so many days after a day, both YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
