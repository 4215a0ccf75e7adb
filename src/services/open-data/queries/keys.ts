// What can be asked of keys: a person's own, and what quotas hold today.
import { sql } from 'kysely'
import { z } from 'zod'
import { handlesOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { datedReference } from '#platform/dated.ts'
import type { KeyHolder } from '#platform/http/keys.ts'
import { hashSecret } from '#platform/ids.ts'
import { type Quotas, type Scope, scopes, spanStart } from '../rules/quotas.ts'
import { openDataDb } from '../tables.ts'

export const openDataReference = datedReference('open-data')
export const quotaShape = z.object({ perMinute: z.int().min(1), perDay: z.int().min(1) })
const usual: Quotas = { perMinute: 600, perDay: 50_000 }

/** The quotas in force. */
export async function quotas(city: City): Promise<Quotas> {
  return (await openDataReference.inForce(city, 'quota', quotaShape, ['key']))[0]?.body ?? usual
}

export interface KeyView {
  id: string
  /** Its first signs. */
  prefix: string
  name: string
  purpose: string
  scopes: Scope[]
  madeAt: Date
  revokedAt: Date | null
  /** The last day it was used on, `2026-11-26`; null when it never was, or long ago. */
  usedOn: string | null
  /** No more requests than so many today. */
  today: number
}

/** The keys of a person, the newest first; revoked ones too. */
export async function keysOf(city: City, person: string): Promise<KeyView[]> {
  const handles = (await handlesOf(city, person, 'open-data')).map(({ handle }) => handle)
  if (handles.length === 0) return []
  const today = spanStart('day', city.now)
  const rows = await openDataDb(city)
    .selectFrom('open_data.keys as k')
    .select(['k.id', 'k.prefix', 'k.name', 'k.purpose', 'k.scopes', 'k.made_at', 'k.revoked_at'])
    .select((row) => [
      row
        .selectFrom('open_data.permits as p')
        .select(sql<string>`to_char(max(p.starts) at time zone 'UTC', 'YYYY-MM-DD')`.as('day'))
        .whereRef('p.key', '=', 'k.id')
        .where('p.span', '=', 'day')
        .as('used'),
      row
        .selectFrom('open_data.permits as p')
        .select('p.taken')
        .whereRef('p.key', '=', 'k.id')
        .where('p.span', '=', 'day')
        .where('p.starts', '=', today)
        .as('today'),
    ])
    .where('k.handle', 'in', handles)
    .orderBy('k.made_at', 'desc')
    .orderBy('k.id', 'desc')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, prefix: row.prefix, name: row.name, purpose: row.purpose, madeAt: row.made_at },
    ...{ scopes: scopesAmong(row.scopes), revokedAt: row.revoked_at, usedOn: row.used, today: row.today ?? 0 },
  }))
}

/** One key of a person; null when it is not hers. */
export async function keyOf(city: City, asked: { id: string; person: string }): Promise<KeyView | null> {
  return (await keysOf(city, asked.person)).find(({ id }) => id === asked.id) ?? null
}

/** Who holds a key; null when it is unknown or was revoked. */
export async function holderOf(city: City, key: string): Promise<KeyHolder | null> {
  const row = await openDataDb(city)
    .selectFrom('open_data.keys')
    .select(['id', 'scopes'])
    .where('hash', '=', hashSecret(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

export function scopesAmong(texts: readonly string[]): Scope[] {
  return scopes.filter((scope) => texts.includes(scope))
}
