// The door of eligibility: dated tables of conditions decided in three-valued logic, with why, what still matters and the smallest change.
//
// Rules are decision tables in the shape of DMN (Decision Model and Notation 1.5, OMG 2024) whose cells are FEEL unary tests; a formula
// goes to a FEEL interpreter only where the plain and typed parts read here do not reach. Verdicts follow Kleene's strong three-valued
// logic (Kleene 1952), sharpened to supervaluation (van Fraassen 1966): what every way of answering the rest would give is said now. A
// table is compiled into a reduced ordered multi-valued decision diagram (Bryant 1986; Srinivasan et al. 1990); on it a question matters
// exactly when it is still asked, and the smallest change is a shortest way: a counterfactual explanation (Wachter, Mittelstadt, Russell
// 2017) that is checked before it is told. What is promised where stands at `decide`, `compile` and `bestTogether`; the tests hold it
// against brute force.
export { compile, problemsOf, RulesWrong, readCell, tableLimits } from './compile.ts'
export type { Compiled } from './compiled.ts'
export { decide, decideAll, nextQuestions } from './decide.ts'
export { checkExamples, compareVersions } from './examples.ts'
export { formulaLimits } from './feel.ts'
export { settled, workedOut } from './people.ts'
export { bestTogether } from './stacking.ts'
export type * from './types.ts'
export { namesIn } from './vocabulary.ts'
