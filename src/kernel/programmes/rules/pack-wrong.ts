// A pack file that cannot be used: every problem at its place, so that whoever wrote it mends all in one go.
import type { z } from 'zod'

export class PackWrong extends Error {
  readonly problems: readonly string[]

  constructor(file: string, problems: readonly string[]) {
    super(`${file}: ${problems.length} problems\n${problems.slice(0, 200).join('\n')}`)
    this.problems = problems
  }
}

/** What a shape says of a file: «terms.3.versions.0.table.rows.1.cells: …». */
export function shapeProblems(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}
