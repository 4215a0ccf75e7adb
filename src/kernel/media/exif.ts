// Reads what a camera wrote beside a photo: when, where and which editor; only these three, the rest is never looked at.
import exifr from 'exifr'

export type CameraStory = { takenAt: Date | null; point: { lat: number; lon: number } | null; editedBy: string | null }

/**
 * What the EXIF block (and XMP, for the editor) says, null where it says nothing that can be believed.
 * `takenAt` is DateTimeOriginal with its offset, else read in the city's time zone; a moment more than a day after
 * `now` or before 2000 is a camera whose clock was never set. `point` is WGS 84; a metadata block is only a claim of
 * the person's phone, so it may help but never prove.
 * Source: CIPA DC-008 (Exif 2.32), 4.6.5 and 4.6.6; XMP CreatorTool; IPTC digitalSourceType.
 */
export const cameraStory = async (
  exif: Uint8Array | undefined,
  xmp: string | undefined,
  at: { now: Date; timeZone: string },
): Promise<CameraStory> => {
  const tags = await tagsOf(exif)
  return { takenAt: takenAt(tags, at), point: point(tags), editedBy: editedBy(tags, xmp ?? '') }
}

type Tags = Map<string, unknown>

// A JPEG cannot hold a larger block; a PNG can, and would only be an attempt to keep us busy.
const LONGEST = 65_536
const PREFIX = 'Exif\0\0'

const tagsOf = async (exif: Uint8Array | undefined): Promise<Tags> => {
  if (!exif || exif.length > LONGEST) return new Map()
  const prefixed = Buffer.from(exif.subarray(0, PREFIX.length)).toString('latin1') === PREFIX
  try {
    // reviveValues would read dates in the machine's time zone.
    const parsed: unknown = await exifr.parse(Uint8Array.from(prefixed ? exif.subarray(PREFIX.length) : exif), {
      tiff: true,
      exif: true,
      gps: true,
      ifd1: false,
      reviveValues: false,
      translateValues: false,
    })
    return new Map(parsed && typeof parsed === 'object' ? Object.entries(parsed) : [])
  } catch {
    // A broken block is no block: the photo itself may be good.
    return new Map()
  }
}

const DAY = 86_400_000
const FIRST_BELIEVED = Date.UTC(2000, 0, 1)

const takenAt = (tags: Tags, { now, timeZone }: { now: Date; timeZone: string }) => {
  const wall = wallClock(tags.get('DateTimeOriginal'))
  if (wall === null) return null
  const offset = offsetOf(tags.get('OffsetTimeOriginal')) ?? offsetOf(tags.get('OffsetTime'))
  const instant = offset === null ? inZone(wall, timeZone) : wall - offset
  return instant < FIRST_BELIEVED || instant > now.getTime() + DAY ? null : new Date(instant)
}

// "2026:05:03 14:22:10" as if it were UTC; a day that is not in the calendar is no date.
const wallClock = (text: unknown): number | null => {
  const found = typeof text === 'string' && /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(text)
  if (!found) return null
  const iso = `${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}:${found[6]}.000Z`
  const wall = Date.parse(iso)
  return Number.isNaN(wall) || new Date(wall).toISOString() !== iso ? null : wall
}

const offsetOf = (text: unknown): number | null => {
  const found = typeof text === 'string' && /^([+-])(\d\d):(\d\d)/.exec(text.trim())
  if (!found) return null
  const minutes = Number(found[2]) * 60 + Number(found[3])
  return minutes > 14 * 60 ? null : minutes * 60_000 * (found[1] === '-' ? -1 : 1)
}

// The zone's offset depends on the instant that is being sought, so a second look corrects the first.
const inZone = (wall: number, timeZone: string) => {
  const first = wall - zoneOffset(wall, timeZone)
  return wall - zoneOffset(first, timeZone)
}

const zoneOffset = (instant: number, timeZone: string) => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - instant
}

const point = (tags: Tags) => {
  const lat = degrees(tags.get('GPSLatitude'), tags.get('GPSLatitudeRef'), 'N', 'S', 90)
  const lon = degrees(tags.get('GPSLongitude'), tags.get('GPSLongitudeRef'), 'E', 'W', 180)
  if (lat === null || lon === null) return null
  // 0°, 0° is what phones write when they do not know.
  return lat === 0 && lon === 0 ? null : { lat, lon }
}

const degrees = (parts: unknown, side: unknown, positive: string, negative: string, most: number) => {
  if (!Array.isArray(parts) || parts.length < 1 || (side !== positive && side !== negative)) return null
  const [whole, minutes = 0, seconds = 0] = parts.map(Number)
  const size = Number(whole) + minutes / 60 + seconds / 3600
  if (!Number.isFinite(size) || size < 0 || size > most) return null
  // Six digits are 10 cm; more would be false precision.
  const rounded = Math.round(size * 1e6) / 1e6
  return side === negative && rounded !== 0 ? -rounded : rounded
}

// Programs that change what is seen; a phone's own camera software is not among them. The list hints, it does not judge.
const EDITORS =
  /photoshop|lightroom|firefly|gimp|snapseed|picsart|pixelmator|affinity|canva|faceapp|facetune|meitu|beautyplus|remini|polarr|photodirector|paint\.net|microsoft paint|krita|luminar|capture one|darktable|inshot|vsco|photoroom|cleanup|touchretouch|midjourney|stable diffusion|dall[·-]?e|fotor|movavi|photolab|photo editor/i

const editedBy = (tags: Tags, xmp: string) => {
  const creator = /CreatorTool(?:="|>)([^"<]{1,200})/.exec(xmp.slice(0, LONGEST))?.[1]
  for (const tool of [tags.get('Software'), tags.get('ProcessingSoftware'), creator]) {
    if (typeof tool === 'string' && EDITORS.test(tool)) return readable(tool)
  }
  return xmp.slice(0, LONGEST).includes('trainedAlgorithmicMedia') ? 'trainedAlgorithmicMedia' : null
}

const readable = (text: string) =>
  text
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '')
    .trim()
    .slice(0, 80)
