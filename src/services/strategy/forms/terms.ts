// What the strategy team may send about the terms of a thing: every value by its kind, dates in order, and a reason for what moves.
import { type Checked, type Fields, typedIn } from '#platform/form.ts'
import type { FieldError, FieldErrors } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'
import { changesIn } from '../rules/changes.ts'
import { compared } from '../rules/decimal.ts'
import { beginningOf, periodIn } from '../rules/observation.ts'
import { bodyOf, ownedBy } from '../rules/owner.ts'
import { lastDayOf } from '../rules/period.ts'
import { planOf, planTerm, scenarios, type Term, type TermKind, termsOfKind, valueKind } from '../rules/terms.ts'
import { type Read, readNumber, readRoubles, readSource, readText, typedNumber, typedPeriod } from './typed.ts'

/** What terms are judged by. */
export interface TermsAround {
  kind: TermKind
  known: ReadonlyMap<string, Term>
  /** Ids of the bodies that can own something. */
  bodies: ReadonlySet<string>
  /** The city's day (YYYY-MM-DD). */
  today: string
  /** Years that can have plans. */
  years: readonly number[]
  polarity: 'up' | 'down' | 'target'
  /** Whether a number can be promised: a milestone without a unit is reached or not. */
  counted: boolean
  /** The time of what the thing belongs to: of a milestone's project, or from an indicator's first number on. */
  within: { start: string | null; due: string | null }
}

export interface TermsSent {
  /** Only the terms that were in the form. */
  terms: Record<string, string | null>
  reason: string
  source: { page: string; date: string | null } | null
}

/** Terms of a kind in the order of the form, with a plan for each scenario and year. */
export function termsAsked({ kind, years, counted }: Pick<TermsAround, 'kind' | 'years' | 'counted'>): string[] {
  return termsOfKind[kind].flatMap((term) => {
    if (term === 'plan') return years.flatMap((year) => scenarios.map((scenario) => planTerm(scenario, year)))
    return term === 'target' && !counted ? [] : [term]
  })
}

/** Reads terms, or every error at once. */
export function readTerms(fields: Fields, around: TermsAround): Checked<TermsSent> {
  const { kind, known, today } = around
  const errors: FieldErrors = {}
  const terms: Record<string, string | null> = {}
  for (const term of termsAsked(around)) {
    if (fields[term] === undefined) continue
    const read = readTerm(fields, term, around)
    if ('error' in read) errors[read.at ?? term] = read.error
    else terms[term] = read.value
  }
  Object.assign(errors, { ...datesIn(terms, around), ...plansIn(terms, around), ...errors })
  const changes = changesIn(kind, known, terms)
  const reason = readText(fields, 'reason', 1000)
  if ('error' in reason) errors.reason = reason.error
  else if (reason.value === '' && changes.some(({ nth }) => nth > 0))
    errors.reason = { key: 'strategy.staff.form.noReason' }
  const { source, errors: wrongSource } = readSource(fields, today)
  Object.assign(errors, wrongSource)
  if (Object.keys(errors).length > 0 || 'error' in reason) return { ok: false, errors }
  return { ok: true, value: { terms, reason: reason.value, source } }
}

/** What the form shows before anybody has typed: what holds now. */
export function typedTerms(words: Words, { kind, known, bodies, ...around }: TermsAround): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const term of termsAsked({ kind, ...around })) {
    const value = known.get(term)?.now.value ?? null
    const shape = valueKind(kind, term)
    if (isOwner(term)) {
      const body = bodyOf(value)
      const listed = body !== null && bodies.has(body)
      fields[term] = listed ? body : value === null ? '' : inWords
      fields[`${term}Words`] = listed || value === null ? '' : value
    } else if (shape === 'decimal' || shape === 'roubles') fields[term] = typedNumber(words, value)
    else fields[term] = shape === 'period' ? typedPeriod(value) : (value ?? '')
  }
  return fields
}

/** What an owner's choice holds where the owner is no body of the list. */
export const inWords = 'words'

type ReadTerm = { value: string | null } | { error: FieldError; at?: string }

function readTerm(fields: Fields, term: string, { kind, bodies }: TermsAround): ReadTerm {
  const typed = typedIn(fields, term)
  if (isOwner(term)) return readOwner(fields, term, typed, bodies)
  if (typed === '') return term === 'scope' ? { error: { key: 'strategy.staff.form.noScope' } } : { value: null }
  const shape = valueKind(kind, term)
  if (shape === 'decimal') return kind === 'milestone' ? above(readNumber(typed)) : readNumber(typed)
  if (shape === 'roubles') return readRoubles(typed)
  if (shape === 'year') return readYear(typed)
  if (shape === 'period') {
    const period = periodIn(typed)
    return period === null ? { error: { key: 'strategy.form.period' } } : { value: period }
  }
  if (shape === 'cadence') {
    const cadence = ['month', 'quarter', 'half', 'year'].find((each) => each === typed)
    return cadence ? { value: cadence } : { error: { key: 'platform.form.choose' } }
  }
  return readText(fields, term, 2000)
}

function readOwner(fields: Fields, term: string, typed: string, bodies: ReadonlySet<string>): ReadTerm {
  if (typed === '') return { value: null }
  if (typed !== inWords)
    return bodies.has(typed) ? { value: ownedBy(typed) } : { error: { key: 'strategy.staff.form.noBody' } }
  const named = readText(fields, `${term}Words`, 300)
  if ('error' in named) return { ...named, at: `${term}Words` }
  if (named.value === '') return { error: { key: 'strategy.staff.form.noOwnerWords' }, at: `${term}Words` }
  // Words must not pass for a body of the city.
  if (bodyOf(named.value) !== null) return { error: { key: 'strategy.staff.form.noBody' }, at: `${term}Words` }
  return named
}

// Nothing cannot be reached: a control point asks for something.
function above(read: Read<string>): Read<string> {
  if ('error' in read || compared(read.value, '0') > 0) return read
  return { error: { key: 'strategy.staff.form.notAbove' } }
}

function readYear(typed: string): Read<string> {
  return /^(19|20)\d\d$/.test(typed) ? { value: typed } : { error: { key: 'strategy.staff.form.year' } }
}

function datesIn(
  terms: Readonly<Record<string, string | null>>,
  { kind, known, within, today }: TermsAround,
): FieldErrors {
  const of = (term: string) => (terms[term] === undefined ? (known.get(term)?.now.value ?? null) : terms[term])
  const [start, due] = [of('start'), of('due')]
  const moves =
    terms.due !== undefined && terms.due !== null && known.has('due') && known.get('due')?.now.value !== terms.due
  const errors: FieldErrors = {}
  if (due === null) return errors
  if (start !== null && beginningOf(start) > lastDayOf(due)) errors.due = { key: 'strategy.staff.form.beforeStart' }
  else if (terms.due === undefined) return errors
  else if (within.start !== null && lastDayOf(due) < beginningOf(within.start))
    errors.due = {
      key: kind === 'milestone' ? 'strategy.staff.form.beforeProject' : 'strategy.staff.form.beforeBaseline',
      values: { when: typedPeriod(within.start) },
    }
  else if (within.due !== null && lastDayOf(due) > lastDayOf(within.due))
    errors.due = { key: 'strategy.staff.form.afterProject', values: { when: typedPeriod(within.due) } }
  // A promise is moved to a day that is still to come; what was promised long ago may be written down as it was.
  else if (moves && lastDayOf(due) < today) errors.due = { key: 'strategy.staff.form.pastDue' }
  return errors
}

// A cautious plan that promises more than a bold one has its columns mixed up.
function plansIn(terms: Readonly<Record<string, string | null>>, { polarity }: TermsAround): FieldErrors {
  if (polarity === 'target') return {}
  const errors: FieldErrors = {}
  for (const year of new Set(Object.keys(terms).flatMap((term) => planOf(term)?.year ?? []))) {
    const [low, base, high] = scenarios.map((scenario) => terms[planTerm(scenario, year)] ?? null)
    const pairs: [string, string | null | undefined, string | null | undefined][] = [
      [planTerm('base', year), low, base],
      [planTerm('optimistic', year), base ?? low, high],
    ]
    for (const [name, less, more] of pairs) {
      if (!less || !more) continue
      const way = compared(more, less)
      if (polarity === 'up' ? way < 0 : way > 0) errors[name] = { key: 'strategy.staff.form.scenarios' }
    }
  }
  return errors
}

function isOwner(term: string): boolean {
  return term === 'owner' || term === 'curator'
}
