// What can be asked of photos.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { type Hashes, sameScene } from './hashes.ts'
import type { Sizes } from './prepare.ts'
import { mediaDb } from './tables.ts'

export interface Photo {
  id: string
  key: string
  kind: 'report' | 'repair'
  released: boolean
  width: number
  height: number
  takenAt: Date | null
  editedBy: string | null
  keptAt: Date
  sizes: Sizes
}

export type PhotoSize = 'small' | 'medium' | 'large'

/** One photo, or null. */
export async function photoFor(city: City, id: string): Promise<Photo | null> {
  return (await photosFor(city, [id]))[0] ?? null
}

/** Many photos at once, in no order; those that are not there are left out. */
export async function photosFor(city: City, ids: readonly string[]): Promise<Photo[]> {
  if (ids.length === 0) return []
  const rows = await mediaDb(city)
    .selectFrom('media.photos')
    .select(['id', 'key', 'kind', 'released_at', 'taken_at', 'edited_by', 'kept_at', 'small', 'medium', 'large'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    kind: row.kind,
    released: row.released_at !== null,
    width: row.medium.width,
    height: row.medium.height,
    takenAt: row.taken_at,
    editedBy: row.edited_by,
    keptAt: row.kept_at,
    sizes: { small: row.small, medium: row.medium, large: row.large },
  }))
}

export interface Likeness {
  id: string
  /** copy: the same pixels; same: one shot again, re-encoded; alike: a person should look. */
  how: 'copy' | 'same' | 'alike'
  kind: 'report' | 'repair'
  keptAt: Date
}

/** Kept photos that look like this one, exact copies first, then the nearest. `except` are photos it may look like. */
export async function alikePhotos(
  city: City,
  photo: Hashes & { exact: string },
  except: readonly string[] = [],
): Promise<Likeness[]> {
  const copy = sql<boolean>`(exact = ${photo.exact} or echoes @> array[${photo.exact}])`
  const bits = sql<number>`bit_count(scene # ('x' || ${photo.perceptual})::bit(64))`
  const rows = await mediaDb(city)
    .selectFrom('media.photos')
    .select(['id', 'kind', 'kept_at', 'perceptual', 'difference'])
    .select(copy.as('copy'))
    // The bound is the loosest of `sameScene`; the rule itself decides. Asked one by one, each from its own index.
    .where(
      sql<boolean>`id in (select id from media.photos where exact = ${photo.exact}
        union all select id from media.photos where echoes @> array[${photo.exact}]
        union all select id from media.photos where ${bits} <= 18)`,
    )
    .where(sql<boolean>`not id = any(${except}::uuid[])`)
    .orderBy(copy, 'desc')
    .orderBy(bits)
    .limit(200)
    .execute()
  return rows
    .flatMap((row): Likeness[] => {
      const how = row.copy ? 'copy' : sameScene(photo, row)
      return how === 'different' ? [] : [{ id: row.id, how, kind: row.kind, keptAt: row.kept_at }]
    })
    .sort((a, b) => order.indexOf(a.how) - order.indexOf(b.how))
}

const order = ['copy', 'same', 'alike']

/** The address of a photo: public once released, else for whoever has its key. */
export function photoSrc(photo: Pick<Photo, 'id' | 'key'>, size: PhotoSize, to: 'public' | 'private'): string {
  return to === 'public' ? `/media/${photo.id}/${size}` : `/media/${photo.id}.${photo.key}/${size}`
}

/** The stored file to show at an address, or null when there is none that this address may see. */
export async function shownFile(
  city: City,
  id: string,
  key: string | null,
  size: PhotoSize,
): Promise<{ sha: string; type: string } | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const row = await mediaDb(city).selectFrom('media.photos').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  if (key !== null) return key === row.key ? row[size] : null
  return row[`released_${size}`]
}

/** Names of all files that photos use, of those given: the night's sweep keeps them. */
export async function filesInUse(city: City, shas: readonly string[]): Promise<Set<string>> {
  if (shas.length === 0) return new Set()
  const found = await sql<{ sha: string }>`
    select s.sha from unnest(${shas}::text[]) as s(sha)
    where exists (
      select 1 from media.photos p
      where array[p.small->>'sha', p.medium->>'sha', p.large->>'sha', p.released_small->>'sha', p.released_medium->>'sha',
        p.released_large->>'sha'] @> array[s.sha])`.execute(city.db)
  return new Set(found.rows.map((row) => row.sha))
}
