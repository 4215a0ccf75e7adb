// The dated reference of cases: topics, routes, deadlines, emergencies, the calendar and the limits, loaded from the city pack.
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import { always, datedReference, type PackRow } from '#platform/dated.ts'
import type { Pack } from '#platform/module.ts'
import type { Limits, WorkCalendar } from './rules.ts'

export const casesReference = datedReference('cases')

const twoTongues = z.object({ ru: z.string(), en: z.string() })
const maybe = z.string().nullable().default(null)

export const topicShape = z.object({
  group: z.object({ code: z.string(), ru: z.string(), en: z.string() }),
  label: twoTongues,
  land: z.enum(['yard', 'city', 'either']),
  words: z.array(z.string()),
  win: z
    .object({
      unit: z.string(),
      forms: z.object({
        one: z.string(),
        few: z.string(),
        many: z.string(),
        en: z.object({ one: z.string(), other: z.string() }).optional(),
      }),
      unitEn: z.string(),
      title: z.string(),
      titleEn: z.string(),
    })
    .nullable()
    .default(null),
})
export type TopicFields = z.output<typeof topicShape>

export const routeShape = z.object({
  land: z.enum(['yard', 'city']),
  topic: z.string(),
  district: maybe,
  body: z.string(),
  supervisor: maybe,
  why: maybe,
})
export type RouteFields = z.output<typeof routeShape>

export const deadlineShape = z.object({
  topic: z.string(),
  land: z.enum(['yard', 'city']).nullable().default(null),
  hours: z.number().nullable(),
  days: z.number().nullable(),
  calendar: z.enum(['work', 'calendar']),
  kind: z.enum(['norm', 'guide']),
  legalRef: maybe,
  covers: z.enum(['repair', 'answer']),
  note: maybe,
})
export type DeadlineFields = z.output<typeof deadlineShape>

export const emergencyShape = z.object({
  kind: z.string(),
  call: z.string(),
  also: maybe,
  advice: twoTongues,
  words: z.array(z.string()),
  exactEnding: z.array(z.string()),
  unless: z.array(z.string()),
  harmlessNear: z.array(z.string()),
  dangerousNear: z.array(z.string()),
})

const limitsShape = z.object({ maxReturns: z.number(), reopenDays: z.number(), proofMetres: z.number() })
export const usualLimits: Limits = { maxReturns: 2, reopenDays: 30, proofMetres: 500 }

const holiday = z.object({ monthDay: z.string(), validFrom: z.string(), validTo: z.string().nullable() })
const calendarShape = z.object({
  timeZone: z.string(),
  weekend: z.array(z.number()),
  fixed: z.array(holiday),
  transfers: z.array(z.object({ date: z.string(), kind: z.enum(['off', 'work']) })),
  rollover: z.enum(['previous', 'next', 'none']),
})

/** The city's working days. Throws before a city pack is loaded, since no term can be counted. */
export async function workCalendar(city: City): Promise<WorkCalendar> {
  const [row] = await casesReference.inForce(city, 'city', calendarShape)
  if (!row) throw new Error('no calendar: the city pack is not loaded')
  return row.body
}

export async function limits(city: City): Promise<Limits> {
  return (await casesReference.inForce(city, 'limits', limitsShape))[0]?.body ?? usualLimits
}

/** Loads this module's part of the city pack. */
export async function loadReference(
  city: City,
  pack: Pack,
  districts: readonly { id: string; name: string }[],
): Promise<void> {
  const load = (kind: string, rows: PackRow[]) => casesReference.load(city, { kind, rows })
  const idOf = (name: string | null) =>
    name === null ? null : (districts.find((one) => one.name === name)?.id ?? name)
  const routes = datedRows(pack, 'routes.json', routeShape)
  await load('city', [calendarRow(pack)])
  await load('topic', datedRows(pack, 'topics.json', topicShape))
  await load(
    'route',
    routes.map((row) => ({ ...row, body: { ...row.body, district: idOf(row.body.district) } })),
  )
  await load('deadline', datedRows(pack, 'deadlines.json', deadlineShape))
  await load('emergency', datedRows(pack, 'emergencies.json', emergencyShape))
  if (pack.has('case-limits.json')) await load('limits', datedRows(pack, 'case-limits.json', limitsShape))
}

const dated = z.looseObject({
  id: z.string().optional(),
  code: z.string().optional(),
  validFrom: z.string().default(always),
  validTo: z.string().nullable().default(null),
})

function datedRows<Body extends object>(pack: Pack, file: string, shape: z.ZodType<Body>) {
  return z
    .array(dated)
    .parse(pack.read(file))
    .map((row) => ({
      id: row.id ?? row.code ?? '',
      validFrom: row.validFrom,
      validTo: row.validTo,
      body: shape.parse(row),
    }))
}

const cityFile = z.looseObject({ timeZone: z.string(), deadlineRollover: z.object({ value: z.string() }) })

function calendarRow(pack: Pack): PackRow {
  const days = z.looseObject({}).parse(pack.read('holidays.json'))
  const city = cityFile.parse(pack.read('city.json'))
  const body = calendarShape.parse({ ...days, timeZone: city.timeZone, rollover: city.deadlineRollover.value })
  return { id: 'city', validFrom: always, validTo: null, body }
}
