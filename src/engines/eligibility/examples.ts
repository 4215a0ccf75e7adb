// Rules tried before they hold: the editors' own table of examples, and who wins and who loses by another version.
import type { Compiled } from './compiled.ts'
import { decide, decideAll } from './decide.ts'
import type { Comparison, Decision, Example, ExampleResult, Known, Shift } from './types.ts'

/** Whether each example comes out as its editor says: the verdict, and the amount where one is given. */
export function checkExamples(compiled: Compiled, id: string, examples: readonly Example[]): ExampleResult[] {
  return examples.map((example) => {
    const decision = decide(compiled, id, example.known, example.on)
    return { example, decision, ok: decision.verdict === example.verdict && amountFits(example, decision) }
  })
}

function amountFits({ amount: wanted }: Example, { amount }: Decision): boolean {
  if (wanted === undefined) return true
  if (wanted === null || amount === null) return wanted === amount
  return wanted.from === amount.from && wanted.to === amount.to
}

/**
 * Who wins and who loses when other rules hold: each person decided by both on one day. A rule set that one side lacks says no there, so
 * that founding and ending one shows too.
 */
export function compareVersions(
  before: Compiled,
  after: Compiled,
  ids: readonly string[],
  people: readonly Known[],
  on: string,
): Comparison {
  const shifts = people.flatMap((known, person) => {
    const [then, now] = [before, after].map((compiled) =>
      decideAll(
        compiled,
        known,
        on,
        ids.filter((id) => compiled.sets.has(id)),
      ),
    )
    return ids.map((id): Shift => ({ id, person, before: then?.get(id) ?? absent, after: now?.get(id) ?? absent }))
  })
  const gain = ({ before: { verdict: a }, after: { verdict: b } }: Shift): number => rank[b] - rank[a]
  const other = (shift: Shift): boolean => gain(shift) === 0 && !sameAmount(shift)
  return {
    gains: shifts.filter((shift) => gain(shift) > 0),
    loses: shifts.filter((shift) => gain(shift) < 0),
    amounts: shifts.filter(other),
    same: shifts.filter((shift) => gain(shift) === 0 && sameAmount(shift)).length,
  }
}

const rank = { no: 0, unknown: 1, yes: 2 }

const absent: Decision = {
  verdict: 'no',
  why: [{ kind: 'not-in-force', row: null, column: null, of: null, holds: 'no', value: null, test: '' }],
  ...{ amount: null, matters: [], change: null, towards: null, faults: [], version: null },
}

function sameAmount({ before: { amount: a }, after: { amount: b } }: Shift): boolean {
  return a?.from === b?.from && a?.to === b?.to
}
