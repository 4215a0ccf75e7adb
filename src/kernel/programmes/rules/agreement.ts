// The text of an agreement: the definition's words with their places filled, and its hash.
import { createHash } from 'node:crypto'
import { agreementPlaces } from './definition.ts'

export type Places = Readonly<Record<(typeof agreementPlaces)[number], string>>

/**
 * Fills {{places}}; one that is not known stays as it stands, so that whoever reads it sees the mistake. What fills them is words within a
 * sentence, whoever wrote it: an applicant adds no heading, no clause and no row to what the city promises.
 */
export function agreementText(template: string, places: Places): string {
  const known = new Map<string, string>(agreementPlaces.map((name) => [name, asWords(places[name])]))
  return template.replaceAll(/\{\{\s*([a-z]+)\s*\}\}/g, (whole, name: string) => known.get(name) ?? whole)
}

// On one line, and with nothing that Markdown would take for more than its letters.
function asWords(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>|~&#]/g, String.raw`\$&`)
    .replace(/^[-+=]|^\d{1,9}(?=[.)])/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
}

/** SHA-256 of the text in hex: what an applicant agrees to. */
export function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
