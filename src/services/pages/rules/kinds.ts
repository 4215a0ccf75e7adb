// What editors write, and where each kind has its address.
export const kinds = ['news', 'situations', 'legal', 'about'] as const
export type Kind = (typeof kinds)[number]

/** The kind of an address's part, or null. */
export function kindOf(text: string | undefined): Kind | null {
  return kinds.find((kind) => kind === text) ?? null
}

/** A page's name in the house: `news:first-snow`. */
export function pageId(kind: Kind, slug: string): string {
  return `${kind}:${slug}`
}

/** `/pages/news/first-snow`, without the language. */
export function hrefOf(id: string): string {
  return `/pages/${id.replace(':', '/')}`
}

/** Latin letters, digits and hyphens; three to eighty signs. */
export function isSlug(text: string): boolean {
  return text.length >= 3 && text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && !reserved.includes(text)
}

// Their addresses are other things of the same folder.
const reserved = ['feed', 'consents', 'new']
