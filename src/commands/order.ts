// The shape of an operator's verb.
import type { OpenCity } from '../city.ts'

/** Says one line: in words, and as data for `--json`. */
export type Say = (line: { text: string; data?: unknown }) => void

/** Exit codes 0, 1 and 2: done, could not be done, the words were wrong. */
export type Outcome = 'done' | 'failed' | 'misused'

export interface Order {
  name: string
  /** The verb with its arguments, as the help shows it. */
  words: string
  about: string
  options?: [flags: string, about: string][]
  /** Its arguments from this place on are files of whoever asks: a running city has another working folder. */
  filesFrom?: number
  /** It reads its standard input, so many bytes at most, and gets it in base64 as its last argument. */
  reads?: number
  /** What of it needs no city and is done by the process that was asked; null where it does need one. */
  alone?(args: string[], say: Say): Promise<Outcome | null>
  run(city: OpenCity, args: string[], options: Record<string, string>, say: Say): Promise<Outcome>
}
