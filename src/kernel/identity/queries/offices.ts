// Questions about offices and the destruction log: how many hold each role now, and what was removed when.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Look } from '#platform/module.ts'
import { identityDb } from '../tables.ts'

/** How many people hold each role now, by its name; nobody is named. */
export async function holderCounts(city: City): Promise<ReadonlyMap<string, number>> {
  const rows = await identityDb(city)
    .selectFrom('identity.roles')
    .select((select) => ['name', select.fn.count<number>('person').distinct().as('n')])
    .where('since', '<=', city.now)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', city.now)]))
    .groupBy('name')
    .execute()
  return new Map(rows.map(({ name, n }) => [name, n]))
}

export interface DestroyedOnDay {
  day: string
  category: string
  rows: number
  ground: string
  by: string
}

/** The destruction log by days of the zone and categories, the newest first. */
export async function destructions(
  city: City,
  asked: { zone: string; most: number; skip?: number },
): Promise<DestroyedOnDay[]> {
  const day = sql<string>`to_char(at at time zone ${sql.lit(asked.zone)}, 'YYYY-MM-DD')`
  return identityDb(city)
    .selectFrom('identity.destructions')
    .select((select) => [
      day.as('day'),
      'category',
      'ground',
      'by_whom as by',
      select.fn.sum<number>('rows').as('rows'),
    ])
    .groupBy([day, 'category', 'ground', 'by_whom'])
    .orderBy('day', 'desc')
    .orderBy('category')
    .orderBy('ground')
    .orderBy('by_whom')
    .limit(asked.most)
    .offset(asked.skip ?? 0)
    .execute()
}

/** Which office looked at what identity holds under a handle. */
export async function looksAt(city: City, handle: string): Promise<Look[]> {
  const rows = await identityDb(city)
    .selectFrom('identity.looks')
    .select(['at', 'by_office'])
    .where('handle', '=', handle)
    .orderBy('at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ at, by_office }) => ({
    at,
    office: officeSaid(city, by_office),
    why: 'identity.looked.power',
    what: city.words('identity.looked.organisation'),
  }))
}

/** An office in words without a body: «оператор города». */
export function officeSaid(city: City, office: string): string {
  const key = `identity.role.${office.split('@')[0]}`
  return city.words.has(key) ? city.words(key) : city.words('identity.role.staff')
}

export interface ReceiptKept {
  id: string
  at: Date
  erased: Record<string, number>
}

/** A receipt of forgetting by its number; null when there is none. It says nothing of whom it was. */
export async function receiptOfForgetting(city: City, id: string): Promise<ReceiptKept | null> {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) return null
  const row = await identityDb(city)
    .selectFrom('identity.receipts')
    .select(['id', 'at', 'erased'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
