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
