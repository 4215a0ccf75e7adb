// Which phrases each page says, noted as pages are made, and what people have brought for them in Udmurt.

/** Phrases brought at run time, and which page says which phrase as far as it was noted before. */
export interface Phrases {
  /** By word key. */
  texts: ReadonlyMap<string, string>
  /** Page (a route's path) → word keys. */
  uses: ReadonlyMap<string, ReadonlySet<string>>
}

export interface Uses {
  /** Notes what a page has just said. */
  note(page: string, keys: Iterable<string>): void
  /** Adds what was noted before this process began, or by others. */
  learn(uses: ReadonlyMap<string, ReadonlySet<string>>): void
  /** All that is known, by page. */
  pages(): ReadonlyMap<string, ReadonlySet<string>>
  /** What was noted here since the last time, for keeping; asking takes it away. */
  fresh(): { page: string; key: string }[]
}

/** Opens the notes of one process. A page that says different things at different times gathers all of them. */
export function openUses(): Uses {
  const pages = new Map<string, Set<string>>()
  let fresh: { page: string; key: string }[] = []
  const add = (page: string, keys: Iterable<string>, noted: (key: string) => void) => {
    const known = pages.get(page) ?? new Set<string>()
    pages.set(page, known)
    for (const key of keys) {
      if (known.has(key)) continue
      known.add(key)
      noted(key)
    }
  }
  return {
    note: (page, keys) => add(page, keys, (key) => fresh.push({ page, key })),
    learn: (uses) => {
      for (const [page, keys] of uses) add(page, keys, () => {})
    },
    pages: () => pages,
    fresh: () => {
      const taken = fresh
      fresh = []
      return taken
    },
  }
}
