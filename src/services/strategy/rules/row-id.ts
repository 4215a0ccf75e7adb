// Ids of rows as they stand in addresses.

/** Whether the text is an id of a row; the database refuses to compare with anything else. */
export function isRowId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
}
