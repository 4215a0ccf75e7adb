// How terms are said: their names, their values with units, and which way they were moved.
import type { ComponentChildren } from 'preact'
import type { Words } from '#platform/words.ts'
import type { TagKind } from '#web/components/tag/tag.tsx'
import { bodyOf } from '../rules/owner.ts'
import { type Moved, planOf, type TermKind, valueKind } from '../rules/terms.ts'
import type { UnitForms } from '../tables.ts'
import { Data, numberOf, unitOf } from './said.tsx'

/** What is needed to say the values of a thing's terms. */
export interface Told {
  kind: TermKind
  /** The unit after a number, in the form that suits it; nothing where the number has none. */
  unit?: ((value: string | null) => string) | undefined
  /** Names of bodies by id. */
  bodies: ReadonlyMap<string, string>
}

/** «Срок», or «План на 2030 год, основной сценарий». */
/** How the values of a thing's terms are told, with the unit that its row knows. */
export function toldOf(
  words: Words,
  kind: TermKind,
  { unit, unitEn, unitForms }: { unit: string | null; unitEn: string | null; unitForms: UnitForms | null },
  bodies: ReadonlyMap<string, string>,
): Told {
  return {
    kind,
    bodies,
    unit: unit === null ? undefined : (value) => unitOf(words, { unit, unitEn, unitForms }, value),
  }
}

export function termName(words: Words, term: string): string {
  const plan = planOf(term)
  if (!plan) return words(`strategy.terms.name.${term}`)
  return words('strategy.terms.plan', {
    year: String(plan.year),
    scenario: words(`strategy.terms.scenario.${plan.scenario}`),
  })
}

/** A value as people say it: «38 м² на человека», «июнь 2027», the name of a body. */
export function termText(words: Words, told: Told, term: string, value: string | null): string {
  if (value === null) return words('strategy.terms.nothing')
  const kind = valueKind(told.kind, term)
  if (kind === 'decimal') {
    const unit = told.unit?.(value) ?? ''
    return unit === '' ? numberOf(words, value) : `${numberOf(words, value)}\u00a0${unit}`
  }
  if (kind === 'roubles') return `${numberOf(words, value)}\u00a0₽`
  if (kind === 'year' || kind === 'period') return words.date(value)
  if (kind === 'cadence') return words(`strategy.terms.cadence.${value}`)
  const body = bodyOf(value)
  return body === null ? value : (told.bodies.get(body) ?? body)
}

/** The same for a page: words that came in Russian are marked so. */
export function TermValue(props: { words: Words; told: Told; term: string; value: string | null }): ComponentChildren {
  const { words, told, term, value } = props
  const text = termText(words, told, term, value)
  const free = value !== null && bodyOf(value) === null && valueKind(told.kind, term) === 'words'
  return free ? <Data>{text}</Data> : text
}

/** How a move looks: what people lose is marked, what they gain is not praised. */
export const movedKinds: Record<Moved, TagKind> = {
  later: 'late',
  less: 'late',
  withdrawn: 'late',
  sooner: 'plain',
  more: 'plain',
  other: 'plain',
}
