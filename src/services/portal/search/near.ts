// Words one slip of the finger apart, found by leaving letters out of both (the deletion neighbourhood of Mor and Fraenkel, 1982).

const shortest = 4

/**
 * The forms under which a word is looked up: itself, its stem, and each of them with one letter left out. Two words that are one slip
 * apart (a letter changed, missing, extra, or two neighbours exchanged) share a form. Empty for short words and numbers.
 */
export function nearForms(word: string, stem: string): string[] {
  if (word.length < shortest || /\p{N}/u.test(word)) return []
  const forms = new Set<string>()
  for (const each of new Set([word, stem])) {
    if (each.length < shortest) continue
    forms.add(each)
    // By letters, not by halves of them: rare scripts have letters of two.
    const letters = [...each]
    for (const at of letters.keys()) forms.add(letters.toSpliced(at, 1).join(''))
  }
  return [...forms]
}

/**
 * How many slips apart two words are, at most `most` + 1: a letter changed, missing, extra, or two neighbours exchanged
 * (optimal string alignment).
 */
export function slipsApart(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, place) => place)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return Math.min(last[b.length] ?? 0, most + 1)
}
