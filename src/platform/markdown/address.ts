// Where a link of a text may lead.
import { houseAddress } from '../address.ts'

/** inner: an address of the house; outer: a page elsewhere; contact: a letter or a call. */
export type AddressKind = 'inner' | 'outer' | 'contact'

/**
 * Of which kind an address is, or null where a text may not lead: any other scheme (`javascript:`, `data:`, `file:`), names and
 * passwords before a host, and what is no address at all.
 */
export function addressKind(href: string): AddressKind | null {
  if (href.length > 2000) return null
  if (href.startsWith('/')) return houseAddress(href) === null ? null : 'inner'
  if (/^mailto:[^\s@?&]+@[^\s@?&]+$/i.test(href) || /^tel:\+?[\d()-]{3,20}$/i.test(href)) return 'contact'
  if (!/^https?:\/\/[^/]/i.test(href) || !URL.canParse(href)) return null
  const url = new URL(href)
  return url.username === '' && url.password === '' && url.hostname !== '' ? 'outer' : null
}
