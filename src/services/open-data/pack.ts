// What open data take from the city pack: the quotas of keys, dated.
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import { always } from '#platform/dated.ts'
import type { Pack } from '#platform/module.ts'
import { openDataReference, quotaShape } from './queries/keys.ts'

const row = quotaShape.extend({
  id: z.literal('key'),
  validFrom: z.string().default(always),
  validTo: z.string().nullable().default(null),
})

export async function loadQuotas(city: City, pack: Pack): Promise<void> {
  if (!pack.has('api-quotas.json')) return
  const rows = z.array(row).parse(pack.read('api-quotas.json'))
  await openDataReference.load(city, {
    kind: 'quota',
    rows: rows.map(({ id, validFrom, validTo, ...body }) => ({ id, validFrom, validTo, body })),
  })
}
