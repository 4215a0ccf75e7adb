// Terms from the pack to the answer: loaded twice they change nothing, a wrong file says all that is wrong, decisions are said well.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { loadQuestions } from './actions/questions.ts'
import { loadTerms, nameTerms, publishTerms, saveDraft } from './actions/terms.ts'
import { allTerms, decideFor, frozenTerms, termsInForce, today, vocabulary } from './queries/terms.ts'
import { sayDecision } from './rules/say.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
})
afterAll(() => stage.close())

const city = () => stage.city.cityFor(machinery('test'))
const both = (ru: string) => ({ ru, en: ru })
const questions = {
  questions: [
    { order: 1, id: 'okved', kind: 'code', changeable: true, cost: 2, name: both('ОКВЭД'), ask: both('Какой код?') },
    {
      id: 'age',
      kind: 'number',
      whole: true,
      from: 0,
      to: 120,
      changeable: false,
      name: both('Возраст'),
      ask: both('Сколько лет?'),
      unit: both('год|года|лет'),
    },
    {
      id: 'form',
      kind: 'one',
      options: ['ip', 'self'],
      changeable: true,
      name: both('Форма дела'),
      ask: both('Кто вы?'),
      labels: { ip: both('ИП'), self: both('самозанятый') },
    },
  ],
}
const table = {
  columns: [
    { id: 'okved', of: 'okved' },
    { id: 'age', of: 'age' },
    { id: 'form', of: 'form' },
  ],
  rows: [{ id: 'r1', cells: ['62, 63', '<= 35', 'ip'], gives: 'yes' as const, amount: '500000' }],
}
const example = { known: { okved: '62.01', age: 30, form: 'ip' }, on: '2026-11-01', verdict: 'yes' as const }
const terms = {
  terms: [{ id: 'grant', title: both('Грант'), versions: [{ from: '2026-01-01', table, examples: [example] }] }],
}

test('a pack is loaded, answers, and loading it again changes nothing', async () => {
  await loadQuestions(city(), questions)
  await loadTerms(city(), terms)
  await loadQuestions(city(), questions)
  await loadTerms(city(), terms)
  expect((await allTerms(city())).get('grant')?.versions).toHaveLength(1)
  const decision = (await decideFor(city(), { okved: '47.91', age: 36, form: 'self' })).get('grant')
  expect(decision).toMatchObject({ verdict: 'no', change: null })
  const said = decision && sayDecision(city().words, decision, await vocabulary(city()))
  expect(said?.because).toEqual([
    'Нужно: ОКВЭД 62 или 63. У вас: 47.91.',
    'Нужно: возраст не больше 35\u00a0лет. У вас: 36\u00a0лет.',
    'Нужно: форма дела\u00a0— ИП. У вас: самозанятый.',
  ])
  const near = (await decideFor(city(), { okved: '47.91', age: 21, form: 'self' })).get('grant')
  expect(near && sayDecision(city().words, near, await vocabulary(city())).change).toBe(
    'Подошло бы при таких ответах: ОКВЭД\u00a0— 62 или 63 (сейчас 47.91); форма дела\u00a0— ИП (сейчас самозанятый).',
  )
  expect(near?.verdict === 'no' && near.amount).toBeNull()
})

test('of two ways to a yes, only what the nearer one still needs is said', async () => {
  const ways = {
    ...table,
    rows: [
      { id: 'r1', cells: ['62', '-', 'ip'], gives: 'yes' as const },
      { id: 'r2', cells: ['62', '-', 'self'], gives: 'yes' as const },
    ],
  }
  const versions = [{ from: '2026-01-01', table: ways, examples: [example] }]
  await loadQuestions(city(), questions)
  await loadTerms(city(), { terms: [{ id: 'ways', title: both('Два пути'), versions }] })
  const decision = (await decideFor(city(), { okved: '47.91', form: 'self' })).get('ways')
  const said = decision && sayDecision(city().words, decision, await vocabulary(city()))
  expect(said?.because).toEqual(['Нужно: ОКВЭД 62. У вас: 47.91.'])
})

test('a wrong file is refused whole, with every problem at its place', async () => {
  const wrong = {
    terms: [
      {
        id: 'bad',
        title: both('Плохо'),
        versions: [
          {
            from: '2026-01-01',
            table: { ...table, rows: [{ ...table.rows[0], cells: ['62', '<= старый', '"ooo"'] }] },
          },
        ],
      },
      {
        id: 'off',
        title: both('Мимо'),
        versions: [{ from: '2026-01-01', table, examples: [{ ...example, verdict: 'no' }] }],
      },
    ],
  }
  const failure = await loadTerms(city(), wrong).catch((error: unknown) => String(error))
  expect(failure).toContain('bad, version 1, r1, age: ')
  expect(failure).toContain('bad, version 1, r1, form: unknown-option ooo')
  expect(failure).toContain('off, version 1, example 1: no expected, yes')
  expect((await allTerms(city())).has('bad')).toBe(false)
  await expect(loadQuestions(city(), { questions: [{ id: 'x', kind: 'odd' }] })).rejects.toThrow('questions.0.kind')
})

test('what is published stays, and a call keeps the version it began with', async () => {
  const before = await termsInForce(city(), 'grant')
  const office = 'programme-manager'
  const stricter = {
    ...table,
    rows: [{ ...table.rows[0], id: 'r1', gives: 'yes' as const, cells: ['62', '<= 25', 'ip'] }],
  }
  const body = { table: stricter, examples: [{ ...example, verdict: 'no' as const }], basis: null }
  await saveDraft(city(), { id: 'grant', seen: 0, body, office })
  await expect(saveDraft(city(), { id: 'grant', seen: 0, body, office })).rejects.toMatchObject({ kind: 'conflict' })
  const publication = { id: 'grant', seen: 1, from: await today(city()), to: null, office, reason: 'строже' }
  expect(await publishTerms(city(), publication)).toEqual({ version: 2 })
  expect((await decideFor(city(), example.known)).get('grant')?.verdict).toBe('no')
  expect(before?.version).toBe(1)
  const old = await frozenTerms(city(), 'grant', 1)
  expect(old.sets.get('grant')?.[0]?.table.rows[0]?.cells.map(({ text }) => text)).toEqual(['62, 63', '<= 35', 'ip'])
  // The pack does not take back what an editor has published.
  await loadTerms(city(), terms)
  expect((await allTerms(city())).get('grant')?.versions).toHaveLength(2)
})

test('nothing is published with a problem, without an example, or against one', async () => {
  const office = 'programme-manager'
  const id = 'fresh'
  const publication = { id, from: '2026-12-01', to: null, office, reason: 'начало' }
  await nameTerms(city(), {
    id,
    title: both('Новое'),
    office,
    body: { table: { ...table, rows: [] }, examples: [], basis: null },
  })
  await expect(publishTerms(city(), { ...publication, seen: 1 })).rejects.toMatchObject({
    fields: { from: { key: 'programmes.terms.error.problems' } },
  })
  await saveDraft(city(), { id, seen: 1, office, body: { table, examples: [], basis: null } })
  await expect(publishTerms(city(), { ...publication, seen: 2 })).rejects.toMatchObject({
    fields: { from: { key: 'programmes.terms.error.noExamples' } },
  })
  await saveDraft(city(), {
    id,
    seen: 2,
    office,
    body: { table, examples: [{ ...example, verdict: 'unknown' }], basis: null },
  })
  await expect(publishTerms(city(), { ...publication, seen: 3 })).rejects.toMatchObject({
    fields: { from: { key: 'programmes.terms.error.examples' } },
  })
  await expect(publishTerms(city(), { ...publication, seen: 2 })).rejects.toMatchObject({ kind: 'conflict' })
  await expect(
    nameTerms(city(), { id, title: both('Снова'), office, body: { table, examples: [], basis: null } }),
  ).rejects.toMatchObject({ kind: 'conflict' })
})
