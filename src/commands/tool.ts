// The shape of a verb that needs no city and no database: it works offline, on any machine.

/** Exit codes: 0 true or done, 1 false or could not be done, 2 could not be read or asked wrongly. */
export type ExitCode = 0 | 1 | 2

export interface Tool {
  /** The verb with its arguments, as the help shows it. */
  words: string
  about: string
  options: [flags: string, about: string][]
  run(args: string[], options: ToolOptions): Promise<ExitCode>
}

/** What was given for each option, in order; an option without a value gives `true`. */
export type ToolOptions = Record<string, string[]>

/** Text from a stranger's file as one line for a terminal: nothing in it can move the cursor or hide what stands there. */
export function plainly(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
}
