// Checkpoints (C2SP tlog-checkpoint): the text of a note that says how large a log is and what its root is.
import { hashFrom, toBase64, wholeFrom } from './bytes.ts'

export interface Checkpoint {
  /** Which log it is, such as `city.example/chronicle`. */
  origin: string
  size: number
  root: Uint8Array
}

/** The three lines of a checkpoint. Throws for a size or an origin that cannot stand in one. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`
  checkpointFrom(text)
  return text
}

/** The checkpoint of a note's text; lines after the third are left to those who wrote them. Throws when it is none. */
export function checkpointFrom(text: string): Checkpoint {
  const [origin = '', sizeLine = '', rootLine = '', ...more] = text.split('\n')
  const size = wholeFrom(sizeLine)
  const root = hashFrom(rootLine)
  // The text ends in a newline, so what stands after the last one is empty, and nothing else may be.
  const isWhole = more.pop() === '' && more.every((line) => line !== '')
  if (origin === '' || size === null || root === null || !isWhole) throw new Error('this is no checkpoint')
  return { origin, size, root }
}
