// Pictures of texts: cleaned like every photo, and public from the first day, since an editor chose them.
import type { Prepared } from '#kernel/media/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { mayEdit } from '../policy.ts'
import { pagesDb } from '../tables.ts'

/** Keeps a picture with the words for those who do not see it. */
export const keepPicture = action(
  'pages',
  async (city: City, { photo, alt }: { photo: Prepared; alt: string }): Promise<{ id: string }> => {
    demand(city.actor, mayEdit, undefined)
    const id = newId(city.now)
    await pagesDb(city)
      .insertInto('pages.pictures')
      .values({
        ...{ id, alt, kept_at: city.now },
        medium: JSON.stringify(photo.sizes.medium),
        large: JSON.stringify(photo.sizes.large),
      })
      .execute()
    return { id }
  },
)
