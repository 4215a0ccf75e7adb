// Where photos are served from.
import type { Files } from '#platform/files.ts'
import { bytes, get, type Route } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { type PhotoSize, shownFile } from './queries.ts'

const sizes: readonly PhotoSize[] = ['small', 'medium', 'large']

export function mediaRoutes(files: Files): Route[] {
  return [
    get('/media/:id/:size', anyone, async (visit) => {
      const [id = '', key = null] = (visit.params.id ?? '').split('.')
      const size = sizes.find((name) => name === visit.params.size)
      const file = size ? await shownFile(visit.city, id, key, size) : null
      const content = file ? await files.read(file.sha) : null
      if (!file || !content) throw refuse.missing('media.refusal.lost')
      // A released photo may be covered anew, so browsers ask again after an hour.
      return bytes(file.type, content, {
        keep: 0,
        headers: { 'cache-control': key === null ? 'public, max-age=3600' : 'private, no-store' },
      })
    }),
  ]
}
