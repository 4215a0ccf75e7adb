// Shows that what was covered cannot be told apart any more, and that the rest of the picture stayed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withPictures } from '#platform/pictures.ts'
import { type Box, blurBoxes, MOST_BOXES } from './blur.ts'
import { cleanPhoto } from './photo.ts'
import { PhotoRefused } from './refused.ts'
import { yard } from './yard.testing.ts'

const pixels = (bytes: Uint8Array, box: Box = { x: 0, y: 0, width: 1, height: 1 }) =>
  withPictures(async (sharp) => {
    const { width, height } = await sharp(bytes).metadata()
    return sharp(bytes)
      .extract({
        left: Math.round(box.x * width),
        top: Math.round(box.y * height),
        width: Math.round(box.width * width),
        height: Math.round(box.height * height),
      })
      .raw()
      .toBuffer()
  })

const farthest = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 0))), 0)
const meanGap = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length
const spread = (a: Uint8Array) => {
  const mean = a.reduce((sum, value) => sum + value, 0) / a.length
  return Math.sqrt(a.reduce((sum, value) => sum + (value - mean) ** 2, 0) / a.length)
}

const at = { now: new Date('2026-06-01T12:00:00Z'), timeZone: 'Europe/Samara' }
const box = { x: 0.25, y: 0.25, width: 0.3, height: 0.2 }

describe('in each of the three sizes', () => {
  test('the box loses its detail and the rest stays', async () => {
    const { sizes } = await cleanPhoto(await yard(5), at)
    for (const size of Object.values(sizes)) {
      const covered = await blurBoxes(size.bytes, [box])
      const below = { x: 0, y: 0.6, width: 1, height: 0.4 }
      expect(meanGap(await pixels(size.bytes, below), await pixels(covered, below))).toBeLessThan(6)
      expect(meanGap(await pixels(size.bytes, box), await pixels(covered, box))).toBeGreaterThan(8)
      const header = await withPictures((sharp) => sharp(covered).metadata())
      expect([`image/${header.format}`, header.width, header.height]).toEqual([size.type, size.width, size.height])
    }
  })
})

// The mean lies in the middle of a step, so that a hair's breadth does not fall into the next one.
test('two plates of equal mean look equal when they are covered', async () => {
  const plate = (stripe: (x: number) => boolean) =>
    withPictures((sharp) => {
      const data = Buffer.from(
        Uint8Array.from({ length: 300 * 200 * 3 }, (_, i) => {
          const [x, y] = [Math.floor(i / 3) % 300, Math.floor(i / 900)]
          return y >= 50 && y < 110 && x >= 60 && x < 180 ? (stripe(x) ? 255 : 17) : 136
        }),
      )
      return sharp(data, { raw: { width: 300, height: 200, channels: 3 } })
        .webp({ lossless: true })
        .toBuffer()
    })
  const one = await plate((x) => x % 2 === 0)
  const other = await plate((x) => Math.floor(x / 4) % 2 === 0)
  const where = { x: 60 / 300, y: 50 / 200, width: 120 / 300, height: 60 / 200 }
  expect(spread(await pixels(one, where))).toBeGreaterThan(100)
  const [a, b] = [
    await pixels(await blurBoxes(one, [where]), where),
    await pixels(await blurBoxes(other, [where]), where),
  ]
  expect(farthest(a, b)).toBeLessThan(24)
  expect(meanGap(a, b)).toBeLessThan(3)
  expect(spread(a)).toBeLessThan(10)
})

test('any box that touches the picture is covered, however small or far over the edge', async () => {
  const photo = (await cleanPhoto(await yard(6), at)).sizes.small.bytes
  const share = fc.double({ min: 0, max: 0.99, noNaN: true })
  const side = fc.double({ min: 0.001, max: 3, noNaN: true })
  await fc.assert(
    fc.asyncProperty(fc.record({ x: share, y: share, width: side, height: side }), async (any) => {
      expect((await blurBoxes(photo, [any])).length).toBeGreaterThan(100)
    }),
    { numRuns: 15 },
  )
})

test.each<[string, Box[]]>([
  ['without area', [{ x: 0.1, y: 0.1, width: 0, height: 0.1 }]],
  ['turned inside out', [{ x: 0.5, y: 0.5, width: -0.1, height: 0.1 }]],
  ['outside', [{ x: 1.2, y: 0.1, width: 0.1, height: 0.1 }]],
  ['that is not a number', [{ x: Number.NaN, y: 0.1, width: 0.1, height: 0.1 }]],
  ['without end', [{ x: 0, y: 0, width: Number.NaN, height: Number.POSITIVE_INFINITY }]],
  ['among too many', Array(MOST_BOXES + 1).fill(box)],
])('a box %s is refused', async (_, boxes) => {
  const photo = (await cleanPhoto(await yard(7), at)).sizes.small.bytes
  await expect(async () => blurBoxes(photo, boxes)).rejects.toMatchObject({ name: PhotoRefused.name, code: 'badBox' })
})
