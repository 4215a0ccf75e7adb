// What always holds of the search: each word of a text finds it, nobody finds what she may not open, and the index is its documents'.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Audience, SearchDocument } from '#platform/module.ts'
import { projectRoot } from '#platform/root.ts'
import { emptyIndex } from './keep.ts'
import { openSearchStage, paper, type SearchStage } from './stage.testing.ts'
import { stemsOf } from './stems.ts'

let stage: SearchStage
const put: SearchStage['put'] = (...given) => stage.put(...given)
const search: SearchStage['search'] = (...given) => stage.search(...given)

beforeAll(async () => {
  stage = await openSearchStage()
})
afterAll(() => stage.close())

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
          await emptyIndex(stage.city, {})
          await put([paper(1, 'Запись', { text: words.map(any).join(', ').normalize(composed) })])
          for (const list of words) {
            const word = any(list)
            const known = (await stemsOf(stage.city, [word.replaceAll('ё', 'е')])).get(word.replaceAll('ё', 'е'))
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
  const word = fc.constantFrom<string>('парк', 'яма', 'фонарь', 'тротуар', 'подъезд', 'каток')
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
          await emptyIndex(stage.city, {})
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
        await emptyIndex(stage.city, {})
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
        await emptyIndex(stage.city, {})
        await put([...now.values()])
        expect(changed).toEqual(await everything())
        expect(await put([...now.values()])).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  async function everything() {
    const rows = async (query: ReturnType<typeof sql>) => (await query.execute(stage.city.db)).rows
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
