// What a person typed, and what is wrong with it, as the pages of events show it again.
import type { Typed } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'

export function errorsOf(typed: Typed, words: Words): { name: string; message: string }[] {
  return Object.entries(typed.errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
}

export function errorOf(typed: Typed, name: string, words: Words): string | undefined {
  const problem = typed.errors[name]
  return problem && words(problem.key, problem.values)
}

export function typedText(typed: Typed, name: string, otherwise = ''): string {
  const value = typed.values[name] ?? otherwise
  return typeof value === 'string' ? value : (value[0] ?? '')
}

export function typedList(typed: Typed, name: string, otherwise: readonly string[] = []): string[] {
  const value = typed.values[name]
  return value === undefined ? [...otherwise] : [value].flat()
}
