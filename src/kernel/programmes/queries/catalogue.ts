// What a change of the catalogue would do before it is written: what is wrong with it, and who wins and loses by it.
import {
  type Comparison,
  compareVersions,
  compile,
  type Known,
  problemsOf,
  type RuleSet,
} from '#engines/eligibility/index.ts'
import type { City } from '#platform/city.ts'
import { always, type Version } from '#platform/dated.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { placedProblems } from '../rules/checking.ts'
import {
  type Catalogue,
  type DerivedFields,
  derivedShape,
  type QuestionFields,
  questionShape,
} from '../rules/questions.ts'
import { representatives } from '../rules/representatives.ts'
import { inTongue, sayKnown } from '../rules/say-cells.ts'
import { namesOf, type TermsBody } from '../rules/terms.ts'
import { type Outcome, outcomesOf } from '../rules/trying.ts'
import { callsOf } from './calls.ts'
import { allTerms, programmesReference, ruleSetOf, type Terms, today, versionOn, vocabulary } from './terms.ts'

/** All versions of a question, the newest first; an editor has to have seen the first. */
export function questionHistory(city: City, id: string): Promise<Version<QuestionFields>[]> {
  return programmesReference.history(city, 'question', questionShape, id)
}

/** The same of a derived value. */
export function derivedHistory(city: City, id: string): Promise<Version<DerivedFields>[]> {
  return programmesReference.history(city, 'derived', derivedShape, id)
}

/** What is wrong with a question as it would be written, by the field where it is mended; {} when nothing is. */
export async function wrongWithQuestion(city: City, question: QuestionFields): Promise<FieldErrors> {
  const before = await vocabulary(city)
  const after = { ...before, questions: [...before.questions.filter(({ id }) => id !== question.id), question] }
  return { ...(await breaks(city, after, 'askRu')), ...placedProblems(after, question.id, 'askRu') }
}

/** The same of a derived value: also a formula that comes to nothing for somebody, with who that is. */
export async function wrongWithDerived(city: City, derived: DerivedFields): Promise<FieldErrors> {
  const after = withDerived(await vocabulary(city), derived)
  const errors = placedProblems(after, derived.id, 'formula')
  if (Object.keys(errors).length > 0) return errors
  const [failed] = outcomesOf(after, derived.id, await today(city)).filter(({ result }) => result && 'fault' in result)
  if (failed?.result && 'fault' in failed.result) {
    const { kind } = failed.result.fault
    const answers = sayKnown(city.words, after.questions, failed.known)
    return { formula: { key: `programmes.derived.error.${kind}`, values: { answers } } }
  }
  return breaks(city, after, 'formula')
}

// Terms that are published and could no longer be read, in force or frozen by a call.
async function breaks(city: City, after: Catalogue, field: string): Promise<FieldErrors> {
  const day = await today(city)
  // A call keeps the version it began with, also after a newer one: that has to stay readable too.
  const calls = await callsOf(city)
  const named = new Set(calls.flatMap(({ terms }) => (terms === null ? [] : [`${terms.id} ${terms.version}`])))
  const broken = [...(await allTerms(city)).values()].filter((terms) => {
    const { id, versions } = ruleSetOf(terms)
    const kept = terms.versions.filter(({ version }) => named.has(`${id} ${version}`))
    const sets: RuleSet[] = [
      { id, versions: versions.filter(({ to }) => to === null || to > day) },
      ...kept.map(({ body }) => ({ id, versions: [{ from: always, to: null, table: body.table }] })),
    ]
    return sets.some((set) => problemsOf(after, set).length > 0)
  })
  if (broken.length === 0) return {}
  const terms = broken.map(({ title }) => `«${inTongue(city.words, title)}»`).join(', ')
  return { [field]: { key: 'programmes.questions.error.breaks', values: { terms } } }
}

/** Terms in force that stand on something, as they are today. */
export interface Standing extends Pick<Terms, 'id' | 'title'> {
  body: TermsBody
}

export interface DerivedPreview {
  /** What it comes to for each of the people tried. */
  outcomes: readonly Outcome[]
  terms: readonly Standing[]
  people: readonly Known[]
  comparison: Comparison
}

/** What a sound derived value would come to, and who wins and loses by the terms in force that stand on it. */
export async function derivedPreview(city: City, derived: DerivedFields): Promise<DerivedPreview> {
  const before = await vocabulary(city)
  const after = withDerived(before, derived)
  const day = await today(city)
  const terms = await termsOn(city, after, derived.id)
  const names = new Set(terms.flatMap(({ body }) => [...namesOf(after, body.table)]))
  const people = representatives(
    after.questions.filter(({ id }) => names.has(id)),
    terms.flatMap(({ body }) => body.examples),
  )
  const sets = terms.map(({ id, body }) => ({ id, versions: [{ from: always, to: null, table: body.table }] }))
  const ids = sets.map(({ id }) => id)
  const comparison = compareVersions(compile(before, sets), compile(after, sets), ids, people, day)
  return { outcomes: outcomesOf(after, derived.id, day), terms, people, comparison }
}

/** Terms in force that stand on a question or a derived value, themselves or by others. */
export async function termsOn(city: City, catalogue: Catalogue, name: string): Promise<readonly Standing[]> {
  const day = await today(city)
  return [...(await allTerms(city)).values()].flatMap(({ id, title, versions }) => {
    const body = versionOn(versions, day)?.body
    return body && namesOf(catalogue, body.table).has(name) ? [{ id, title, body }] : []
  })
}

function withDerived(before: Catalogue, derived: DerivedFields): Catalogue {
  return { ...before, derived: [...before.derived.filter(({ id }) => id !== derived.id), derived] }
}
