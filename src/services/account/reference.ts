// Terms of law as dated rows of the city pack: in how many days a request is answered, and how long each kind of rows is kept.
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import { datedReference } from '#platform/dated.ts'
import type { Pack } from '#platform/module.ts'
import type { RequestKind } from './rules/requests.ts'

export const accountReference = datedReference('account')

const termShape = z.object({
  days: z.number().int().positive(),
  /** Working days more, once, with a reasoned notice; 0: none. */
  more: z.number().int().min(0),
  legalRef: z.string(),
})
export type RequestTerm = z.output<typeof termShape>

const periodShape = z.object({ days: z.number().int().min(0), legalRef: z.string() })
export type Period = z.output<typeof periodShape> & { category: string; validFrom: string }

/** The term of a kind of request today. Throws before a city pack is loaded. */
export async function requestTerm(city: City, kind: RequestKind): Promise<RequestTerm> {
  const [row] = await accountReference.inForce(city, 'request-term', termShape, [kind])
  if (!row) throw new Error('no term for requests about personal data: the city pack is not loaded')
  return row.body
}

/** How long each category is kept today, by its name. */
export async function periods(city: City): Promise<ReadonlyMap<string, Period>> {
  const rows = await accountReference.inForce(city, 'retention', periodShape)
  return new Map(rows.map(({ id, body, validFrom }) => [id, { ...body, category: id, validFrom }]))
}

const row = z.object({ id: z.string(), validFrom: z.string(), validTo: z.string().nullable(), body: z.looseObject({}) })

/** Loads the account's part of the city pack; a pack without it keeps everything until it has one. */
export async function loadTerms(city: City, pack: Pack): Promise<void> {
  for (const [file, kind, shape] of [
    ['data-request-terms.json', 'request-term', termShape],
    ['retention.json', 'retention', periodShape],
  ] as const) {
    if (!pack.has(file)) continue
    const rows = z.array(row).parse(pack.read(file))
    await accountReference.load(city, {
      kind,
      rows: rows.map(({ id, validFrom, validTo, body }) => ({ id, validFrom, validTo, body: shape.parse(body) })),
    })
  }
}
