// What the routes of small wins read out of an address: filters, pages, and the street that a person means.
import type { City } from '#platform/city.ts'
import type { Filter } from '../queries/feed.ts'
import { streetAsked } from '../queries/places.ts'
import type { Scope } from '../queries/totals.ts'
import { type Asked, type FeedKind, feedKinds, nothingAsked } from '../rules/asked.ts'

export interface Question {
  /** As it is shown again in the form and in addresses; the street under the name that the list has for it. */
  asked: Asked
  filter: Filter
  streetKnown: boolean
}

/** Reads the filters of an address; what means nothing here is as if it were not there. */
export async function questionOf(city: City, query: Readonly<Record<string, string>>): Promise<Question> {
  const street = await streetAsked(city, query.street)
  const year = yearOf(query.year)
  const kind = kindOf(query.kind)
  const asked: Asked = {
    ...nothingAsked,
    category: short(query.category),
    district: short(query.district),
    unit: short(query.unit),
    year: String(year ?? ''),
    street: street?.street ?? '',
    kind: kind ?? '',
  }
  return {
    asked,
    streetKnown: street?.known ?? true,
    filter: {
      category: asked.category || undefined,
      district: asked.district || undefined,
      year,
      unit: asked.unit || undefined,
      street: street?.street,
      kind,
    },
  }
}

export function yearOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{4}$/.test(text) ? Number(text) : undefined
}

export function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1
}

function kindOf(text: string | undefined): FeedKind | undefined {
  return feedKinds.find((kind) => kind === text)
}

// Nothing that a filter could mean is longer.
function short(text: string | undefined): string {
  return text === undefined || text.length > 200 ? '' : text
}

/** The part of the city and the year that totals are asked for. */
export function scopeOf(query: Readonly<Record<string, string>>): {
  scope: Scope
  chosen: { year: string; district: string; street: string }
} {
  const scope = {
    year: yearOf(query.year),
    district: short(query.district) || undefined,
    street: short(query.street) || undefined,
  }
  return {
    scope,
    chosen: { year: String(scope.year ?? ''), district: scope.district ?? '', street: scope.street ?? '' },
  }
}
