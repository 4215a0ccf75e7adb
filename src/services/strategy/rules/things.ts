// Things one can ask about and follow, by their subjects, and where each has its page.
import { subjectParts } from './terms.ts'

/** The strategy as a whole, as the subject of a question. */
export const wholeStrategy = 'strategy:whole'

/** Whether a question can be about it. */
export function isAskable(subject: string): boolean {
  return subject === wholeStrategy || (readable.test(subject) && subjectParts(subject) !== null)
}

/** The kind and the id of anything that can be followed; null where it cannot. */
export function followable(subject: string): { kind: string; id: string } | null {
  if (!readable.test(subject)) return null
  const known = subjectParts(subject)
  if (known) return known
  const [, kind, id] = /^(direction|question):(.+)$/.exec(subject) ?? []
  return kind && id ? { kind, id } : null
}

// No blanks and nothing that cannot be printed: what the database could not read is no subject.
const readable = /^[^\p{C}\s]{1,120}$/u

/** The page of a thing, without the language prefix. */
export function pageOfThing(subject: string): string {
  const parts = followable(subject)
  return parts === null ? '/strategy' : `/strategy/${parts.kind}s/${encodeURIComponent(parts.id)}`
}

/** Where the receipt of a thing lies: everything the chronicle holds of it, to be checked without the city. */
export function receiptOf(subject: string): string {
  const [kind = '', id = ''] = subject.split(/:(.*)/s)
  return `/chronicle/receipts/of/${kind}:${encodeURIComponent(id)}.json`
}
