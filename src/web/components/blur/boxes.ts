// How rectangles to hide are written down: a line each, four numbers in percent, so that a hand can write them too.

/** Shares of the upright picture: 0, 0 is the upper left corner, 1, 1 the lower right. */
export type Box = { x: number; y: number; width: number; height: number }

/**
 * Reads lines such as `10 20 15 8`: from the left, from the top, width, height, in percent of the picture.
 * Decimal commas are understood. Lines that are not four numbers within the picture are answered by their place from 1.
 */
export function parseBoxes(text: string): { boxes: Box[]; wrong: number[] } {
  const boxes: Box[] = []
  const wrong: number[] = []
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue
    const box = boxOf(line)
    if (box) boxes.push(box)
    else wrong.push(at + 1)
  }
  return { boxes, wrong }
}

/** The line that `parseBoxes` reads back, to a tenth of a percent. */
export function writeBox({ x, y, width, height }: Box): string {
  return [x, y, width, height].map((share) => String(Math.round(share * 1000) / 10)).join(' ')
}

const NUMBER = /^\d{1,3}([.,]\d{1,6})?$/

function boxOf(line: string): Box | null {
  const words = line.trim().split(/[\s;]+/)
  if (words.length !== 4 || !words.every((word) => NUMBER.test(word))) return null
  const [x = 0, y = 0, width = 0, height = 0] = words.map((word) => Number(word.replace(',', '.')) / 100)
  const within = x < 1 && y < 1 && width > 0 && height > 0 && x + width <= 1.001 && y + height <= 1.001
  return within ? { x, y, width, height } : null
}
