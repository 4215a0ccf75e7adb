// Turns an upload into a photo that may be kept: a real picture, upright, small, and silent about the phone.
import { type OpenPicture, PicturesBusy, withPictures } from '#platform/pictures.ts'
import { type CameraStory, cameraStory } from './exif.ts'
import { exactHash, type Hashes, hashesOf, type Pixels } from './hashes.ts'
import { PhotoRefused } from './refused.ts'
import { sniff } from './sniff.ts'

export type Picture = { bytes: Uint8Array; width: number; height: number; type: 'image/webp' | 'image/jpeg' }

export type CleanPhoto = CameraStory &
  Hashes & {
    sizes: { small: Picture; medium: Picture; large: Picture }
    /** What this upload looks like to the pixel; compare it with the `exact` and `echoes` of photos already kept. */
    exact: string
    /** What our own three files will look like if somebody saves one of them from the site and sends it back. */
    echoes: string[]
  }

export const MOST_BYTES = 20_000_000
export const MOST_PIXELS = 100_000_000
export const LEAST_SIDE = 64
const SIZES = { small: 320, medium: 960, large: 1920 } as const

/**
 * Checks, cleans and measures an upload. `now` and the city's `timeZone` (IANA) serve `takenAt` only.
 * Accepts JPEG, PNG, WebP, AVIF and GIF of one frame, known by content; throws PhotoRefused otherwise.
 *
 * Nothing of the upload's metadata is in the result: EXIF, XMP and colour profile are read, applied and left behind.
 * Small and medium are WebP: measured on a 720×477 camera photo, 20 to 25 % lighter than mozjpeg of like quality, and
 * every browser since 2020 opens it. Large is JPEG: it leaves the site (saved, printed, enclosed, media_url of
 * Open311), where old viewers know nothing else.
 *
 * `exact` is taken from decoded pixels at our large size, not from the file: renaming it or stripping its metadata
 * changes the file and not the pixels. A saved and re-sent photo of ours equals one of `echoes`. Anything re-encoded
 * elsewhere is caught by the perceptual pair.
 */
export const cleanPhoto = async (bytes: Uint8Array, at: { now: Date; timeZone: string }): Promise<CleanPhoto> => {
  if (bytes.length > MOST_BYTES) throw new PhotoRefused('tooLarge')
  const kind = sniff(bytes)
  if (kind === 'heic') throw new PhotoRefused('heic')
  if (kind === 'other' || kind === 'pdf') throw new PhotoRefused('notAPicture')
  return inTurn(async (sharp) => {
    const { exif, xmp } = await inspect(sharp, bytes)
    const pixels = await pixelsOf(sharp, bytes)
    const large = await encode(sharp, pixels, 'large')
    const medium = await encode(sharp, pixels, 'medium')
    const small = await encode(sharp, pixels, 'small')
    const echoes: string[] = []
    for (const size of [small, medium, large]) echoes.push(exactHash(await pixelsOf(sharp, size.bytes)))
    return {
      sizes: { small, medium, large },
      exact: exactHash(pixels),
      echoes,
      ...(await hashesOf(sharp, pixels)),
      ...(await cameraStory(exif, xmp, at)),
    }
  })
}

/** The `exact` hash of one of our own files, for the list of echoes after it was blurred. */
export const echoOf = (bytes: Uint8Array): Promise<string> =>
  inTurn(async (sharp) => exactHash(await pixelsOf(sharp, bytes)))

/** Runs picture work in its turn; a full queue is a refusal a person can understand. */
export const inTurn = async <T>(work: (sharp: OpenPicture) => Promise<T>): Promise<T> => {
  try {
    return await withPictures(work)
  } catch (error) {
    if (error instanceof PicturesBusy) throw new PhotoRefused('busy')
    throw error
  }
}

/** Decoded, upright, sRGB, on white where it was transparent, no larger than our large size. Throws 'broken'. */
export const pixelsOf = async (sharp: OpenPicture, bytes: Uint8Array): Promise<Pixels> => {
  try {
    // 'error' and not 'warning': some phones write a few stray bytes, which harm nothing and only cause a warning.
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize(SIZES.large, SIZES.large, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  } catch {
    throw new PhotoRefused('broken')
  }
}

// Reads the header only, so that a bomb is refused before a pixel of it is decoded.
const inspect = async (sharp: OpenPicture, bytes: Uint8Array) => {
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new PhotoRefused('broken')
    })
  if ((header.pages ?? 1) > 1) throw new PhotoRefused('animated')
  if (header.width * header.height > MOST_PIXELS) throw new PhotoRefused('tooManyPixels')
  if (Math.min(header.width, header.height) < LEAST_SIDE) throw new PhotoRefused('tooSmall')
  return { exif: header.exif, xmp: header.xmp?.toString('utf8') }
}

const encode = async (sharp: OpenPicture, pixels: Pixels, size: keyof typeof SIZES): Promise<Picture> => {
  const { data, width, height } = pixels
  const side = SIZES[size]
  const resized = sharp(data, { raw: { width, height, channels: 3 } }).resize(side, side, {
    fit: 'inside',
    withoutEnlargement: true,
  })
  return encoded(resized, size === 'large' ? 'image/jpeg' : 'image/webp')
}

/** The one place that says how heavy our pictures are; both kinds come out without metadata. */
export const encoded = async (picture: ReturnType<OpenPicture>, type: Picture['type']): Promise<Picture> => {
  const chosen = type === 'image/jpeg' ? picture.jpeg({ quality: 80, mozjpeg: true }) : picture.webp({ quality: 76 })
  const { data, info } = await chosen.toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height, type }
}
