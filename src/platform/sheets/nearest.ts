// Names as people type them: what does not count when they are compared, and which of the known ones was probably meant.

/** A name without what people write in different ways: case, ё, spaces, asterisks and colons. */
export function plain(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s\u00a0*:]+/g, ' ')
    .trim()
}

/** The known name most like the typed one; null where even that one has more than half of its letters different. */
export function nearestOf<Known extends { name: string }>(typed: string, known: Iterable<Known>): Known | null {
  let best: { of: Known; away: number } | null = null
  for (const of of known) {
    const away = distance(plain(typed), plain(of.name)) / Math.max(of.name.length, 1)
    if (away <= 0.5 && (best === null || away < best.away)) best = { of, away }
  }
  return best?.of ?? null
}

/** How many letters must be changed, added or dropped to make one name of the other (Levenshtein), over 60 letters of each. */
function distance(one: string, other: string): number {
  const [a, b] = [one.slice(0, 60), other.slice(0, 60)]
  let line = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((line[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (line[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    line = next
  }
  return line[b.length] ?? 0
}
