// The terms of the 48 measures: whole, readable by the engine, and right on every line of their own example tables.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { checkExamples, compile, type Known, type RuleSet, type Vocabulary } from '#engines/eligibility/index.ts'
import { termsShape } from '#kernel/programmes/index.ts'
import { projectRoot } from '#platform/root.ts'
import { openCityPack } from '../../pack.ts'
import { readMeasures } from './pack.ts'
import { standingOf } from './rules/measure.ts'

const folder = join(projectRoot, 'city/izhevsk')
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const file = z.object({ terms: z.array(z.unknown()) }).parse(read('measure-terms.json'))
const terms = z.array(termsShape).parse(file.terms)
const measures = readMeasures(openCityPack(folder))
// What the loader of questions and the shape of terms check besides, the engine checks by itself.
const vocabulary = z.custom<Vocabulary>().parse(read('questions.json'))
const compiled = compile(vocabulary, z.custom<RuleSet[]>().parse(file.terms))

test('every measure has terms, and each term a measure', () => {
  expect(terms.map(({ id }) => id)).toEqual([...measures.keys()].sort())
})

test.each(terms.map(({ id, versions }) => [id, versions] as const))('%s decides its own examples', (id, versions) => {
  const examples = versions.flatMap((version) => version.examples)
  expect(examples.length).toBeGreaterThanOrEqual(2)
  const asked = examples.map(({ amount, ...rest }) => (amount === undefined ? rest : { ...rest, amount }))
  const wrong = checkExamples(compiled, id, asked).filter(({ ok }) => !ok)
  expect(wrong.map(({ example, decision }) => [example, decision.verdict, decision.amount, decision.faults])).toEqual(
    [],
  )
})

describe('terms and measures say the same', () => {
  const on = '2026-11-26'

  it('of what is over: no, whatever is known', () => {
    for (const [id, fields] of measures) {
      const over = standingOf(fields, on).state === 'over'
      const inForce = terms
        .find((each) => each.id === id)
        ?.versions.some(({ from, to }) => from <= on && (to === null || on < to))
      expect([id, inForce]).toEqual([id, !over])
      const [result] = checkExamples(compiled, id, [{ known: {}, on, verdict: 'no' }])
      if (over) expect([id, result?.ok]).toEqual([id, true])
    }
  })
  const notYet: Known = { form: 'not-yet' }

  it('of whoever has not founded a business yet', () => {
    for (const { id } of terms) {
      const measure = measures.get(id)
      const [{ decision } = { decision: null }] = checkExamples(compiled, id, [{ known: notYet, on, verdict: 'no' }])
      // What a measure is closed to says no; what it is open to must not say no for this reason.
      if (measure?.notFounded === 'no' && measure.audience !== 'university')
        expect([id, decision?.verdict]).toEqual([id, 'no'])
      const why = decision?.why.some(({ kind, of }) => kind === 'cell' && of === 'form') ?? false
      if (measure?.notFounded === 'yes') expect([id, why]).toEqual([id, false])
    }
  })

  it('of the categories of 209-FZ', () => {
    const limits = z
      .array(z.object({ body: z.object({ category: z.string(), staff: z.number(), roubles: z.number() }) }))
      .parse(read('sme-limits.json'))
    const formula = vocabulary.derived.find(({ id }) => id === 'category')?.formula
    for (const { body } of limits)
      expect(formula).toContain(`staff <= ${body.staff} and income <= ${body.roubles} then "${body.category}"`)
    expect(limits).toHaveLength(3)
  })
})
