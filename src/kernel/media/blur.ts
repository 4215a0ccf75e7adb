// Hides faces and number plates that a person at the desk has marked, so that nobody can bring them back.
import type { OpenPicture } from '#platform/pictures.ts'
import type { Pixels } from './hashes.ts'
import { encoded, inTurn, pixelsOf } from './photo.ts'
import { PhotoRefused } from './refused.ts'
import { sniff } from './sniff.ts'

/** A rectangle in shares of the upright picture: 0, 0 is the upper left corner, 1, 1 the lower right. */
export type Box = { x: number; y: number; width: number; height: number }

export const MOST_BOXES = 50

/**
 * The picture with the boxes blurred, in its own format. Do it to all three sizes, for each keeps its own detail.
 * A box is rounded outwards to whole pixels and may hang over the edge; one without area, wholly outside, or not a
 * number is PhotoRefused 'badBox', as are more than 50.
 *
 * A blur alone can be undone, and a fine mosaic of a number plate can be guessed letter by letter. So all that is
 * kept of a box is three colours along its longer side (fewer along the shorter), each rounded to sixteen steps;
 * these few bytes are then drawn out smoothly.
 */
export const blurBoxes = (bytes: Uint8Array, boxes: readonly Box[]): Promise<Uint8Array> => {
  if (boxes.length > MOST_BOXES) throw new PhotoRefused('badBox')
  return inTurn(async (sharp) => {
    const pixels = await pixelsOf(sharp, bytes)
    const { data, width, height } = pixels
    const patches = await Promise.all(boxes.map((box) => patch(sharp, pixels, cornersOf(box, pixels))))
    const covered = sharp(data, { raw: { width, height, channels: 3 } }).composite(patches)
    const type = sniff(bytes) === 'webp' ? 'image/webp' : 'image/jpeg'
    return (await encoded(covered, type)).bytes
  })
}

type Corners = { left: number; top: number; width: number; height: number }

const cornersOf = (box: Box, { width, height }: Pixels): Corners => {
  const left = Math.max(0, Math.floor(box.x * width))
  const top = Math.max(0, Math.floor(box.y * height))
  const right = Math.min(width, Math.ceil((box.x + box.width) * width))
  const bottom = Math.min(height, Math.ceil((box.y + box.height) * height))
  // Written so that NaN fails too.
  if (!(box.width > 0 && box.height > 0 && right > left && bottom > top)) throw new PhotoRefused('badBox')
  return { left, top, width: right - left, height: bottom - top }
}

const CELLS = 3
const STEP = 16

const patch = async (sharp: OpenPicture, pixels: Pixels, box: Corners) => {
  const longer = Math.max(box.width, box.height)
  const across = Math.max(1, Math.round((CELLS * box.width) / longer))
  const down = Math.max(1, Math.round((CELLS * box.height) / longer))
  const cells = cellsOf(pixels, box, across, down)
  const input = await sharp(cells, { raw: { width: across, height: down, channels: 3 } })
    .resize(box.width, box.height, { fit: 'fill', kernel: 'cubic' })
    .png()
    .toBuffer()
  return { input, left: box.left, top: box.top }
}

// Plain means of every pixel of a cell: a resampling kernel would give the middle more weight and keep more.
const cellsOf = ({ data, width }: Pixels, box: Corners, across: number, down: number) => {
  const sums = new Float64Array(across * down * 4)
  for (let y = 0; y < box.height; y += 1) {
    const row = Math.floor((y * down) / box.height) * across
    for (let x = 0; x < box.width; x += 1) {
      const cell = (row + Math.floor((x * across) / box.width)) * 4
      const pixel = ((box.top + y) * width + box.left + x) * 3
      for (let colour = 0; colour < 3; colour += 1) {
        sums[cell + colour] = (sums[cell + colour] ?? 0) + (data[pixel + colour] ?? 0)
      }
      sums[cell + 3] = (sums[cell + 3] ?? 0) + 1
    }
  }
  return Uint8Array.from({ length: across * down * 3 }, (_, i) => {
    const cell = Math.floor(i / 3) * 4
    const mean = (sums[cell + (i % 3)] ?? 0) / Math.max(1, sums[cell + 3] ?? 1)
    return Math.min(255, Math.floor(mean / STEP) * STEP + STEP / 2)
  })
}
