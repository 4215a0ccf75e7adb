// The door of media: photos cleaned, small and owned; nothing public before it is released.
import { z } from 'zod'
import { deliver } from '#platform/facts/index.ts'
import type { Files } from '#platform/files.ts'
import type { Module } from '#platform/module.ts'
import { days, hours, later } from '#platform/time.ts'
import { filesInUse } from './queries.ts'
import { mediaRoutes } from './routes.ts'

export { forgetPhoto, hidePhoto, keepPhoto, releasePhoto } from './actions.ts'
export type { Box } from './blur.ts'
export { inspectPaper, type PaperTrouble } from './inspect.ts'
export { namelessCopy } from './nameless.ts'
export { type Paper, type PaperKind, paperLimit, paperOf } from './papers.ts'
export { type Prepared, preparePhoto, prepareRelease, type Released, type Sizes } from './prepare.ts'
export { alikePhotos, type Likeness, type Photo, type PhotoSize, photoFor, photoSrc, photosFor } from './queries.ts'
export { type Share, sharePicture } from './share.ts'

/** Opens media over the file store; `doors` tell which files they keep there beside the photos. */
export function media(files: Files, doors: () => readonly Module[]): Module {
  return {
    name: 'media',
    floor: 'kernel',
    routes: mediaRoutes(files),
    reactions: [
      // Files are kept before the action that names them: those whose action never came are swept.
      deliver('clock.night', 'media.sweepFiles', z.unknown(), async (city) => {
        const old = later(city.now, -days(1))
        await files.dropUnfinished(later(city.now, -hours(2)))
        for await (const shas of inBatches(files.all(old), 500)) {
          const used = await filesInUse(city, shas)
          for (const door of doors()) for (const sha of (await door.files?.(city, shas)) ?? []) used.add(sha)
          for (const sha of shas) if (!used.has(sha)) await files.remove(sha, old)
        }
      }),
    ],
  }
}

async function* inBatches<Each>(all: AsyncIterable<Each>, size: number): AsyncGenerator<Each[]> {
  let batch: Each[] = []
  for await (const each of all) {
    batch.push(each)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
