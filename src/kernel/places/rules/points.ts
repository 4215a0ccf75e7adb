// Points on the map: reading what a person typed, the city's box, distance.

export type Point = { lat: number; lon: number }
export type Box = { south: number; north: number; west: number; east: number }
/** `swapped` is true when the longitude came first and was put in its place. */
export type ParsedPoint = Point & { swapped: boolean }

/** Answers whether a point lies in the box, edges included. Degrees, WGS 84. */
export function inCity(point: Point, box: Box): boolean {
  return point.lat >= box.south && point.lat <= box.north && point.lon >= box.west && point.lon <= box.east
}

// Mean radius of the Earth by IUGG, metres.
const EARTH_RADIUS = 6_371_008.8

/** Answers the great-circle distance in metres (haversine formula; R. W. Sinnott, "Virtues of the Haversine", 1984). */
export function distanceMetres(a: Point, b: Point): number {
  const lat = radians(b.lat - a.lat)
  const lon = radians(b.lon - a.lon)
  const h = Math.sin(lat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(lon / 2) ** 2
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)))
}

/**
 * Reads two coordinates from text: «56.85, 53.21», «56,85 53,21», «56°51′12″ с. ш. 53°12′30″ в. д.», «geo:56.85,53.21».
 * Answers null when the text is anything else. Latitude comes first unless hemispheres say otherwise, the first number
 * cannot be a latitude, or only the other order falls into `box`.
 */
export function parsePoint(text: string, box?: Box): ParsedPoint | null {
  const clean = tidy(text)
  if (clean.length > 100) return null
  const pair = readPair(clean)
  if (!pair) return null
  const [first, second] = pair
  if (first.axis && second.axis) {
    if (first.axis === second.axis) return null
    return first.axis === 'lat'
      ? point(first.degrees, second.degrees, false)
      : point(second.degrees, first.degrees, true)
  }
  if (first.axis || second.axis) return null
  const straight = point(first.degrees, second.degrees, false)
  const swapped = point(second.degrees, first.degrees, true)
  if (!straight) return swapped
  return box && swapped && !inCity(straight, box) && inCity(swapped, box) ? swapped : straight
}

type Coordinate = { degrees: number; axis: 'lat' | 'lon' | null }

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
    .replace(/[−–—]/g, '-')
    .replace(/[′’ʹ]/g, "'")
    .replace(/″|”|''/g, '"')
    .trim()
    .replace(/^geo:\s*/, '')
}

const AXES = /с\.?\s?ш\.?|ю\.?\s?ш\.?|в\.?\s?д\.?|з\.?\s?д\.?|[nsew]/g
const NUMBER = String.raw`-?\d{1,3}(?:\.\d{1,12})?`
const PLAIN = new RegExp(String.raw`^(${NUMBER})(\s*[,;]\s*|\s+)(${NUMBER})$`)
const COMMAS = /^(-?\d{1,3}),(\d{1,12})(?:\s*[;,]\s*|\s+)(-?\d{1,3}),(\d{1,12})$/
const DEGREES =
  /^(-?\d{1,3}(?:[.,]\d{1,12})?)\s*(?:°\s*(?:(\d{1,2}(?:[.,]\d{1,10})?)\s*'\s*(?:(\d{1,2}(?:[.,]\d{1,8})?)\s*")?)?)?$/

function readPair(text: string): [Coordinate, Coordinate] | null {
  const commas = COMMAS.exec(text)
  if (commas) return [bare(`${commas[1]}.${commas[2]}`), bare(`${commas[3]}.${commas[4]}`)]
  const plain = PLAIN.exec(text)
  // "56,85" alone is one number with a decimal comma, not two whole degrees.
  if (plain && !/^-?\d+,\d+$/.test(text)) return [bare(plain[1]), bare(plain[3])]
  if (plain) return null
  return readMarked(text)
}

function readMarked(text: string): [Coordinate, Coordinate] | null {
  const marks = [...text.matchAll(AXES)].map((m) => m[0].replace(/[.\s]/g, ''))
  if (marks.length !== 0 && marks.length !== 2) return null
  const parts = splitMarked(text, marks.length === 2)
  const [one, two] = parts
  if (parts.length !== 2 || one === undefined || two === undefined) return null
  const first = degrees(one, marks[0])
  const second = degrees(two, marks[1])
  return first && second ? [first, second] : null
}

function splitMarked(text: string, marked: boolean): string[] {
  const parts = marked ? text.split(AXES) : text.split(/(?<=["'°])\s*[,;]?\s*(?=-?\d{1,3}(?:[.,]\d+)?\s*°)/)
  return parts.map((part) => part.replace(/^[\s,;]+|[\s,;]+$/g, '')).filter((part) => part !== '')
}

function degrees(text: string, mark: string | undefined): Coordinate | null {
  const m = DEGREES.exec(text)
  if (!m) return null
  const [whole, minutes, seconds] = [m[1], m[2], m[3]].map((part) => Number((part ?? '0').replace(',', '.')))
  if (whole === undefined || minutes === undefined || seconds === undefined || minutes >= 60 || seconds >= 60)
    return null
  const negative = text.startsWith('-') || mark === 'юш' || mark === 'зд' || mark === 's' || mark === 'w'
  const size = Math.abs(whole) + minutes / 60 + seconds / 3600
  const axis = mark === undefined ? null : /ш|n|s/.test(mark) ? 'lat' : 'lon'
  return { degrees: negative ? -size : size, axis }
}

function bare(text: string | undefined): Coordinate {
  return { degrees: Number(text), axis: null }
}

function point(lat: number, lon: number, swapped: boolean): ParsedPoint | null {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon, swapped } : null
}

function radians(degreesValue: number): number {
  return (degreesValue * Math.PI) / 180
}
