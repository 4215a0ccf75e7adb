// Shows which uploads become photos, what is left of them, and how each of the others is refused.
import { crc32, deflateSync } from 'node:zlib'
import type { Create, Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { type OpenPicture, withPictures } from '#platform/pictures.ts'
import { sameScene } from './hashes.ts'
import { cleanPhoto, echoOf, LEAST_SIDE, MOST_BYTES } from './photo.ts'
import { type PhotoRefusal, PhotoRefused } from './refused.ts'
import en from './words/en.json' with { type: 'json' }
import ru from './words/ru.json' with { type: 'json' }
import { yard } from './yard.testing.ts'

const at = { now: new Date('2026-06-01T12:00:00Z'), timeZone: 'Europe/Samara' }
const clean = (bytes: Uint8Array) => cleanPhoto(bytes, at)
const draw = (story: (sharp: OpenPicture) => Sharp) => withPictures((sharp) => story(sharp).toBuffer())
const look = (bytes: Uint8Array) => withPictures((sharp) => sharp(bytes).metadata())
const colourAt = async (bytes: Uint8Array, left: number, top: number) => [
  ...(await draw((sharp) => sharp(bytes).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw())),
]
const plain = (width: number, height: number, background = '#6a8f4e'): { create: Create } => ({
  create: { width, height, channels: 3, background },
})

describe('a photo', () => {
  test('comes out in three sizes', async () => {
    const { sizes } = await clean(await draw((sharp) => sharp(plain(4000, 3000)).jpeg()))
    expect(sizes.small).toMatchObject({ width: 320, height: 240, type: 'image/webp' })
    expect(sizes.medium).toMatchObject({ width: 960, height: 720, type: 'image/webp' })
    expect(sizes.large).toMatchObject({ width: 1920, height: 1440, type: 'image/jpeg' })
    expect(await look(sizes.small.bytes)).toMatchObject({ format: 'webp', width: 320, height: 240 })
    expect(await look(sizes.large.bytes)).toMatchObject({ format: 'jpeg', width: 1920, height: 1440 })
  })

  test('is never made larger than it was', async () => {
    const { sizes } = await clean(await draw((sharp) => sharp(plain(400, 100)).png()))
    expect(Object.values(sizes).map(({ width, height }) => [width, height])).toEqual([
      [320, 80],
      [400, 100],
      [400, 100],
    ])
  })

  test('leaves behind everything the camera wrote, and the colour profile', async () => {
    const bytes = await draw((sharp) =>
      sharp(plain(500, 400))
        .withExif({
          IFD0: { Make: 'SecretPhone', Artist: 'Anna' },
          IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '56/1 51/1 0/1' },
        })
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><!--SecretPhone--></x:xmpmeta>')
        .withIccProfile('p3')
        .jpeg(),
    )
    expect(await look(bytes)).toMatchObject({ hasProfile: true, exif: expect.anything(), xmp: expect.anything() })
    for (const size of Object.values((await clean(bytes)).sizes)) {
      const header = await look(size.bytes)
      expect([header.exif, header.xmp, header.icc, header.iptc]).toEqual([undefined, undefined, undefined, undefined])
      expect(Buffer.from(size.bytes).includes('SecretPhone')).toBe(false)
    }
  })

  test('stands upright, whichever way the phone was held', async () => {
    const left = { input: plain(200, 400, '#ff0000'), left: 0, top: 0 }
    const bytes = await draw((sharp) =>
      sharp(plain(600, 400, '#0000ff'))
        .composite([left])
        .withMetadata({ orientation: 6 })
        .jpeg({ quality: 95 }),
    )
    const { large } = (await clean(bytes)).sizes
    expect([large.width, large.height]).toEqual([400, 600])
    const [red = 0, , blue = 255] = await colourAt(large.bytes, 200, 50)
    expect(red).toBeGreaterThan(200)
    expect(blue).toBeLessThan(60)
  })

  test.each<[string, (sharp: OpenPicture) => Sharp]>([
    [
      'CMYK JPEG',
      (sharp) =>
        sharp(plain(300, 200, '#c02020'))
          .toColourspace('cmyk')
          .jpeg(),
    ],
    [
      '16-bit PNG',
      (sharp) =>
        sharp(plain(300, 200, '#c02020'))
          .toColourspace('rgb16')
          .png(),
    ],
    ['WebP', (sharp) => sharp(plain(300, 200, '#c02020')).webp()],
    ['AVIF', (sharp) => sharp(plain(300, 200, '#c02020')).avif({ effort: 0 })],
    ['GIF of one frame', (sharp) => sharp(plain(300, 200, '#c02020')).gif()],
  ])('may be a %s, and keeps its colour', async (_, story) => {
    const [red = 0, green = 255, blue = 255] = await colourAt(
      (await clean(await draw(story))).sizes.large.bytes,
      150,
      100,
    )
    expect(red).toBeGreaterThan(150)
    expect(Math.max(green, blue)).toBeLessThan(90)
  })

  test('may be grey or transparent; what was transparent becomes white', async () => {
    const glass = {
      create: { width: 100, height: 100, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    }
    const { large } = (await clean(await draw((sharp) => sharp(glass).png()))).sizes
    expect(await colourAt(large.bytes, 50, 50)).toEqual([255, 255, 255])
    const grey = await clean(
      await draw((sharp) =>
        sharp(plain(100, 100, '#808080'))
          .greyscale()
          .png(),
      ),
    )
    expect(grey.sizes.small.width).toBe(100)
  })
})

describe('a photo sent again', () => {
  test('in another file is the same to the pixel', async () => {
    const png = await draw((sharp) => sharp(plain(300, 200)).png())
    const other = await draw((sharp) =>
      sharp(png)
        .withExif({ IFD0: { Software: 'x' } })
        .webp({ lossless: true }),
    )
    expect((await clean(other)).exact).toBe((await clean(png)).exact)
  })

  test('after it was saved from the city is one of the echoes, in each size', async () => {
    const first = await clean(await yard(3))
    for (const size of Object.values(first.sizes)) {
      const again = await clean(size.bytes)
      expect(first.echoes).toContain(again.exact)
      expect(await echoOf(size.bytes)).toBe(again.exact)
      expect(sameScene(first, again)).toBe('same')
    }
  })
})

describe('is refused', () => {
  const refusal = async (bytes: Uint8Array): Promise<PhotoRefusal | 'taken'> => {
    try {
      await clean(bytes)
      return 'taken'
    } catch (error) {
      if (error instanceof PhotoRefused) return error.code
      throw error
    }
  }

  test.each<[PhotoRefusal, string, Uint8Array]>([
    ['tooLarge', 'a file of 30 MB', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(30_000_000)])],
    ['notAPicture', 'text named .jpg', Buffer.from('Это вовсе не фото')],
    ['notAPicture', 'a PDF named .jpg', Buffer.from('%PDF-1.7\n1 0 obj')],
    ['notAPicture', 'an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>')],
    ['notAPicture', 'nothing', Buffer.alloc(0)],
    ['heic', 'a HEIC of an iPhone', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['broken', 'a JPEG of three bytes', Buffer.from([0xff, 0xd8, 0xff])],
  ])('as %s: %s', async (code, _, bytes) => {
    expect(await refusal(bytes)).toBe(code)
  })

  test.each(['jpeg', 'png', 'webp'] as const)('as broken: a %s that did not arrive whole', async (format) => {
    const whole = await draw((sharp) =>
      sharp(plain(800, 600))
        .composite([{ input: plain(300, 300, '#f00') }])
        [format](),
    )
    expect(await refusal(whole)).toBe('taken')
    expect(await refusal(whole.subarray(0, Math.floor(whole.length * 0.6)))).toBe('broken')
  })

  test('as tooManyPixels: a small PNG that would unfold to 900 megapixels', async () => {
    const bomb = hugePng(30_000, 30_000)
    expect(bomb.length).toBeLessThan(5000)
    expect(await refusal(bomb)).toBe('tooManyPixels')
  })

  test('as animated: a GIF of two frames', async () => {
    const frame = Buffer.alloc(100 * 100 * 3, 9)
    const two = { raw: { width: 100, height: 200, channels: 3 as const, pageHeight: 100 } }
    const pages = Buffer.concat([frame, Buffer.alloc(frame.length, 200)])
    expect(await refusal(await draw((sharp) => sharp(pages, two).gif()))).toBe('animated')
  })

  test('as tooSmall: below 64 pixels and not at 64', async () => {
    expect(await refusal(await draw((sharp) => sharp(plain(500, LEAST_SIDE - 1)).png()))).toBe('tooSmall')
    expect(await refusal(await draw((sharp) => sharp(plain(500, LEAST_SIDE)).png()))).toBe('taken')
  })

  test('never for its weight at exactly the limit', async () => {
    const photo = await draw((sharp) => sharp(plain(100, 100)).jpeg())
    expect(await refusal(Buffer.concat([photo, Buffer.alloc(MOST_BYTES - photo.length)]))).toBe('taken')
    expect(await refusal(Buffer.concat([photo, Buffer.alloc(MOST_BYTES - photo.length + 1)]))).toBe('tooLarge')
  })

  test('as busy when far too many come at once, while the first ones are served', async () => {
    const photo = await draw((sharp) => sharp(plain(100, 100)).jpeg())
    const answers = await Promise.all(Array.from({ length: 60 }, () => refusal(photo)))
    expect(answers.slice(0, 10)).toEqual(Array(10).fill('taken'))
    expect(answers).toContain('busy')
    expect(await refusal(photo)).toBe('taken')
  })
})

test('every refusal has a sentence in both languages', () => {
  const codes: PhotoRefusal[] = [
    ...([
      'tooLarge',
      'notAPicture',
      'heic',
      'tooManyPixels',
      'tooSmall',
      'broken',
      'animated',
      'badBox',
      'busy',
    ] as const),
  ]
  for (const code of codes) {
    expect(ru).toHaveProperty([`refusal.${code}`])
    expect(en).toHaveProperty([`refusal.${code}`])
  }
})

// A valid PNG header that promises far more than the file holds; sharp itself would need minutes to make such a one.
const hugePng = (width: number, height: number) => {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(1_000_000))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}
