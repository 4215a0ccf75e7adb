// What small wins announce; the subject is `win:ID`.
export interface SmallWinFacts {
  'small-wins.drafted': { draft: string; case: string }
  'small-wins.published': { id: string; case: string | null; quantity: number; unit: string }
  /** `quantity` is the right one where the quantity was corrected, for those who counted the win; null otherwise. */
  'small-wins.corrected': { id: string; win: string; case: string | null; quantity: number | null }
  'small-wins.setback': { id: string; win: string | null; case: string | null }
  'small-wins.withdrawn': { id: string; case: string | null }
}
