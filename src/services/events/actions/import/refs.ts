// Names of sessions in their sources, short enough for an index.
import { createHash } from 'node:crypto'

/** What a source calls a session of an item. */
export function refOf(source: string, item: string, session: string): string {
  return createHash('sha256').update(`${source}\n${item}\n${session}`).digest('base64url').slice(0, 27)
}
