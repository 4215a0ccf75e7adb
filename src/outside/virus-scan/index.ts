// Looking for viruses in files that people send: what the city needs of a scanner.

/** infected: what was found, as the scanner calls it. */
export type ScanAnswer = { kind: 'clean' } | { kind: 'infected'; found: string }

export interface VirusScan {
  /** Who looks: `clamd`, or `pretend` where nobody does. */
  name: string
  /** Answers what was found in the bytes; throws ScanFailed where they could not be looked at. Nothing is known then, least of all that they are clean. */
  scan(bytes: Uint8Array): Promise<ScanAnswer>
}

/** away: no scanner answers; late: it took too long; broken: it hung up or said something else; large: it takes no file of this size; refused: it failed. */
export type ScanTrouble = 'away' | 'late' | 'broken' | 'large' | 'refused'

/** The bytes could not be looked at; another try may succeed. */
export class ScanFailed extends Error {
  readonly trouble: ScanTrouble
  constructor(trouble: ScanTrouble, said = '') {
    super(`the virus scanner did not look (${trouble})${said ? `: ${said}` : ''}`)
    this.name = 'ScanFailed'
    this.trouble = trouble
  }
}
