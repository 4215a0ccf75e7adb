// Answers to the questions of a definition.

/** A row of a table: texts, numbers, and money in whole kopecks, by column. */
export type TableRow = Record<string, string | number | null>

/**
 * How an answer is kept: text and days as text, a number as a number, money as whole kopecks, one as an option's id, several as ids, yes-no as a flag,
 * an organisation as its name and INN, a table as its rows. A file's answer is its documents. Null: nothing was answered.
 */
export type Answer =
  | string
  | number
  | boolean
  | readonly string[]
  | { name: string; inn: string }
  | readonly TableRow[]
  | null

/** By field id. */
export type Answers = Record<string, Answer>
