// Where people answer a system's question.

/** The page of a question, in the language of a prefix (`/en`). */
export function hrefOf(id: string, prefix = ''): string {
  return `${prefix}/account/consent/${id}`
}
