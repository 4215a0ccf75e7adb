// What is written into a table file: columns with titles, and cells that say what they are.

/** Text, an exact decimal («-1234.5»), a day (YYYY-MM-DD), yes or no, or nothing. */
export type PutCell = string | { decimal: string } | { day: string } | { yes: boolean } | null

/** `width` in characters; without it the column is as wide as its longest line, 60 at most. */
export interface PutColumn {
  title: string
  width?: number
}

/** A table to write. `name` is the sheet's: at most 31 characters, without : \ / ? * [ ]. */
export interface Put {
  name: string
  head: PutColumn[]
  rows: PutCell[][]
}
