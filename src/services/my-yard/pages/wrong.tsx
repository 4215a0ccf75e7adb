// What is wrong with a form, above it and beside each question.

import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'

export function Wrong({ errors }: { errors: FieldErrors }) {
  const { words } = useFrame()
  const all = Object.entries(errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
  return <ErrorSummary title={words('myYard.error.title')} errors={all} />
}

/** The error of one question in words, if there is one. */
export function useErrors(typed: Typed): (name: string) => string | undefined {
  const { words } = useFrame()
  return (name) => {
    const error = typed.errors[name]
    return error && words(error.key, error.values)
  }
}

/** What was typed under a name, or what the draft holds. */
export function typedOr(typed: Typed, name: string, kept: string): string {
  const value = typed.values[name]
  if (value === undefined) return kept
  return Array.isArray(value) ? (value[0] ?? '') : value
}
