// What is written of a source: where it is, how it is read, how far it is trusted, and what is true of all its events.
import { z } from 'zod'
import { kinds } from '../rules/terms.ts'
import { mappingShape } from './mapping.ts'
import { isZone } from './moments.ts'

/** Kinds that are read by machine. */
export const readKinds = ['ical', 'jsonld', 'json', 'table'] as const
export type ReadKind = (typeof readKinds)[number]

/** The shapes of JSON that are known by name; `list` needs its fields. */
export const formats = ['pro-culture', 'city-guide', 'linked-events', 'ticket-office', 'list'] as const
export type Format = (typeof formats)[number]

export const schedules = ['hour', 'night', 'week'] as const
export type Schedule = (typeof schedules)[number]

/** The column `mapping` of a source. */
export const settingsShape = z.strictObject({
  /** Of JSON only. */
  format: z.enum(formats).optional(),
  /** Paths that overrule those of the format, or all of them for `list`. */
  fields: mappingShape.partial().optional(),
  /** Whose clocks times without an offset are; the city's where nothing is said. */
  zone: z.string().refine(isZone, 'events.source.problem.zone').optional(),
  /** Prices without a currency are roubles. */
  roubles: z.boolean().optional(),
  /** Where its events take place that say no place. */
  venue: z
    .strictObject({ name: z.string().max(200), address: z.string().max(300).nullable().default(null) })
    .optional(),
  /** What its events are that say no kind; who organises those that name nobody. */
  kind: z.enum(kinds).optional(),
  organiser: z.string().max(200).optional(),
  /** Invented for the demo: its events say so. */
  demo: z.boolean().optional(),
})
export type Settings = z.output<typeof settingsShape>

/** A file of the pack's folder `event-sources`. */
export const sourceFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{2,60}$/),
  name: z.string().min(1).max(200),
  kind: z.enum(readKinds),
  url: z.string().nullable().default(null),
  schedule: z.enum(schedules).nullable().default(null),
  trust: z.int().min(0).max(100).default(50),
  enabled: z.boolean().default(true),
  organisation: z.string().nullable().default(null),
  settings: settingsShape.default({}),
  /** Why it is there, for whoever opens the file. */
  note: z.string().optional(),
})
export type SourceFile = z.output<typeof sourceFile>
