// What the city pack tells my yard: the official way of appealing, the emergency number, and the services of Open311.
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import { always, datedReference } from '#platform/dated.ts'
import type { Pack } from '#platform/module.ts'

export const myYardReference = datedReference('my-yard')

const twoTongues = z.object({ ru: z.string(), en: z.string() })

const cityShape = z.object({
  id: z.string(),
  name: twoTongues,
  timeZone: z.string(),
  emergency: z.object({ phone: z.string() }),
  cityPhone: z.object({ phone: z.string(), title: twoTongues }),
  centre: z.object({ lat: z.number(), lon: z.number() }),
  officialAppeal: z.object({ appealUrl: z.string(), text: twoTongues }),
})
export type CityFacts = z.output<typeof cityShape>

export const serviceShape = z.object({
  code: z.string(),
  name: twoTongues,
  description: twoTongues,
  group: twoTongues,
  keywords: z.array(z.string()),
  type: z.enum(['realtime', 'batch', 'blackbox']),
  attributes: z.array(
    z.object({
      order: z.number(),
      variable: z.boolean(),
      code: z.string(),
      datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
      required: z.boolean(),
      description: twoTongues,
      datatype_description: twoTongues.nullable().default(null),
      values: z.array(z.object({ key: z.string(), name: twoTongues })).default([]),
    }),
  ),
})
export type ServiceFacts = z.output<typeof serviceShape>

/** The city in general. Throws before a city pack is loaded. */
export async function cityFacts(city: City): Promise<CityFacts> {
  const [row] = await myYardReference.inForce(city, 'city', cityShape)
  if (!row) throw new Error('no city: the city pack is not loaded')
  return row.body
}

/** The services of Open311 that hold today. */
export async function open311Services(city: City): Promise<ServiceFacts[]> {
  return (await myYardReference.inForce(city, 'open311', serviceShape)).map((row) => row.body)
}

/** Loads this service's part of the city pack. */
export async function loadReference(city: City, pack: Pack): Promise<void> {
  const row = (body: { id: string } | { code: string }) => ({
    id: 'id' in body ? body.id : body.code,
    validFrom: always,
    validTo: null,
    body,
  })
  await myYardReference.load(city, { kind: 'city', rows: [row(cityShape.parse(pack.read('city.json')))] })
  const services = z.array(serviceShape).parse(pack.read('open311.json'))
  await myYardReference.load(city, { kind: 'open311', rows: services.map(row) })
}
