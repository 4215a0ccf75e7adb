import type { ComponentChildren } from 'preact'
import type { Compiled, Decision, Known } from '#engines/eligibility/index.ts'
import type { City } from '#platform/city.ts'
import type { Fields } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'
import type { Catalogue, QuestionFields } from './rules/questions.ts'

const soon = (): never => {
  throw new Error('follows')
}
/** All questions and derived values in force, with their texts. */
export async function vocabulary(_city: City): Promise<Catalogue> {
  return soon()
}
/** The published terms, compiled once and remembered until somebody publishes; `ids` limits what `decideFor` decides, not this. */
export async function termsIn(_city: City): Promise<Compiled> {
  return soon()
}
/** Decides by the terms in force today; ids without published terms are left out. */
export async function decideFor(_city: City, _known: Known, _ids?: readonly string[]): Promise<Map<string, Decision>> {
  return soon()
}
/** The version of these terms in force today, frozen by its number; null when none is. */
export async function termsInForce(
  _city: City,
  _id: string,
): Promise<{ id: string; version: number; compiled: Compiled } | null> {
  return soon()
}
/** One published version, whatever came later: a running call keeps the one it began with. Decide with `decide(compiled, id, …)`. */
export async function frozenTerms(_city: City, _id: string, _version: number): Promise<Compiled> {
  return soon()
}
/** Brings the catalogue of questions of a pack file in; throws `invalid`, with every problem by its place, or changes nothing on repeating. */
export async function loadQuestions(_city: City, _file: unknown): Promise<{ changed: number }> {
  return soon()
}
/** Brings terms of a pack file in: each version is published once its example table passes. */
export async function loadTerms(_city: City, _file: unknown): Promise<{ changed: number }> {
  return soon()
}
/** Reads the answers of a form (fields are named `a.<question>`; `a.<question>=unknown` is «I do not know»); all errors at once, keyed by field. Unanswered questions are absent. */
export function readKnown(
  _fields: Fields,
  _questions: readonly QuestionFields[],
): { known: Known; errors: FieldErrors } {
  return soon()
}
/** One question as a fieldset; posts `a.<question>`. Several may stand on a page. */
export function QuestionField(_props: {
  words: Words
  question: QuestionFields
  value?: Known[string] | undefined
  typed?: Fields | undefined
  errors?: FieldErrors | undefined /** h1: the question is the page's own heading. */
  heading?: boolean
}): ComponentChildren {
  return soon()
}
export interface SaidDecision {
  verdict: Decision['verdict']
  /** «Подходит», «Не подходит», «Пока не ясно». */
  title: string
  /** Sentences: «Нужно: ОКВЭД 62 или 63. У вас: 47.91.» */
  because: readonly string[]
  /** «до 500 000 ₽»; null when no sum is said. */
  amount: string | null
  /** Questions that still matter, as they are asked. */
  missing: readonly { id: string; ask: string }[]
  /** «Если бы работников было не больше 15 (сейчас 20), ответ был бы «да».» */
  change: string | null
  /** What went wrong in the rules, for whoever can mend it. */
  faults: readonly string[]
}
export function sayDecision(_words: Words, _decision: Decision, _catalogue: Catalogue): SaidDecision {
  return soon()
}
/** A decision as a card under a heading; children: what one can do next. */
export function DecisionCard(_props: {
  words: Words
  said: SaidDecision
  title: ComponentChildren
  level?: 2 | 3
  children?: ComponentChildren
}): ComponentChildren {
  return soon()
}
