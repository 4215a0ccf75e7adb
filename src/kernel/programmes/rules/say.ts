// A decision in sentences: what it needs and what the person has, the sum, what is still to ask, and what would make it «yes».
import type { Amount, Change, Decision, Fault, Reason } from '#engines/eligibility/index.ts'
import type { Words } from '#platform/words.ts'
import type { Catalogue } from './questions.ts'
import { type Asked, inTongue, roubles, sayCell, sayValue } from './say-cells.ts'

export interface SaidDecision {
  verdict: Decision['verdict']
  /** «Подходит», «Не подходит», «Пока неясно». */
  title: string
  /** Sentences: «Нужно: ОКВЭД 62 или 63. У вас: 47.91.» */
  because: readonly string[]
  /** «до 500 000 ₽»; null when no sum is said. */
  amount: string | null
  /** Questions that still matter, as they are asked. */
  missing: readonly { id: string; ask: string }[]
  /** «Подошло бы при таких ответах: число работников — не больше 15 (сейчас 20).» */
  change: string | null
  /** What went wrong in the rules, for whoever can mend it. */
  faults: readonly string[]
}

export function sayDecision(words: Words, decision: Decision, catalogue: Catalogue): SaidDecision {
  const named = new Map<string, Asked>([...catalogue.questions, ...catalogue.derived].map((one) => [one.id, one]))
  const { verdict, why, amount, change, towards } = decision
  const matters = new Set(decision.matters)
  // What is not answered is said once: as the question that would settle it.
  const told = why.filter(({ kind, holds, of }) => kind !== 'cell' || holds !== 'unknown' || !matters.has(of ?? ''))
  const because = alternatives(verdict, told).flatMap((reasons) => sayReason(words, reasons, named, verdict) ?? [])
  const open = change?.every(({ question }) => matters.has(question)) ?? true
  return {
    verdict,
    title: words(`programmes.terms.verdict.${verdict}`),
    because: [...new Set(because)],
    amount: verdict === 'no' ? null : sayAmount(words, amount),
    missing: decision.matters.flatMap((id) => {
      const question = catalogue.questions.find((one) => one.id === id)
      return question ? [{ id, ask: inTongue(words, question.ask) }] : []
    }),
    change:
      verdict === 'no'
        ? (sayChange(words, change, named, 'yes') ?? sayChange(words, towards, named, 'open'))
        : verdict === 'unknown' && !open
          ? sayChange(words, change, named, 'yes')
          : null,
    faults: decision.faults.map((fault) => sayFault(words, fault, named)),
  }
}

/** «500 000 ₽», «от 50 000 ₽ до 500 000 ₽», «до 500 000 ₽»; null where there is no sum. */
export function sayAmount(words: Words, amount: Amount | null): string | null {
  if (!amount || (amount.from === 0 && amount.to === null)) return null
  const say = (kopecks: number): string => roubles(words, kopecks / 100)
  const { from, to } = amount
  if (from === to) return say(from)
  if (to === null) return words('programmes.terms.amount.from', { from: say(from) })
  return from === 0
    ? words('programmes.terms.amount.upTo', { to: say(to) })
    : words('programmes.terms.amount.between', { from: say(from), to: say(to) })
}

/** A condition alone: «Возраст — не больше 35 лет»; null for a cell that asks for nothing. */
export function sayCondition(words: Words, of: Asked, cell: string): string | null {
  const test = sayCell(words, of, cell)
  return test === null ? null : words('programmes.terms.condition', { name: inTongue(words, of.name), test })
}

/** What would make it so; null where nothing needs to change or nothing could. */
export function sayChange(
  words: Words,
  change: readonly Change[] | null,
  named: ReadonlyMap<string, Asked>,
  into: 'yes' | 'open',
): string | null {
  if (!change || change.length === 0) return null
  const parts = change.flatMap(({ question, from, to, test }) => {
    const of = named.get(question)
    if (!of) return []
    const wished =
      of.kind === 'several' ? sayValue(words, of, to) : (sayCell(words, of, test) ?? sayValue(words, of, to))
    const name = lower(inTongue(words, of.name))
    return from === null
      ? words('programmes.terms.change.part', { name, test: wished })
      : words('programmes.terms.change.partNow', { name, test: wished, value: sayValue(words, of, from) })
  })
  const [last = '', ...before] = parts.reverse()
  const all =
    before.length === 0 ? last : words('programmes.terms.change.and', { parts: before.reverse().join('; '), last })
  return words(`programmes.terms.change.${into}`, { parts: all })
}

export function sayFault(words: Words, { kind, about, text }: Fault, named: ReadonlyMap<string, Asked>): string {
  const of = named.get(about)
  return words(`programmes.terms.fault.${kind}`, { about: of ? inTongue(words, of.name) : about, text })
}

// Rows are alternatives: where several fail by the same question, any of their conditions would do, and one sentence says so.
function alternatives(verdict: Decision['verdict'], why: readonly Reason[]): [Reason, ...Reason[]][] {
  const groups: [Reason, ...Reason[]][] = []
  for (const reason of why) {
    const of = groups.find(
      ([first, ...more]) =>
        verdict === 'no' &&
        [first, reason].every(({ kind, holds }) => kind === 'cell' && holds === 'no') &&
        first.of === reason.of &&
        [first, ...more].every(({ row }) => row !== reason.row),
    )
    if (of) of.push(reason)
    else groups.push([reason])
  }
  return groups
}

function sayReason(
  words: Words,
  [{ kind, of: id, holds, value, test }, ...others]: [Reason, ...Reason[]],
  named: ReadonlyMap<string, Asked>,
  verdict: Decision['verdict'],
): string | null {
  if (kind === 'not-in-force') return words('programmes.terms.because.notInForce')
  const of = id === null ? undefined : named.get(id)
  if (!of) return null
  const tests = [test, ...others.map((other) => other.test)].map((one) => sayCell(words, of, one))
  const [last = null, ...before] = [...new Set(tests)].reverse()
  if (last === null || before.includes(null)) return null
  const needed =
    before.length === 0 ? last : words('programmes.terms.cell.or', { parts: before.reverse().join(', '), last })
  const key =
    kind === 'exclusion'
      ? verdict === 'no' && holds !== 'no'
        ? 'barred'
        : holds === 'no'
          ? 'notBarred'
          : 'mayBar'
      : holds
  const linked = of.kind === 'one' || of.kind === 'several' || of.kind === 'yes-no'
  const condition = words(linked ? 'programmes.terms.because.is' : 'programmes.terms.because.plain', {
    name: lower(inTongue(words, of.name)),
    test: needed,
  })
  const name = inTongue(words, of.name)
  return words(`programmes.terms.because.${key}`, {
    name,
    condition,
    value: value === null ? words('programmes.questions.unsure') : sayValue(words, of, value),
  })
}

/** «Возраст» within a sentence is «возраст», «ОКВЭД» stays. */
function lower(name: string): string {
  return /^\p{Lu}(?:\p{Lu}|$)/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}
