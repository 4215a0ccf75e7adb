// Shows that a re-encoded photo is recognised and that different yards are told apart.
import fc from 'fast-check'
import type { Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { withPictures } from '#platform/pictures.ts'
import { distance, exactHash, type Hashes, hashesOf, sameScene } from './hashes.ts'
import { pixelsOf } from './photo.ts'
import { yard } from './yard.testing.ts'

const read = (bytes: Uint8Array): Promise<Hashes> =>
  withPictures(async (sharp) => hashesOf(sharp, await pixelsOf(sharp, bytes)))
const changed = (bytes: Uint8Array, change: (photo: Sharp) => Sharp) =>
  withPictures((sharp) => change(sharp(bytes)).toBuffer())
const seeds = Array.from({ length: 12 }, (_, i) => i + 1)

describe('the same photo', () => {
  test.each<[string, (photo: Sharp) => Sharp, string[]]>([
    ['made smaller', (photo) => photo.resize(300).jpeg(), ['same']],
    ['recompressed at quality 30', (photo) => photo.jpeg({ quality: 30 }), ['same']],
    ['made WebP', (photo) => photo.resize(480).webp({ quality: 50 }), ['same']],
    ['made grey', (photo) => photo.greyscale().jpeg(), ['same']],
    ['made darker', (photo) => photo.modulate({ brightness: 0.75 }).jpeg(), ['same', 'alike']],
    ['made brighter', (photo) => photo.modulate({ brightness: 1.25 }).jpeg(), ['same', 'alike']],
    [
      'with 5 % cut off one side',
      (photo) => photo.extract({ left: 30, top: 0, width: 570, height: 450 }).jpeg(),
      ['same', 'alike'],
    ],
    [
      'with a small watermark',
      (photo) => {
        const stamp = { create: { width: 100, height: 30, channels: 3 as const, background: '#fff' } }
        return photo.composite([{ input: stamp, left: 480, top: 410 }]).jpeg()
      },
      ['same', 'alike'],
    ],
  ])('%s is still recognised', async (_, change, expected) => {
    for (const seed of seeds) {
      const photo = await yard(seed)
      expect(expected).toContain(sameScene(await read(photo), await read(await changed(photo, change))))
    }
  })
})

test('different yards are different', async () => {
  const yards: Hashes[] = []
  for (const seed of seeds) yards.push(await read(await yard(seed)))
  for (const [i, a] of yards.entries()) for (const b of yards.slice(i + 1)) expect(sameScene(a, b)).toBe('different')
})

test('distance counts differing bits', () => {
  const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
  fc.assert(
    fc.property(word, fc.uniqueArray(fc.integer({ min: 0, max: 63 })), (bits, flips) => {
      const flipped = flips.reduce((value, at) => value ^ (1n << BigInt(at)), bits)
      const hex = (value: bigint) => value.toString(16).padStart(16, '0')
      expect(distance(hex(bits), hex(flipped))).toBe(flips.length)
    }),
  )
})

test('one changed pixel changes the exact hash, and so does another shape', () => {
  const data = new Uint8Array(12 * 3)
  const other = data.with(20, 1)
  expect(exactHash({ data, width: 4, height: 3 })).not.toBe(exactHash({ data: other, width: 4, height: 3 }))
  expect(exactHash({ data, width: 4, height: 3 })).not.toBe(exactHash({ data, width: 3, height: 4 }))
})
