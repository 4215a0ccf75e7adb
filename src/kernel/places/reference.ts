// What places are made of: bodies, districts, streets, landmarks and the city itself, as dated rows.
import { z } from 'zod'
import { always, datedReference } from '#platform/dated.ts'
import type { Pack } from '#platform/module.ts'

export const placesReference = datedReference('places')

const maybe = z.string().nullable().default(null)

export const bodyShape = z.object({
  name: z.string(),
  nameEn: maybe,
  kind: z.string().default(''),
  responsibilities: z.string().default(''),
  address: maybe,
  phone: maybe,
  email: maybe,
  site: maybe,
  source: maybe,
  source_date: maybe,
  note: maybe,
})
export type BodyFields = z.output<typeof bodyShape>

export const districtShape = z.object({
  name: z.string(),
  nameEn: maybe,
  population: z.number().nullable().default(null),
  population_year: z.number().nullable().default(null),
  lat: z.number().nullable().default(null),
  lon: z.number().nullable().default(null),
  source: maybe,
  source_date: maybe,
})

export const streetShape = z.object({ name: z.string(), type: z.string(), aliases: z.array(z.string()).default([]) })

export const landmarkShape = z.object({
  name: z.string(),
  kind: z.string().default(''),
  names: z.array(z.string()).default([]),
  capital: z.array(z.string()).default([]),
  district: z.string().nullable().default(null),
  lat: z.number().nullable().default(null),
  lon: z.number().nullable().default(null),
})

const sayable = z.boolean().nullable().default(null)

/** Where events take place. What no page says of access is null: «no data». */
export const venueShape = z.object({
  name: z.string(),
  /** Other names that people use for it. */
  names: z.array(z.string()).default([]),
  kind: z.string().default(''),
  address: maybe,
  district: maybe,
  lat: z.number().nullable().default(null),
  lon: z.number().nullable().default(null),
  site: maybe,
  capacity: z.number().nullable().default(null),
  opening_hours: maybe,
  ramp: sayable,
  loop: sayable,
  sign_language: sayable,
  /** How to get there, in words. */
  way: maybe,
  source: maybe,
  source_date: maybe,
  note: maybe,
  /** Invented for the demo. */
  demo: z.boolean().default(false),
})
export type VenueFields = z.output<typeof venueShape>

const box = z.object({ south: z.number(), north: z.number(), west: z.number(), east: z.number() })
export const cityShape = z.object({ timeZone: z.string(), box, cityPhone: z.object({ body: z.string() }) })

const identified = z.looseObject({ id: z.string() })
const rowsOf = z.array(identified)

/** Rows of a pack file in the shape that `load` takes; a key the shape does not know is left out. */
export function packRows(pack: Pack, file: string, shape: z.ZodType<object>) {
  if (!pack.has(file)) return []
  return rowsOf.parse(pack.read(file)).map((row) => ({
    id: row.id,
    validFrom: always,
    validTo: null,
    body: shape.parse(row),
  }))
}

const recorded = z.array(z.looseObject({ record: z.string().nullish(), names: z.array(z.string()).default([]) }))
const located = z.array(z.looseObject({ coordinates_from: z.string().nullish(), source: z.string().nullish() }))

/** The venues of the pack with the names that people use for them; records without a page, and points from memory, are left out. */
export function venueRows(pack: Pack) {
  if (!pack.has('venues.json')) return []
  const names = new Map(
    recorded
      .parse(pack.has('landmarks.json') ? pack.read('landmarks.json') : [])
      .map((landmark) => [landmark.record, landmark.names]),
  )
  const told = located.parse(pack.read('venues.json'))
  return packRows(pack, 'venues.json', venueShape).flatMap(({ body, ...row }, place) => {
    const fields = venueShape.parse(body)
    const point = told[place]?.coordinates_from === 'page' ? {} : { lat: null, lon: null }
    return fields.source === null
      ? []
      : [
          {
            ...row,
            body: { ...fields, ...point, names: [...new Set([...fields.names, ...(names.get(row.id) ?? [])])] },
          },
        ]
  })
}
