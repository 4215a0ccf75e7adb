// The photo of a draft, small: only its writer sees it.
import { photoSrc } from '#kernel/media/index.ts'
import type { DraftPhoto } from '../rules.ts'

const side = 320

/** Address and size of the small picture. */
export function smallPhoto(photo: DraftPhoto): { src: string; width: number; height: number } {
  const scale = Math.min(1, side / Math.max(photo.width, photo.height))
  return {
    src: photoSrc(photo, 'small', 'private'),
    width: Math.round(photo.width * scale),
    height: Math.round(photo.height * scale),
  }
}
