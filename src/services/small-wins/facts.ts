// What small wins announce; the subject is `win:ID`.
export interface SmallWinFacts {
  'small-wins.drafted': { draft: string; case: string }
  'small-wins.published': { id: string; case: string | null; quantity: number; unit: string }
  'small-wins.withdrawn': { id: string; case: string | null }
}
