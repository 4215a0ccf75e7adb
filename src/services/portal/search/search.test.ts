// The search over a real database: the stemmers are Snowball's, what is meant is found, and nothing that is asked breaks it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { emptyIndex } from './keep.ts'
import { openSearchStage, paper, type SearchStage } from './stage.testing.ts'
import { stemsOf } from './stems.ts'
import type { Term } from './understand.ts'

let stage: SearchStage
const put: SearchStage['put'] = (...given) => stage.put(...given)
const search: SearchStage['search'] = (...given) => stage.search(...given)

beforeAll(async () => {
  stage = await openSearchStage()
})
afterAll(() => stage.close())
beforeEach(() => emptyIndex(stage.city, {}))

const how = (terms: readonly Term[]) => terms.map((term) => `${term.how} ${term.shown}`)

describe('the stemmers', () => {
  test('say of 24,893 words what Snowball itself says', async () => {
    const file = join(projectRoot, 'tests/vectors/russian-text/snowball-russian-a.tsv')
    const pairs = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
    expect(pairs).toHaveLength(24_893)
    let stops = 0
    const wrong: string[] = []
    for (let at = 0; at < pairs.length; at += 1000) {
      const some = pairs.slice(at, at + 1000)
      const stems = await stemsOf(
        stage.city,
        some.map(([word = '']) => word),
      )
      for (const [word = '', stem = ''] of some) {
        const own = stems.get(word)
        if (own === null) stops += 1
        else if (own !== stem) wrong.push(`${word}: ${own}, not ${stem}`)
      }
    }
    expect(wrong).toEqual([])
    // Words that say nothing have no stem here: «а», «без», «будто» …
    expect(stops).toBeGreaterThan(50)
    expect(stops).toBeLessThan(160)
  })
})

describe('finds', () => {
  beforeEach(() =>
    put([
      paper(1, 'Парк Кирова', { text: 'Зелёные аллеи, ёлки и пруд.', district: 'dst-001', day: '2025-05-01' }),
      paper(2, 'Яма у подъезда, ул. Пушкинская, 270', { keywords: '2026-000123', district: 'dst-002' }),
      paper(3, 'Библиотека имени Некрасова', { text: 'Читальный зал открыт в парке.', day: '2026-02-03' }),
      paper(4, 'Ӟеч буресь!', { text: 'Удмурт кыл: ӝыт, ӵукна, ӧс.', lang: 'udm' }),
      paper(5, 'Programme of small grants', { text: 'Субсидии предпринимателям' }),
    ]),
  )

  test.each([
    ['парки', 'paper:1'],
    ['ПАРКОМ', 'paper:1'],
    ['елка', 'paper:1'],
    ['ёлкой', 'paper:1'],
    ['gfhr', 'paper:1'],
    ['зкщпкфььу', 'paper:5'],
    ['grant', 'paper:5'],
    ['2026-000123', 'paper:2'],
    ['№ 000123', 'paper:2'],
    ['123', 'paper:2'],
    ['улица пушкинской', 'paper:2'],
    ['пушкинская ул.', 'paper:2'],
    ['бибилотека', 'paper:3'],
    ['библиотке', 'paper:3'],
    ['библи', 'paper:3'],
    [',b,kbjntrf', 'paper:3'],
    ['зеч буресь', 'paper:4'],
    ['ӝыт', 'paper:4'],
    ['ӝыт'.normalize('NFD'), 'paper:4'],
    ['Где в городе читальный зал и библиотека?', 'paper:3'],
  ])('%s', async (question, subject) => {
    expect((await search(question)).subjects[0]).toBe(subject)
  })

  test('what was typed wins over what is like it, and says what it did', async () => {
    await put([paper(6, 'Паркет'), paper(7, 'Барк')])
    expect(how((await search('парк')).terms)).toEqual(['typed парк'])
    expect(how((await search('gfhr')).terms)).toEqual(['layout парк'])
    expect(how((await search('бибилотека')).terms)).toEqual(['slip библиотека'])
    expect(how((await search('щщщщщщ')).terms)).toEqual(['unknown щщщщщщ'])
    const exact = await search('бибилотека', { exact: true })
    expect(exact.subjects).toEqual([])
    expect(how(exact.terms)).toEqual(['unknown бибилотека'])
  })

  test('a word that is still typed goes on', async () => {
    expect((await search('пуш', { unfinished: true })).subjects).toEqual(['paper:2'])
    expect((await search('парк нек', { unfinished: true })).subjects[0]).toBe('paper:3')
  })

  test('by kind, district and year, with counts of what is left', async () => {
    await put([paper(8, 'Парк Козий', { district: 'dst-002', day: '2025-07-07', kind: 'yard' })])
    const all = await search('парк')
    expect(all.total).toBe(3)
    expect(all.facets.kind).toEqual([
      { value: 'paper', documents: 2 },
      { value: 'yard', documents: 1 },
    ])
    expect(all.facets.year).toEqual([
      { value: '2025', documents: 2 },
      { value: '2026', documents: 1 },
    ])
    expect((await search('парк', { filter: { kind: 'yard' } })).subjects).toEqual(['paper:8'])
    expect((await search('парк', { filter: { district: 'dst-001' } })).subjects).toEqual(['paper:1'])
    expect((await search('парк', { filter: { year: 2025, district: 'dst-002' } })).subjects).toEqual(['paper:8'])
  })

  test('a title before a text', async () => {
    expect((await search('парк')).subjects).toEqual(['paper:1', 'paper:3'])
  })
})

describe('whatever is asked', () => {
  const hostile = [
    '',
    ' ',
    'и на в',
    '& | ! ( ) : * <-> "',
    "'",
    "''; drop table portal.search_index; --",
    '"парк',
    'парк:*',
    'парк & !аллея',
    '%_\\%',
    '\\',
    'а\u0000б',
    '\ud800',
    '👩‍👩‍👧‍👦 🇷🇺',
    'مرحبا \u202eпарк',
    'ж\u0308'.repeat(500),
    'я'.repeat(10_000),
    'парк '.repeat(300),
    Array.from({ length: 300 }, (_, n) => `слово${n}`).join(' '),
    '9'.repeat(10_000),
    '-'.repeat(5000),
    '2026-'.repeat(1000),
    '=парк #paper @dst-001 ~2025',
  ]

  test.each(hostile.map((question) => [question.slice(0, 30), question]))('%j is answered', async (_, question) => {
    await put([paper(1, 'Парк Кирова')])
    for (const asked of [{}, { exact: true }, { unfinished: true }]) {
      const { total, subjects } = await search(question, asked)
      expect(subjects).toHaveLength(total)
    }
  })

  test('any text at all, as a question and as a document', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.string({ unit: 'binary', maxLength: 80 }),
        async (question, text) => {
          await put([paper(1, question, { text, keywords: text, place: question })])
          await search(question)
          await search(text, { unfinished: true })
        },
      ),
      { numRuns: 60 },
    )
  })
})
