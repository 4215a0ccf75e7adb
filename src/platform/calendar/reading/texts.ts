// What an event says in words: texts without escapes, and addresses as they are written, trusted by nobody yet.
import { decoded, type Property, parameter } from './property.ts'
import { geoOf, listOf, textOf } from './values.ts'

export interface EventTexts {
  summary: string
  description: string | null
  /** As HTML, where the file has one beside the text (X-ALT-DESC). */
  html: string | null
  location: string | null
  geo: { lat: number; lon: number } | null
  categories: string[]
  url: string | null
  organiser: string | null
  image: string | null
}

/** Reads them from the properties of an event; the first of each name holds. */
export function textsOf(properties: readonly Property[]): EventTexts {
  const one = (name: string) => properties.find((property) => property.name === name)
  const text = (name: string): string | null => {
    const property = one(name)
    const value = property ? textOf(decoded(property)).trim() : ''
    return value === '' ? null : value
  }
  const organiser = one('ORGANIZER')
  const image = one('IMAGE') ?? properties.find((property) => property.name === 'ATTACH' && isPicture(property))
  return {
    summary: text('SUMMARY') ?? '',
    description: text('DESCRIPTION'),
    html: text('X-ALT-DESC'),
    location: text('LOCATION'),
    geo: geoOf(one('GEO')?.value ?? ''),
    categories: properties
      .filter(({ name }) => name === 'CATEGORIES')
      .flatMap((property) => listOf(decoded(property)).map((category) => textOf(category).trim()))
      .filter((category) => category !== ''),
    url: one('URL')?.value.trim() || null,
    organiser: organiser ? (parameter(organiser, 'CN') ?? null) : null,
    image: /^https?:/i.test(image?.value ?? '') ? (image?.value.trim() ?? null) : null,
  }
}

function isPicture(property: Property): boolean {
  return parameter(property, 'FMTTYPE')?.toLowerCase().startsWith('image/') ?? false
}
