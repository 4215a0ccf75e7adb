// How the fields of a JSON feed become ours: a mapping is data, written by an editor or a file of the pack, and says only paths.
import { z } from 'zod'

/**
 * Where a value stands: names and places in lists parted by dots (`places.0.address`), `[]` for each of a list (`agents[].name`),
 * and ` | ` between ways of which the first that leads to a value is taken.
 */
const path = z.string().min(1).max(300)

export const mappingShape = z.strictObject({
  /** Where the list of events stands; `.` where the file itself is the list. */
  list: path,
  /** Where the address of the next page stands, if there are pages. */
  next: path.optional(),
  id: path,
  title: path,
  description: path.optional(),
  kind: path.optional(),
  topics: path.optional(),
  sessions: z.strictObject({
    /** Where an event's sessions stand; left out where it has one, told by itself. */
    list: path.optional(),
    id: path.optional(),
    start: path,
    end: path.optional(),
    hall: path.optional(),
    status: path.optional(),
    previousStart: path.optional(),
    /** What numbers count; told apart by their size where nothing is said. */
    unit: z.enum(['seconds', 'milliseconds']).optional(),
  }),
  venue: z
    .strictObject({
      name: path.optional(),
      address: path.optional(),
      lat: path.optional(),
      lon: path.optional(),
      hall: path.optional(),
    })
    .default({}),
  age: path.optional(),
  free: path.optional(),
  /** One text such as «от 300 до 1 200 ₽». */
  price: path.optional(),
  priceMin: path.optional(),
  priceMax: path.optional(),
  pushkinCard: path.optional(),
  ticketUrl: path.optional(),
  url: path.optional(),
  image: path.optional(),
  organiser: path.optional(),
  performers: path.optional(),
  language: path.optional(),
  status: path.optional(),
  modifiedAt: path.optional(),
})

export type Mapping = z.output<typeof mappingShape>

/** All values at a path, in order; empty where it leads nowhere. */
export function valuesAt(data: unknown, path: string): unknown[] {
  for (const way of path.split(' | ')) {
    const found = along(data, way.trim())
    if (found.length > 0) return found
  }
  return []
}

/** The first of them; undefined where there is none. */
export const valueAt = (data: unknown, path: string | undefined): unknown =>
  path === undefined ? undefined : valuesAt(data, path)[0]

function along(data: unknown, way: string): unknown[] {
  if (way === '.') return isSaid(data) ? [data] : []
  let at: unknown[] = [data]
  for (const step of way.replaceAll('[]', '.[]').split('.')) {
    if (step === '') continue
    at = at.flatMap((value) => {
      if (step === '[]') return Array.isArray(value) ? value : []
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return []
      return [Object.entries(value).find(([name]) => name === step)?.[1]]
    })
  }
  return at.filter(isSaid)
}

// A path is there to find a word, a number, a yes: nothing, an empty text and an object in its place are none.
function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined && value !== ''
}
