// Pictures of texts: which of them a text names, and their files.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { pagesDb, type StoredSize } from '../tables.ts'

export interface Picture {
  id: string
  src: string
  alt: string
  width: number
  height: number
}

export function pictureSrc(id: string): string {
  return `/pages/pictures/${id}`
}

/** Our pictures that these texts name, by their address. */
export async function picturesIn(city: City, texts: readonly string[]): Promise<ReadonlyMap<string, Picture>> {
  const ids = texts.flatMap((text) =>
    [...text.matchAll(/\/pages\/pictures\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g)].map(([, id = '']) => id),
  )
  if (ids.length === 0) return new Map()
  const rows = await pagesDb(city)
    .selectFrom('pages.pictures')
    .select(['id', 'alt', 'large'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [pictureSrc(row.id), pictureOf(row)]))
}

/** The pictures kept last. */
export async function latestPictures(city: City): Promise<Picture[]> {
  const rows = await pagesDb(city)
    .selectFrom('pages.pictures')
    .select(['id', 'alt', 'large'])
    .orderBy('kept_at', 'desc')
    .orderBy('id', 'desc')
    .limit(60)
    .execute()
  return rows.map(pictureOf)
}

/** The stored file of a picture; null when there is none. */
export async function pictureFile(city: City, id: string): Promise<StoredSize | null> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const row = await pagesDb(city).selectFrom('pages.pictures').select('large').where('id', '=', id).executeTakeFirst()
  return row?.large ?? null
}

/** Which of these files pictures of texts need: the night's sweep leaves them. */
export async function pictureFiles(city: City, shas: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha: string }>`
    select s.sha from unnest(${shas}::text[]) as s(sha)
    where exists (select 1 from pages.pictures p where p.medium->>'sha' = s.sha or p.large->>'sha' = s.sha)`.execute(
    pagesDb(city),
  )
  return rows.map(({ sha }) => sha)
}

function pictureOf(row: { id: string; alt: string; large: StoredSize }): Picture {
  const { width, height } = row.large
  return { id: row.id, src: pictureSrc(row.id), alt: row.alt, width, height }
}
