// What can be done with photos: keep one, release it to everybody, take it back, forget it.
import { sql } from 'kysely'
import { action } from '#platform/city.ts'
import { newId, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { Prepared, Released } from './prepare.ts'
import { mediaDb } from './tables.ts'

/** Keeps a prepared photo; nothing of it is public. `key` opens it to whoever holds it. */
export const keepPhoto = action(
  'media',
  async (city, input: { photo: Prepared; kind: 'report' | 'repair' }): Promise<{ id: string; key: string }> => {
    const { photo, kind } = input
    const id = newId(city.now)
    const key = newSecret(12)
    await mediaDb(city)
      .insertInto('media.photos')
      .values({
        id,
        key,
        kind,
        kept_at: city.now,
        exact: photo.exact,
        echoes: photo.echoes,
        perceptual: photo.perceptual,
        difference: photo.difference,
        taken_at: photo.takenAt,
        edited_by: photo.editedBy,
        small: JSON.stringify(photo.sizes.small),
        medium: JSON.stringify(photo.sizes.medium),
        large: JSON.stringify(photo.sizes.large),
        released_at: null,
        released_small: null,
        released_medium: null,
        released_large: null,
      })
      .execute()
    return { id, key }
  },
)

/** Makes a photo public in the sizes that `prepareRelease` made; releasing again replaces what is shown. */
export const releasePhoto = action('media', async (city, input: { id: string; sizes: Released }): Promise<void> => {
  const changed = await mediaDb(city)
    .updateTable('media.photos')
    .set({
      released_at: city.now,
      echoes: sql<string[]>`echoes || ${input.sizes.echoes ?? []}::text[]`,
      released_small: JSON.stringify(input.sizes.small),
      released_medium: JSON.stringify(input.sizes.medium),
      released_large: JSON.stringify(input.sizes.large),
    })
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw refuse.missing('media.refusal.lost')
})

/** Takes a photo back from everybody; whoever holds its key still sees it. */
export const hidePhoto = action('media', async (city, input: { id: string }): Promise<void> => {
  await mediaDb(city)
    .updateTable('media.photos')
    .set({ released_at: null, released_small: null, released_medium: null, released_large: null })
    .where('id', '=', input.id)
    .execute()
})

/** Forgets a photo's row; its files go when the night's sweep finds no row that names them. */
export const forgetPhoto = action('media', async (city, input: { id: string }): Promise<void> => {
  await mediaDb(city).deleteFrom('media.photos').where('id', '=', input.id).execute()
})
