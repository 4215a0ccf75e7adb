// Draws believable yards for the tests: ground, sky, many shapes and grain, always the same from the same seed.
import { withPictures } from '#platform/pictures.ts'

const WIDTH = 600
const HEIGHT = 450

/** A JPEG of 600×450; another seed is another yard. */
export const yard = (seed: number): Promise<Buffer> => {
  const next = numbers(seed)
  const colour = () => `rgb(${[0, 0, 0].map(() => Math.floor(next() * 255)).join()})`
  const shapes = Array.from({ length: 25 }, (_, i) => {
    const [x, y] = [next() * WIDTH, next() * HEIGHT]
    const [w, h] = [10 + next() * next() * 250, 10 + next() * next() * 200]
    return i % 2
      ? `<ellipse cx="${x}" cy="${y}" rx="${w / 2}" ry="${h / 2}" fill="${colour()}"/>`
      : `<rect x="${x - w / 2}" y="${y - h / 2}" width="${w}" height="${h}" fill="${colour()}"/>`
  })
  const horizon = HEIGHT * (0.3 + next() * 0.3)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="${WIDTH}" height="${HEIGHT}" fill="${colour()}"/>
    <rect y="${horizon}" width="${WIDTH}" height="${HEIGHT}" fill="${colour()}"/>${shapes.join('')}</svg>`
  const grain = Buffer.from(Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, () => 108 + next() * 40))
  return withPictures((sharp) =>
    sharp(Buffer.from(svg))
      .composite([{ input: grain, raw: { width: WIDTH, height: HEIGHT, channels: 3 }, blend: 'soft-light' }])
      .jpeg({ quality: 90 })
      .toBuffer(),
  )
}

// A linear congruential generator (Numerical Recipes' constants): enough for drawing, and the same everywhere.
const numbers = (seed: number) => {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
