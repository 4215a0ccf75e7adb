// Making a photo ready before an action begins: cleaned, in three sizes, its files kept; only rows remain to be written.
import type { Files } from '#platform/files.ts'
import type { Upload } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { type Box, blurBoxes } from './blur.ts'
import { type CleanPhoto, cleanPhoto, echoOf, type Picture } from './photo.ts'
import { PhotoRefused } from './refused.ts'
import type { StoredSize } from './tables.ts'

export interface Sizes {
  small: StoredSize
  medium: StoredSize
  large: StoredSize
}

/** A cleaned photo whose files are kept. `point` is where it was taken: use it with the person's leave, then forget it. */
export type Prepared = Omit<CleanPhoto, 'sizes'> & { sizes: Sizes }

/**
 * Cleans an upload and keeps its files. `zone` is the city's time zone (for photos whose clock names none).
 * Throws `invalid` with the named field when it is no usable photo.
 */
export async function preparePhoto(
  files: Files,
  upload: Upload,
  at: { now: Date; zone: string; field?: string },
): Promise<Prepared> {
  const field = at.field ?? 'photo'
  if (upload.cut) throw refuse.invalid({ [field]: { key: 'media.refusal.tooLarge' } })
  const { sizes, ...clean } = await inWords(field, () => cleanPhoto(upload.bytes, { now: at.now, timeZone: at.zone }))
  return { ...clean, sizes: await keepSizes(files, sizes) }
}

/** What `releasePhoto` makes public. `echoes`: what its files look like when somebody saves one and sends it back. */
export type Released = Sizes & { echoes?: readonly string[] }

/** Blurs the boxes in all three sizes and keeps the new files; without boxes the files stay as they are. */
export async function prepareRelease(files: Files, sizes: Sizes, boxes: readonly Box[]): Promise<Released> {
  if (boxes.length === 0) return sizes
  const echoes: string[] = []
  const blurred = async (size: StoredSize): Promise<StoredSize> => {
    const bytes = await files.read(size.sha)
    if (!bytes) throw refuse.missing('media.refusal.lost')
    const covered = await inWords('boxes', () => blurBoxes(bytes, boxes))
    echoes.push(await inWords('boxes', () => echoOf(covered)))
    return { ...size, sha: await files.put(covered) }
  }
  const small = await blurred(sizes.small)
  const medium = await blurred(sizes.medium)
  const large = await blurred(sizes.large)
  return { small, medium, large, echoes }
}

async function keepSizes(files: Files, sizes: CleanPhoto['sizes']): Promise<Sizes> {
  const keep = async ({ bytes, width, height, type }: Picture): Promise<StoredSize> => ({
    sha: await files.put(bytes),
    width,
    height,
    type,
  })
  return { small: await keep(sizes.small), medium: await keep(sizes.medium), large: await keep(sizes.large) }
}

async function inWords<Output>(field: string, work: () => Promise<Output>): Promise<Output> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof PhotoRefused && error.code === 'busy') throw refuse.unavailable('media.refusal.busy')
    if (error instanceof PhotoRefused) throw refuse.invalid({ [field]: { key: `media.refusal.${error.code}` } })
    throw error
  }
}
