// Owners: a body of the city by its id, or words where a source named somebody whom the city's list of bodies does not know.

const mark = 'body:'

/** The value of an owner's term for a body of the city. */
export function ownedBy(body: string): string {
  return `${mark}${body}`
}

/** The body in an owner's term; null where the owner is named in words or not at all. */
export function bodyOf(owner: string | null | undefined): string | null {
  return owner?.startsWith(mark) ? owner.slice(mark.length) : null
}
