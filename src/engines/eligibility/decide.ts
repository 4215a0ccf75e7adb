// Deciding: one person, one day, one rule set or five hundred.
import { smallestChange } from './changes.ts'
import type { Compiled, CompiledVersion } from './compiled.ts'
import { type Person, person } from './people.ts'
import { residue, weights } from './residues.ts'
import type { Decision, Known, Question } from './types.ts'
import { whyOf } from './why.ts'

/**
 * Decides one rule set for what is known on a day 'YYYY-MM-DD'. Throws RangeError for a rule set or a day there is not, and for nothing
 * else: what goes wrong inside is a fault of the decision.
 *
 * Guaranteed (and tested against every completion): a verdict or a sum said is what every way of answering the rest would give; knowing
 * more never takes it back. Complete wherever no derived value is open: then «unknown» is said only when answers would really differ, and
 * sums without formulas are exactly the least and the greatest there are (formulas give bounds that hold).
 * An open derived value counts as anything its formula may give while its inputs are not known (exactly so over few choices, by
 * intervals over numbers), independent of the other columns.
 */
export function decide(compiled: Compiled, id: string, known: Known, on: string): Decision {
  return decided(person(compiled, known, on), id, on)
}

/** Decides all rule sets (or some) for one person; values are worked out once. */
export function decideAll(
  compiled: Compiled,
  known: Known,
  on: string,
  ids: readonly string[] = compiled.ids,
): Map<string, Decision> {
  const one = person(compiled, known, on)
  return new Map(ids.map((id) => [id, decided(one, id, on)]))
}

/**
 * What still matters to any of the rule sets, the most decisive first; [] when all is settled. A question that settles one of these comes
 * with them: «are you registered?» before «how many work for you?». Whoever answers (or says «I do not know») ends in as many steps as
 * there are questions at most.
 */
export function nextQuestions(
  compiled: Compiled,
  known: Known,
  on: string,
  ids: readonly string[] = compiled.ids,
): string[] {
  const one = person(compiled, known, on)
  const found = new Map<Question, number>()
  for (const id of ids) {
    const version = versionOn(compiled, id, on)
    if (!version) continue
    const left = residue(one, version.table)
    for (const [question, weight] of weights(one, version.table, left))
      found.set(question, (found.get(question) ?? 0) + weight)
  }
  const settling = compiled.vocabulary.questions.filter((question) => one.askable(question))
  for (const question of settling.reverse()) {
    const targets = new Set((question.settles ?? []).flatMap(({ known: brings }) => Object.keys(brings)))
    const spared = [...found].reduce((sum, [{ id }, weight]) => (targets.has(id) ? sum + weight : sum), 0)
    // A little more than all it spares, so that it comes before them.
    if (spared > 0) found.set(question, (found.get(question) ?? 0) + spared * 1.001)
  }
  return ordered(compiled, found)
}

function decided(one: Person, id: string, on: string): Decision {
  const version = versionOn(one.compiled, id, on)
  if (!version) return notInForce
  const { table, from, to } = version
  const left = residue(one, table)
  const { verdict, sum } = left
  const change = verdict === 'yes' ? [] : smallestChange(one, table, 'yes')
  return {
    verdict,
    why: whyOf(one, table, left.classes, verdict),
    amount: verdict === 'no' ? null : sum,
    matters: ordered(one.compiled, weights(one, table, left)),
    change,
    towards: verdict === 'no' && change === null ? smallestChange(one, table, 'not-no') : null,
    faults: left.faults,
    version: { from, to },
  }
}

const notInForce: Decision = {
  verdict: 'no',
  why: [{ kind: 'not-in-force', row: null, column: null, of: null, holds: 'no', value: null, test: '' }],
  amount: null,
  matters: [],
  change: null,
  towards: null,
  faults: [],
  version: null,
}

function versionOn(compiled: Compiled, id: string, on: string): CompiledVersion | undefined {
  const versions = compiled.sets.get(id)
  if (!versions) throw new RangeError(`no such rule set: ${id}`)
  return versions.find(({ from, to }) => from <= on && (to === null || on < to))
}

function ordered(compiled: Compiled, found: ReadonlyMap<Question, number>): string[] {
  const place = ({ id }: Question): number => compiled.byName.get(id)?.at ?? 0
  return [...found].sort(([a, heavy], [b, heavier]) => heavier - heavy || place(a) - place(b)).map(([{ id }]) => id)
}
