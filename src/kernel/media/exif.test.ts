// Shows what is believed of a camera's story and what is not.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withPictures } from '#platform/pictures.ts'
import { cameraStory } from './exif.ts'

type Written = { IFD0?: Record<string, string>; IFD2?: Record<string, string>; IFD3?: Record<string, string> }

const now = new Date('2026-06-01T12:00:00Z')
const blockOf = (exif: Written) =>
  withPictures(async (sharp) => {
    const picture = sharp({ create: { width: 80, height: 80, channels: 3, background: '#888' } }).withExif(exif)
    return (await sharp(await picture.jpeg().toBuffer()).metadata()).exif
  })
const story = async (exif: Written, timeZone = 'Europe/Samara') =>
  cameraStory(await blockOf(exif), undefined, { now, timeZone })

describe('when', () => {
  test.each<[string, Record<string, string>, string, string | null]>([
    [
      'the offset is written',
      { DateTimeOriginal: '2026:05:03 14:22:10', OffsetTimeOriginal: '+05:30' },
      'Europe/Samara',
      '2026-05-03T08:52:10.000Z',
    ],
    [
      'the general offset is written',
      { DateTimeOriginal: '2026:05:03 14:22:10', OffsetTime: '-02:00' },
      'Europe/Samara',
      '2026-05-03T16:22:10.000Z',
    ],
    [
      'none is written: the city’s zone',
      { DateTimeOriginal: '2026:05:03 14:22:10' },
      'Europe/Samara',
      '2026-05-03T10:22:10.000Z',
    ],
    [
      'another city, in summer',
      { DateTimeOriginal: '2025:07:01 12:00:00' },
      'Europe/Berlin',
      '2025-07-01T10:00:00.000Z',
    ],
    [
      'another city, in winter',
      { DateTimeOriginal: '2025:12:01 12:00:00' },
      'Europe/Berlin',
      '2025-12-01T11:00:00.000Z',
    ],
    [
      'an hour before the clocks move',
      { DateTimeOriginal: '2025:03:30 01:30:00' },
      'Europe/Berlin',
      '2025-03-30T00:30:00.000Z',
    ],
    [
      'an hour after the clocks moved',
      { DateTimeOriginal: '2025:03:30 03:30:00' },
      'Europe/Berlin',
      '2025-03-30T01:30:00.000Z',
    ],
    ['the clock was never set', { DateTimeOriginal: '0000:00:00 00:00:00' }, 'Europe/Samara', null],
    ['no such day', { DateTimeOriginal: '2026:02:30 10:00:00' }, 'Europe/Samara', null],
    ['the camera lives in 1980', { DateTimeOriginal: '1980:01:01 00:00:00' }, 'Europe/Samara', null],
    ['the camera lives in the future', { DateTimeOriginal: '2026:06:03 10:00:00' }, 'Europe/Samara', null],
    [
      'the phone’s zone is a little ahead',
      { DateTimeOriginal: '2026:06:02 10:00:00' },
      'Europe/Samara',
      '2026-06-02T06:00:00.000Z',
    ],
    ['words stand there', { DateTimeOriginal: 'yesterday' }, 'Europe/Samara', null],
    ['nothing is written', {}, 'Europe/Samara', null],
  ])('%s', async (_, IFD2, zone, expected) => {
    expect((await story({ IFD2 }, zone)).takenAt?.toISOString() ?? null).toBe(expected)
  })
})

describe('where', () => {
  const gps = (lat: string, latRef: string, lon: string, lonRef: string) => ({
    IFD3: { GPSLatitude: lat, GPSLatitudeRef: latRef, GPSLongitude: lon, GPSLongitudeRef: lonRef },
  })
  test.each<[string, Written, { lat: number; lon: number } | null]>([
    ['in Izhevsk', gps('56/1 51/1 900/100', 'N', '53/1 12/1 18/1', 'E'), { lat: 56.8525, lon: 53.205 }],
    ['south and west', gps('33/1 30/1 0/1', 'S', '70/1 36/1 0/1', 'W'), { lat: -33.5, lon: -70.6 }],
    ['not a number', gps('56/1 51/1 0/0', 'N', '53/1 12/1 18/1', 'E'), null],
    ['nowhere on Earth', gps('156/1 0/1 0/1', 'N', '53/1 0/1 0/1', 'E'), null],
    ['the null point', gps('0/1 0/1 0/1', 'N', '0/1 0/1 0/1', 'E'), null],
    ['half of it', { IFD3: { GPSLatitude: '56/1 0/1 0/1', GPSLatitudeRef: 'N' } }, null],
    ['nothing', {}, null],
  ])('%s', async (_, written, expected) => {
    expect((await story(written)).point).toEqual(expected)
  })
})

describe('with which editor', () => {
  test.each<[string, string | null]>([
    ['Adobe Photoshop 25.0', 'Adobe Photoshop 25.0'],
    ['Snapseed 2.0', 'Snapseed 2.0'],
    ['MediaTek Camera Application', null],
    ['17.5.1', null],
  ])('%s', async (Software, expected) => {
    expect((await story({ IFD0: { Software } })).editedBy).toBe(expected)
  })

  test('as XMP tells, also of a machine that drew it', async () => {
    const at = { now, timeZone: 'Europe/Samara' }
    const tool = '<rdf:Description xmp:CreatorTool="GIMP 3.0"/>'
    expect((await cameraStory(undefined, tool, at)).editedBy).toBe('GIMP 3.0')
    const drawn = '<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/trainedAlgorithmicMedia</…>'
    expect((await cameraStory(undefined, drawn, at)).editedBy).toBe('trainedAlgorithmicMedia')
  })
})

test('a block of garbage is no story and no error', async () => {
  const good = await blockOf({ IFD0: { Software: 'GIMP' }, IFD2: { DateTimeOriginal: '2026:05:03 14:22:10' } })
  const spoilt = fc.array(fc.tuple(fc.nat((good?.length ?? 1) - 1), fc.nat(255)), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(spoilt, async (changes) => {
      const block = Uint8Array.from(good ?? [])
      for (const [where, byte] of changes) block[where] = byte
      const { takenAt, point } = await cameraStory(block, '\0', { now, timeZone: 'Europe/Samara' })
      expect(takenAt === null || takenAt <= new Date('2026-06-02T12:00:00Z')).toBe(true)
      expect(point === null || Math.abs(point.lat) <= 90).toBe(true)
    }),
    { numRuns: 200 },
  )
})
