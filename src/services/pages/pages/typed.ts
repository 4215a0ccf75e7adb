// What was typed and what is wrong with it, in the reader's words.
import type { Typed } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'

/** The text typed into a field, or what stood there before. */
export function typedText(typed: Typed, name: string, before = ''): string {
  const value = typed.values[name] ?? before
  return Array.isArray(value) ? (value[0] ?? '') : value
}

/** Errors as the summary lists them, and by field. */
export function shownErrors(words: Words, typed: Typed) {
  const list = Object.entries(typed.errors).map(([name, problem]) => ({
    name,
    message: words(problem.key, problem.values),
  }))
  const of: Record<string, string> = Object.fromEntries(list.map(({ name, message }) => [name, message]))
  return { list, of }
}
