// What can be asked of the rules of stacking: all there are, one with its versions, and who would get more or less by a change.
import { bestTogether, type Known, type Together } from '#engines/eligibility/index.ts'
import { allTerms, decideFor } from '#kernel/programmes/index.ts'
import type { City } from '#platform/city.ts'
import type { Version } from '#platform/dated.ts'
import { bureauReference } from '../pack.ts'
import { isTouching, type StackingFields, stackingOf, stackingShape } from '../rules/stacking.ts'

export type StackingVersion = Version<StackingFields>

/** The rules that hold today. */
export function stackingInForce(city: City): Promise<StackingVersion[]> {
  return bureauReference.inForce(city, 'stacking', stackingShape)
}

/** The newest version of every rule, also of those that are over or begin later. */
export function allStacking(city: City): Promise<StackingVersion[]> {
  return bureauReference.ever(city, 'stacking', stackingShape)
}

/** All versions of one rule, the newest first; [] where there is none. */
export function stackingHistory(city: City, id: string): Promise<StackingVersion[]> {
  return bureauReference.history(city, 'stacking', stackingShape, id)
}

export interface StackingShift {
  known: Known
  before: Together
  after: Together
}

export interface StackingPreview {
  /** How many people were tried. */
  people: number
  more: StackingShift[]
  less: StackingShift[]
  /** Other rules that speak of the same pairs. */
  touching: StackingVersion[]
}

const mostPeople = 300

/**
 * Who would get more and who less if a rule held as it is written. People are made of the examples of the measures' terms, two by two, so
 * that both of a pair fit them; who is refused all but one of them is not counted.
 */
export async function stackingPreview(city: City, id: string | null, rule: StackingFields): Promise<StackingPreview> {
  const before = await stackingInForce(city)
  const others = before.filter((one) => one.id !== id)
  const ids = [...new Set([rule, ...before.map(({ body }) => body)].flatMap(({ among }) => among))]
  const shifts: StackingShift[] = []
  let people = 0
  for (const known of await peopleOf(city, rule.among)) {
    const decisions = await decideFor(city, known, ids)
    if (rule.among.filter((one) => decisions.get(one)?.verdict === 'yes').length < 2) continue
    people += 1
    shifts.push({
      known,
      before: bestTogether(
        decisions,
        before.map(({ body }) => stackingOf(body)),
      ),
      after: bestTogether(decisions, [...others.map(({ body }) => stackingOf(body)), stackingOf(rule)]),
    })
  }
  const gain = ({ before: was, after: is }: StackingShift) =>
    is.total - was.total || is.together.length - was.together.length
  return {
    people,
    more: shifts.filter((shift) => gain(shift) > 0),
    less: shifts.filter((shift) => gain(shift) < 0),
    touching: others.filter(({ body }) => isTouching(body, rule)),
  }
}

async function peopleOf(city: City, among: readonly string[]): Promise<Known[]> {
  const terms = await allTerms(city)
  const fitting = among.map((id) => {
    const examples = terms.get(id)?.versions.at(-1)?.body.examples ?? []
    return examples.filter(({ verdict }) => verdict === 'yes').map(({ known }) => known)
  })
  const pairs = fitting.flatMap((some, at) =>
    fitting.slice(at + 1).flatMap((others) => some.flatMap((one) => others.map((other) => ({ ...one, ...other })))),
  )
  return [...new Map(pairs.map((known) => [JSON.stringify(known), known])).values()].slice(0, mostPeople)
}
