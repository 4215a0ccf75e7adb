// What would change if somebody promised this: which terms are new, which would move, and for which time.
import { type Moved, moveOf, sameValue, type Term, type TermKind } from './terms.ts'

export interface Change {
  term: string
  now: string | null
  /** What held before; undefined for a first word. */
  was: string | null | undefined
  /** What was promised first of all; null for a first word. */
  first: string | null
  /** Which move of this term it would be, from 1; 0 for a first word. */
  nth: number
}

/** The changes among the terms said, in their order: a value that says the same changes nothing, nor does nothing where nothing was. */
export function changesIn(
  kind: TermKind,
  known: ReadonlyMap<string, Term>,
  said: Readonly<Record<string, string | null>>,
): Change[] {
  return Object.entries(said).flatMap(([term, now]): Change[] => {
    const before = known.get(term)
    if (before ? sameValue(kind, term, before.now.value, now) : now === null) return []
    if (!before) return [{ term, now, was: undefined, first: null, nth: 0 }]
    return [{ term, now, was: before.now.value, first: before.first.value, nth: before.moves + 1 }]
  })
}

/** Every way a term can be moved, first those that people want to know of first. */
export const movedWays: readonly Moved[] = ['later', 'less', 'withdrawn', 'sooner', 'more', 'other']

/** Which way a change moves its term; null for a first word. */
export function wayOf(kind: TermKind, { term, was, now }: Change): Moved | null {
  return was === undefined ? null : moveOf(kind, term, was, now)
}

/** A sign of what holds now: it changes with every word on the thing, so that nobody confirms what they have not seen. */
export function seenOf(known: ReadonlyMap<string, Term>): string {
  return [...known.values()].reduce((latest, { now }) => (now.id > latest ? now.id : latest), '')
}
