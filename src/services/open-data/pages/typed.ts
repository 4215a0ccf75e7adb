// What was typed and what is wrong with it, in the words of the page.
import type { Typed } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'

/** The errors as a list for the summary, and by field. */
export function shownErrors(words: Words, { errors }: Typed) {
  const list = Object.entries(errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
  const of: Record<string, string> = Object.fromEntries(list.map(({ name, message }) => [name, message]))
  return { list, of }
}

export function typedText({ values }: Typed, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}

export function typedList({ values }: Typed, name: string): string[] {
  const value = values[name]
  return value === undefined ? [] : [value].flat()
}
