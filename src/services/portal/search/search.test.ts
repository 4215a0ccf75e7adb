// The search over a real database: what is kept is found, what may not be opened is not, and the index is what its documents are.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { City } from '#platform/city.ts'
import type { Audience, Module, SearchDocument } from '#platform/module.ts'
import { projectRoot } from '#platform/root.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { find } from './find.ts'
import { emptyIndex, putDocuments } from './keep.ts'
import { stemsOf } from './stems.ts'
import { type Term, understand } from './understand.ts'

let bare: BareCity
let city: City

const portal: Module = { name: 'portal', floor: 'services' }

beforeAll(async () => {
  bare = await openBareCity([portal])
  city = bare.as()
})
afterAll(() => bare.close())
beforeEach(() => emptyIndex(city, {}))

const put = (documents: SearchDocument[], subjects: string[] = []) =>
  putDocuments(city, { door: 'shed', subjects, documents })

const paper = (id: number, title: string, more: Partial<SearchDocument> = {}): SearchDocument => ({
  subject: `paper:${id}`,
  kind: 'paper',
  title,
  href: `/papers/${id}`,
  ...more,
})

interface Asked {
  audience?: string[]
  exact?: boolean
  unfinished?: boolean
  filter?: Parameters<typeof find>[1]['filter']
}

async function search(question: string, asked: Asked = {}) {
  const { audience = ['anyone'], filter = {}, ...rest } = asked
  const terms = await understand(city, question, { audience, ...rest })
  const found = await find(city, { terms, filter, audience, skip: 0, most: 100 })
  const { rows } = await sql<{ id: number; subject: string }>`select id, subject from portal.search_documents`.execute(
    city.db,
  )
  const names = new Map(rows.map(({ id, subject }) => [id, subject]))
  return { ...found, terms, subjects: found.hits.map(({ document }) => names.get(document) ?? '') }
}

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
        city,
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

describe('properties', () => {
  const vocabulary = readFileSync(join(projectRoot, 'tests/vectors/russian-text/snowball-russian-a.tsv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([word = '', stem = '']) => word.length > 3 && stem.length > 2)
  const forms = [...Map.groupBy(vocabulary, ([, stem]) => stem ?? '').values()]
    .map((rows) => rows.map(([word = '']) => word))
    .filter((words) => words.length > 1)
  const endings = fc.constantFrom(...forms)

  test('a text is found by each of its words in any ending, spelling and case', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(endings, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        fc.constantFrom('NFC', 'NFD'),
        async (words, chance, composed) => {
          const any = (list: string[]) => list[(chance.next().value ?? 0) % list.length] ?? ''
          await emptyIndex(city, {})
          await put([paper(1, 'Запись', { text: words.map(any).join(', ').normalize(composed) })])
          for (const list of words) {
            const word = any(list)
            const known = (await stemsOf(city, [word.replaceAll('ё', 'е')])).get(word.replaceAll('ё', 'е'))
            if (!known) continue
            const asked = [
              word,
              word.toUpperCase(),
              word.replaceAll('ё', 'е'),
              word.replace('е', 'ё'),
              word.normalize('NFD'),
            ]
            for (const each of asked) expect((await search(each, { exact: true })).subjects).toEqual(['paper:1'])
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  const audiences = fc.constantFrom<Audience[]>(
    ['anyone'],
    ['role:dispatcher'],
    ['role:inspector', 'handle:a'],
    ['handle:a'],
    ['handle:b'],
  )
  const word = fc.constantFrom('парк', 'яма', 'фонарь', 'тротуар', 'подъезд', 'каток')
  const document = fc.record({
    id: fc.nat(5),
    words: fc.array(word, { minLength: 1, maxLength: 5 }),
    audience: audiences,
    kind: fc.constantFrom('paper', 'yard'),
    year: fc.integer({ min: 2020, max: 2026 }),
  })
  const made = ({ id, words, audience, kind, year }: typeof document extends fc.Arbitrary<infer D> ? D : never) =>
    paper(id, words.join(' '), { text: `секрет${id} ${words.join(' ')}`, audience, kind, day: `${year}-01-01` })

  test('what a reader may not open is not found, not counted, and not guessed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 1, maxLength: 8 }),
        fc.constantFrom<string[]>(['anyone'], ['anyone', 'role:dispatcher'], ['anyone', 'handle:a']),
        async (documents, audience) => {
          await emptyIndex(city, {})
          const last = new Map(documents.map((each) => [each.id, each]))
          await put([...last.values()].map(made))
          const open = [...last.values()].filter((each) => each.audience.some((one) => audience.includes(one)))
          for (const asked of ['парк', 'яма', 'фонарь тротуар каток']) {
            const meant = asked.split(' ')
            const right = open.filter(({ words }) => words.some((each) => meant.includes(each)))
            const found = await search(asked, { audience })
            const all = right.filter(({ words }) => meant.every((each) => words.includes(each)))
            expect(found.whole).toBe(all.length)
            expect(found.subjects.toSorted()).toEqual(right.map(({ id }) => `paper:${id}`).toSorted())
            const counted = found.facets.kind.reduce((sum, { documents: n }) => sum + n, 0)
            expect(counted).toBe(right.length)
          }
          for (const { id, audience: may } of last.values()) {
            const guess = await search(`секр`, { audience, unfinished: true })
            if (may.includes('anyone')) continue
            // Its own word is no beginning and no slip for one who may not open it.
            if (may.some((one) => audience.includes(one))) continue
            for (const asked of [{ audience }, { audience, unfinished: true }]) {
              const { terms, subjects } = await search(`секрет${id}`, asked)
              expect(subjects).not.toContain(`paper:${id}`)
              expect(terms.flatMap(({ stems }) => stems)).not.toContain(`секрет${id}`)
            }
            expect(guess.terms.flatMap(({ stems }) => stems)).not.toContain(`секрет${id}`)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('after any changes the index is the one that its documents make', async () => {
    const change = fc.record({ put: fc.array(document, { maxLength: 4 }), gone: fc.array(fc.nat(5), { maxLength: 3 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        await emptyIndex(city, {})
        const now = new Map<number, SearchDocument>()
        for (const { put: more, gone } of changes) {
          const several = new Map(more.map((each) => [each.id, made(each)]))
          for (const id of gone) now.delete(id)
          for (const [id, each] of several) now.set(id, each)
          await put(
            [...several.values()],
            gone.map((id) => `paper:${id}`),
          )
        }
        const changed = await everything()
        await emptyIndex(city, {})
        await put([...now.values()])
        expect(changed).toEqual(await everything())
        expect(await put([...now.values()])).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  async function everything() {
    const rows = async (query: ReturnType<typeof sql>) => (await query.execute(city.db)).rows
    return {
      documents: await rows(sql`
        select d.subject, d.hash, d.title, i.kind, i.year, i.audience, i.length, i.words::text
        from portal.search_documents d join portal.search_index i on i.document = d.id order by d.subject`),
      stems: await rows(sql`select * from portal.search_stems order by stem`),
      words: await rows(sql`select word, stem, documents, near from portal.search_words order by word`),
      size: await rows(sql`select documents, length from portal.search_size`),
    }
  }
})
