// People to try rules on: those of the example tables, and one for each choice of each question, the rest usual. Nobody real.
import type { Known, Value } from '#engines/eligibility/index.ts'
import type { QuestionFields } from './questions.ts'
import type { ExampleFields } from './terms.ts'

/** The same people for the same questions and examples, in the same order; at most `most`. */
export function representatives(
  questions: readonly QuestionFields[],
  examples: readonly ExampleFields[],
  most = 300,
): readonly Known[] {
  const bases: Known[] = examples.map(({ known }) => known)
  const usual: Known = Object.fromEntries(questions.map((question) => [question.id, triesOf(question)[0] ?? null]))
  const varied = [usual, ...bases]
    .slice(0, 12)
    .flatMap((base) =>
      questions.flatMap((question) => triesOf(question).map((value): Known => ({ ...base, [question.id]: value }))),
    )
  const all = [...bases, usual, ...varied]
  return [...new Map(all.map((known) => [JSON.stringify(Object.entries(known).sort()), known])).values()].slice(0, most)
}

function triesOf({ kind, options, from, to }: QuestionFields): Value[] {
  switch (kind) {
    case 'yes-no':
      return [true, false]
    case 'one':
      return [...(options ?? [])]
    case 'several':
      return (options ?? []).map((option) => [option])
    case 'code':
      return options ? [...options].slice(0, 10) : ['62.01', '47.91', '10.71', '90.01']
    case 'day':
      return ['2000-01-01', '1985-06-15']
    case 'number':
      return [...within([1, 10, 16, 36, 101], from, to), ...edges(from, to)]
    case 'money':
      return [...within([1_000_000, 100_000_000, 1_000_000_000], from, to), ...edges(from ?? 0, to)]
  }
}

const within = (values: readonly number[], from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY) =>
  values.filter((value) => value >= from && value <= to)

// Nothing at all, the least and the most: where formulas divide by zero and tables end.
const edges = (from?: number, to?: number) => within([0, from ?? 0, to ?? 0], from, to)
