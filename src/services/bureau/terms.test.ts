// The terms of the 48 measures: whole, readable by the engine, and right on every line of their own example tables.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Compiled, checkExamples, compile, type RuleSet, type Vocabulary } from '#engines/eligibility/index.ts'
import { termsShape } from '#kernel/programmes/index.ts'
import { derivedShape, questionShape } from '#kernel/programmes/rules/questions.ts'
import { projectRoot } from '#platform/root.ts'
import { openCityPack } from '../../pack.ts'
import { readMeasures } from './pack.ts'

const folder = join(projectRoot, 'city/izhevsk')
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const terms = z.object({ terms: z.array(termsShape) }).parse(read('measure-terms.json')).terms
const measures = readMeasures(openCityPack(folder))
const catalogue = z
  .object({ questions: z.array(questionShape), derived: z.array(derivedShape) })
  .parse(read('questions.json'))
const vocabulary: Vocabulary = catalogue
let compiled: Compiled

beforeAll(() => {
  compiled = compile(vocabulary, terms satisfies readonly RuleSet[])
})

test('every measure has terms, and each term a measure', () => {
  expect(terms.map(({ id }) => id)).toEqual([...measures.keys()].sort())
})

test.each(terms.map(({ id, versions }) => [id, versions] as const))('%s decides its own examples', (id, versions) => {
  const examples = versions.flatMap((version) => version.examples)
  expect(examples.length).toBeGreaterThanOrEqual(2)
  const wrong = checkExamples(compiled, id, examples).filter(({ ok }) => !ok)
  expect(
    wrong.map(({ example, decision }) => ({ example, is: [decision.verdict, decision.amount, decision.faults] })),
  ).toEqual([])
})
