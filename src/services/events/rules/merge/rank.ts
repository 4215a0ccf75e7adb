// Whose word counts first.
import type { Voice } from './align.ts'

type Ranked = Pick<Voice, 'own' | 'gone' | 'trust' | 'saidAt' | 'source'> & { uid?: string; ref?: string }

/** The city's own word first, then what is still said, then trust, then the newest; the names of sources decide what is left. */
export function byRank(one: Ranked, other: Ranked): number {
  return (
    Number(other.own) - Number(one.own) ||
    Number(one.gone) - Number(other.gone) ||
    other.trust - one.trust ||
    other.saidAt - one.saidAt ||
    compare(one.source, other.source) ||
    compare(one.uid ?? one.ref ?? '', other.uid ?? other.ref ?? '')
  )
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
