// The pure parts of programmes: money to the kopeck, what is asked when, what a change is called, which state may follow.
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { openWords } from '#platform/words.ts'
import { readPage } from '../forms/reading.ts'
import { workshop } from '../stage.testing.ts'
import { askedAnswers, askedFields, askedPages, missingIn, papersAsked } from './asked.ts'
import { callStateAt } from './call-state.ts'
import { changesBetween } from './changes.ts'
import { type Definition, definitionShape, fieldsOf } from './definition.ts'
import { exactSum, kopecksIn, kopecksTyped, mostKopecks } from './money.ts'
import { ordered } from './order.ts'
import { ready } from './papers.ts'
import { problemsOf } from './problems.ts'
import { sayFormula } from './say-cells.ts'
import { mayFollow, states } from './states.ts'

describe('money', () => {
  test('what is kept is typed and read back to the kopeck', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: mostKopecks }), (kopecks) => {
        expect(kopecksIn(kopecksTyped(kopecks))).toBe(kopecks)
      }),
    )
  })

  test.each([
    ['1 234,50', 123_450],
    ['1\u00a0234.5 ₽', 123_450],
    ['0', 0],
    ['12 руб.', 1200],
    ['-1', null],
    ['1,234', null],
    ['1e9', null],
    ['99999999999999', null],
    ['', null],
    ['пять', null],
  ])('%j is %j', (text, kopecks) => {
    expect(kopecksIn(text)).toBe(kopecks)
  })

  test('a sum of a table is exact, and no sum at all beyond what a number holds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: mostKopecks }), { maxLength: 40 }), (values) => {
        expect(exactSum(values)).toBe(Number(values.reduce((sum, value) => sum + BigInt(value), 0n)))
      }),
    )
    expect(exactSum([Number.MAX_SAFE_INTEGER, 1])).toBeNull()
  })
})

describe('what is asked', () => {
  const definition = workshop()
  const second = definition.pages[1]
  if (!second) throw new Error('the programme has no second page')

  test('a question that hangs on an answer is asked after it, and falls away with it', () => {
    const ids = (answers: Record<string, string | boolean>) =>
      askedFields(definition, second, answers).map(({ id }) => id)
    expect(ids({})).not.toContain('f7')
    expect(ids({ f6: 'o5', f9: true })).toEqual(expect.arrayContaining(['f7', 'f10']))
    expect(askedAnswers(definition, { f6: 'o1', f7: 'осталось от прошлого ответа' })).toEqual({ f6: 'o1' })
  })

  test('a chain of conditions is asked only where all of them hold, and a circle asks nothing', () => {
    const of = (id: string, when: object | null) => ({ id, kind: 'yes-no', label: { ru: id }, when })
    const chain = definitionShape.parse({
      title: { ru: 'x' },
      pages: [
        {
          id: 'p1',
          title: { ru: 'p' },
          fields: [
            of('a', null),
            of('b', { field: 'a', is: 'yes' }),
            of('c', { field: 'b', is: 'yes' }),
            of('x', { field: 'x', is: 'yes' }),
          ],
        },
      ],
    })
    const [page] = chain.pages
    const ids = (answers: Record<string, boolean>) => page && askedFields(chain, page, answers).map(({ id }) => id)
    expect(ids({ b: true, x: true })).toEqual(['a'])
    expect(ids({ a: true, b: true })).toEqual(['a', 'b', 'c'])
    expect(problemsOf(chain).map(({ part }) => part)).toContain('fields/x')
  })

  test('what is missing is exactly what is asked, required and not answered', () => {
    fc.assert(
      fc.property(fc.subarray(fieldsOf(definition).map(({ id }) => id)), fc.boolean(), (answered, selfEmployed) => {
        const answers = Object.fromEntries(
          answered.map((id) => [id, id === 'f3' ? selfEmployed : id === 'f9' ? false : 'x']),
        )
        const asked = askedPages(definition, answers).flatMap((page) => askedFields(definition, page, answers))
        const expected = asked.filter(({ id }) => !answered.includes(id)).map(({ id }) => `field:${id}`)
        const missing = missingIn(definition, answers, new Set(['d1']))
        expect(missing.filter((one) => one.startsWith('field:'))).toEqual(expected)
        expect(missing.includes('document:d2')).toBe(answers.f3 === true)
      }),
    )
  })

  test('reading keeps what is right beside what is wrong, and names each wrong box', () => {
    const read = readPage(
      definition,
      second,
      { 'a-f4': 'Набор', 'a-f5': 'мало', 'a-f6': 'o5', 'a-f8': 'вчера' },
      {},
      true,
    )
    expect(read.answers).toMatchObject({ f4: 'Набор', f6: 'o5' })
    expect(Object.keys(read.errors).sort()).toEqual(['a-f5', 'a-f8', 'a-f9'])
    expect(read.more.map(({ id }) => id)).toEqual(['f7'])
  })
})

test('papers count while they are fresh and nothing was found in them', () => {
  const asked = papersAsked(workshop(), { f3: true })
  const paper = (of: string, scan: string, datedOn: string | null) => ({ asked: of, scan, datedOn })
  const kept = [
    paper('d1', 'waiting', null),
    paper('d1', 'infected', null),
    paper('d2', 'clean', '2026-11-26'),
    paper('d2', 'clean', '2026-10-27'),
    paper('d2', 'clean', '2026-10-26'),
    paper('d2', 'clean', null),
    paper('d2', 'clean', '2026-11-27'),
  ]
  expect(ready(asked, kept, '2026-11-26')).toEqual([kept[0], kept[2], kept[3]])
})

test('a call is open from its first instant until its last, which is late', () => {
  const call = { opensAt: new Date(1000), closesAt: new Date(2000) }
  expect([999, 1000, 1999, 2000].map((at) => callStateAt(call, new Date(at)))).toEqual([
    'ahead',
    'open',
    'open',
    'closed',
  ])
})

test('every change of a definition is said in words, and no change is no words', () => {
  const edits: ((definition: Definition) => Definition)[] = [
    (one) => ({ ...one, title: { ...one.title, ru: 'Иначе' } }),
    (one) => ({ ...one, level: 'confirmed' }),
    (one) => ({ ...one, applies: 'person' }),
    (one) => ({ ...one, summary: null }),
    (one) => ({ ...one, published: [] }),
    (one) => ({ ...one, review: { ...one.review, blind: !one.review.blind } }),
    (one) => ({ ...one, rubric: { ...one.rubric, threshold: 51 } }),
    (one) => ({ ...one, agreement: { ...one.agreement, en: 'Else' } }),
    (one) => ({ ...one, milestones: one.milestones.slice(1) }),
    (one) => ({ ...one, report: one.report.toReversed() }),
    (one) => ({ ...one, pages: one.pages.map((page) => ({ ...page, hint: { ru: 'Иначе', en: '' } })) }),
    (one) => ({ ...one, documents: one.documents.map((paper) => ({ ...paper, largest: paper.largest + 1 })) }),
    (one) => ({ ...one, documents: one.documents.map((paper) => ({ ...paper, reveals: !paper.reveals })) }),
    ...(['required', 'reveals'] as const).map(
      (name) => (one: Definition) => eachField(one, (field) => ({ ...field, [name]: !field[name] })),
    ),
    (one) => eachField(one, (field) => ({ ...field, most: 7 })),
    (one) => eachField(one, (field) => ({ ...field, when: field.when ? null : { field: 'f3', is: 'yes' } })),
    (one) =>
      eachField(one, (field) => ({ ...field, options: field.options.slice(1), columns: field.columns.slice(1) })),
    (one) => ordered(one, 'fields', 'f1', 'remove'),
    (one) => ordered(one, 'fields', 'f3', 'down'),
    (one) => ordered(one, 'pages', 'p3', 'up'),
  ]
  fc.assert(
    fc.property(fc.subarray(edits, { minLength: 1, maxLength: 4 }), (chosen) => {
      const before = workshop()
      const after = chosen.reduce((one, edit) => edit(one), before)
      const same = JSON.stringify(before) === JSON.stringify(after)
      expect(changesBetween(before, after).length > 0).toBe(!same)
      expect(changesBetween(after, after)).toEqual([])
    }),
  )
})

test('moving up and down again is nothing, and a question leaves its page over the edge', () => {
  const one = workshop()
  expect(ordered(ordered(one, 'fields', 'f2', 'up'), 'fields', 'f2', 'down')).toEqual(one)
  expect(ordered(one, 'fields', 'f3', 'down').pages[1]?.fields[0]?.id).toBe('f3')
  expect(ordered(one, 'fields', 'nothing', 'up')).toEqual(one)
})

test('the invented programme of the pack has no problems, and an empty one names its parts', () => {
  expect(problemsOf(workshop())).toEqual([])
  expect(new Set(problemsOf(definitionShape.parse({ title: { ru: '' } })).map(({ part }) => part))).toEqual(
    new Set(['texts', 'pages', 'rubric', 'after']),
  )
})

test('nothing follows the end, everything else leads to one', () => {
  const reached = (from: (typeof states)[number], seen = new Set<string>()): Set<string> => {
    for (const to of states) if (mayFollow(from, to) && !seen.has(to)) reached(to, seen.add(to))
    return seen
  }
  for (const end of ['closed', 'withdrawn'] as const) expect([...reached(end)]).toEqual([])
  for (const state of states.filter((one) => one !== 'closed' && one !== 'withdrawn'))
    expect([...reached(state)]).toContain('closed')
})

function eachField(
  one: Definition,
  change: (field: Definition['pages'][number]['fields'][number]) => Definition['pages'][number]['fields'][number],
): Definition {
  return { ...one, pages: one.pages.map((page) => ({ ...page, fields: page.fields.map(change) })) }
}

test('a formula of a sum is said by the names of questions, a plain sum in roubles', () => {
  const words = openWords([{ prefix: 'platform', folder: join(projectRoot, 'src/platform') }], 'Europe/Samara').in('ru')
  const asked = [{ id: 'income', name: { ru: 'Доход за год', en: 'Income of a year' } }]
  expect(sayFormula(words, asked, 'income * 0.05')).toBe('«Доход за год» × 0.05')
  expect(sayFormula(words, asked, '500000').replaceAll(/\s/g, ' ')).toBe('500 000 ₽')
})
