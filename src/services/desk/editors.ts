// The four kinds of rules that the operator edits: bodies, topics, routes, deadlines; each with its questions and its history.
import type { City } from '#platform/city.ts'
import type { Version } from '#platform/dated.ts'
import type { Fields } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { bodyEditor } from './editors/bodies.ts'
import { deadlineEditor } from './editors/deadlines.ts'
import { routeEditor } from './editors/routes.ts'
import { topicEditor } from './editors/topics.ts'

export interface Question {
  name: string
  kind: 'text' | 'long' | 'choice'
  options?: { value: string; label: string }[]
  /** Said instead of an answer where there may be none. */
  none?: string
}

export interface Row {
  id: string
  title: string
  note: string
}

export interface Saving {
  id: string
  seen: number
  validFrom: string
  validTo: string | null
  office: string
  reason: string
}

export interface Editor {
  /** The last part of the address, and the prefix of its words. */
  name: 'bodies' | 'topics' | 'routes' | 'deadlines'
  /** What holds today. */
  rows(city: City): Promise<Row[]>
  questions(city: City): Promise<Question[]>
  history(city: City, id: string): Promise<Version<unknown>[]>
  /** A version as the form shows it. */
  shown(body: unknown): Record<string, string>
  /** Checks what was typed and gives what to save; all errors at once. `before` is the newest version, if there is one. */
  read(
    fields: Fields,
    before: unknown,
  ): { ok: true; save(city: City, saving: Saving): Promise<void> } | { ok: false; errors: FieldErrors }
}

export const editors: readonly Editor[] = [bodyEditor, topicEditor, routeEditor, deadlineEditor]
