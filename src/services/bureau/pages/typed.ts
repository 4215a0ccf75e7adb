// What somebody typed, given back to her: values of the fields and their errors in words.
import type { Typed } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'

export function typedIn({ values }: Typed, name: string, otherwise = ''): string {
  const value = values[name] ?? otherwise
  return typeof value === 'string' ? value : (value[0] ?? '')
}

export function severalIn({ values }: Typed, name: string, otherwise: readonly string[] = []): string[] {
  return [values[name] ?? otherwise].flat()
}

export function errorsIn(words: Words, { errors }: Typed) {
  const all = Object.entries(errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
  return { all, of: (name: string) => all.find((each) => each.name === name)?.message }
}
