// What a reader makes of the bytes of one source: the same plain shape from a calendar, a page, a feed and a table.
import { z } from 'zod'

/** The five labels of Russian law (436-FZ): anything else a source says is not an age. */
export const ages = ['0+', '6+', '12+', '16+', '18+'] as const
export type Age = (typeof ages)[number]

export const foundStates = ['scheduled', 'cancelled', 'postponed', 'moved', 'online'] as const
export type FoundState = (typeof foundStates)[number]

const yesNo = z.boolean().nullable()
const kopecks = z.int().nonnegative().nullable()
/** `2026-11-26T19:00:00+04:00`, or a plain day `2026-11-26`. */
const moment = z.string().regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/)

export const foundSession = z.object({
  /** Stable in its source: the same session keeps it from one reading to the next. */
  uid: z.string().min(1),
  /** An instant with its offset, or a plain day where the session lasts the whole day. */
  start: moment,
  end: moment.nullable(),
  allDay: z.boolean(),
  hall: z.string().nullable(),
  status: z.enum(foundStates),
  /** When it should have begun, where the source says that it was moved. */
  previousStart: moment.nullable(),
})

/** One event as a source tells it. Texts are plain: no markup. Null always means «the source does not say». */
export const found = z.object({
  /** Stable in its source. */
  uid: z.string().min(1),
  title: z.string().min(1),
  description: z.string().nullable(),
  kind: z.string().nullable(),
  topics: z.array(z.string()),
  sessions: z.array(foundSession),
  venue: z.object({
    name: z.string().nullable(),
    address: z.string().nullable(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    hall: z.string().nullable(),
  }),
  age: z.enum(ages).nullable(),
  free: yesNo,
  priceMin: kopecks,
  priceMax: kopecks,
  pushkinCard: yesNo,
  ticketUrl: z.string().nullable(),
  url: z.string().nullable(),
  /** An address only: no page of the city ever loads it. */
  image: z.string().nullable(),
  organiser: z.string().nullable(),
  performers: z.array(z.string()),
  /** A language tag: `ru`, `udm`. */
  language: z.string().nullable(),
  access: z.object({ ramp: yesNo, loop: yesNo, signLanguage: yesNo }),
  status: z.enum(foundStates),
  /** When the source changed it, as an instant. */
  modifiedAt: moment.nullable(),
  /** The source's own count of its changes. */
  sequence: z.int().nonnegative().nullable(),
  /** The uid of the festival or series in the same source that it is a part of. */
  series: z.string().min(1).optional(),
})

export type FoundSession = z.output<typeof foundSession>
export type Found = z.output<typeof found>

/** What could not be taken in: where it stands, and why, as a word key with its values. The rest goes in. */
export interface SetAside {
  line: number | null
  item: string | null
  reason: string
  values: Record<string, string | number>
}

export interface Reading {
  found: Found[]
  setAside: SetAside[]
}

/** An event of which nothing is known but its name: readers fill in what their source says. */
export function unsaid(uid: string, title: string): Found {
  return {
    uid,
    title,
    description: null,
    kind: null,
    topics: [],
    sessions: [],
    venue: { name: null, address: null, lat: null, lon: null, hall: null },
    age: null,
    free: null,
    priceMin: null,
    priceMax: null,
    pushkinCard: null,
    ticketUrl: null,
    url: null,
    image: null,
    organiser: null,
    performers: [],
    language: null,
    access: { ramp: null, loop: null, signLanguage: null },
    status: 'scheduled',
    modifiedAt: null,
    sequence: null,
  }
}
