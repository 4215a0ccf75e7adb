// The door of eligibility: dated tables of conditions decided in three-valued logic, with why, what still matters and the smallest change.
export * from './types.ts'

import type {
  Cell,
  Comparison,
  Decision,
  Derived,
  Example,
  ExampleResult,
  Known,
  Problem,
  Question,
  RuleSet,
  Stacking,
  Together,
  Vocabulary,
} from './types.ts'

export interface Compiled {
  readonly vocabulary: Vocabulary
  readonly ids: readonly string[]
}
export class RulesWrong extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super('rules')
    this.problems = problems
  }
}
const soon = (): never => {
  throw new Error('the engine follows')
}
/** Once; throws RulesWrong with every problem at once. */
export function compile(_vocabulary: Vocabulary, _ruleSets: readonly RuleSet[]): Compiled {
  return soon()
}
/** Everything wrong with a rule set (and, where `ruleSet` is null, with the vocabulary itself). */
export function problemsOf(_vocabulary: Vocabulary, _ruleSet: RuleSet | null): Problem[] {
  return soon()
}
export function decide(_compiled: Compiled, _id: string, _known: Known, _on: string): Decision {
  return soon()
}
export function decideAll(
  _compiled: Compiled,
  _known: Known,
  _on: string,
  _ids?: readonly string[],
): Map<string, Decision> {
  return soon()
}
/** What still matters, the most decisive first; [] when all is settled. */
export function nextQuestions(_compiled: Compiled, _known: Known, _on: string, _ids?: readonly string[]): string[] {
  return soon()
}
/** Of the decisions that are yes: which go together for the greatest total. `costs`: what each pays for, where known. */
export function bestTogether(
  _decisions: ReadonlyMap<string, Decision>,
  _stacking: readonly Stacking[],
  _costs?: Readonly<Record<string, string>>,
): Together {
  return soon()
}
export function checkExamples(_compiled: Compiled, _id: string, _examples: readonly Example[]): ExampleResult[] {
  return soon()
}
export function compareVersions(
  _before: Compiled,
  _after: Compiled,
  _ids: readonly string[],
  _people: readonly Known[],
  _on: string,
): Comparison {
  return soon()
}
/** What is known with what it settles: «not founded» brings headcount 0. */
export function settled(_vocabulary: Vocabulary, _known: Known): Known {
  return soon()
}
/** A cell of a column over this question or derived value, taken apart for words; null when it cannot be read. */
export function readCell(_of: Question | Derived, _text: string): Cell | null {
  return soon()
}
