// What the addresses of review and award share: a refusal gives the page back with all that was typed.
import type { Fields, Form } from '#platform/form.ts'
import { type Answer, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { type FieldErrors, Refusal, refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import type { ProgrammesHouse } from '../index.ts'

export type Again = (visit: Visit, typed: Typed) => Promise<Answer>

/** Acts and goes where the action leads; what is refused stands on the page again, beside what was typed. */
export async function acted(visit: Visit, again: Again, act: () => Promise<string>): Promise<Answer> {
  try {
    return redirect(await act())
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'missing' || error.kind === 'unavailable') throw error
    // The house's own refusal of who may is no matter of this form.
    if (error.kind === 'not-allowed' && error.key.startsWith('platform.')) throw error
    const errors = error.kind === 'invalid' ? error.fields : { '': { key: error.key, values: error.values } }
    return withStatus(await again(visit, { values: visit.fields, errors }), error.status)
  }
}

/** The page with what is wrong on it. */
export async function wrong(visit: Visit, again: Again, errors: FieldErrors): Promise<Answer> {
  return withStatus(await again(visit, { values: visit.fields, errors }), 422)
}

/** Reads a form whose fields end in a suffix, since the page has several alike; errors come back under the same names. */
export function suffixed<Output>(form: Pick<Form<Output>, 'check'>, fields: Fields, suffix: string) {
  const end = `-${suffix}`
  const own = Object.entries(fields).flatMap(([name, value]): [string, string | string[]][] =>
    name.endsWith(end) ? [[name.slice(0, -end.length), value]] : [],
  )
  const read = form.check(Object.fromEntries(own))
  if (read.ok) return read
  const errors = Object.entries(read.errors).map(([name, error]) => [`${name}${end}`, error] as const)
  return { ok: false as const, errors: Object.fromEntries(errors) }
}

/** Today in the city: YYYY-MM-DD. */
export const todayOf = (visit: Visit, house: Pick<ProgrammesHouse, 'zone'>): string => dayOf(visit.city.now, house.zone)

/** An id of a row in the address; whatever else stands there is nothing of ours. */
export function idIn(visit: Visit, name: string, missing: string): string {
  const id = visit.params[name] ?? ''
  if (!isId(id)) throw refuse.missing(missing)
  return id
}

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

function withStatus(answer: Answer, status: number): Answer {
  return answer.kind === 'page' ? { ...answer, status } : answer
}
