// Addresses that a person may be sent on to.

/**
 * The text when it is an address of this house to go on to, else null. `//elsewhere` and `/\elsewhere` are read by browsers as
 * other sites.
 */
export function houseAddress(text: string | undefined): string | null {
  return text !== undefined && text.length <= 500 && /^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(text) ? text : null
}
