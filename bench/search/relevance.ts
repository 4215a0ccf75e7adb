// How well the search finds: the paragraph that answers a question, beside PostgreSQL's own search over the same paragraphs.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { projectRoot } from '../../src/platform/root.ts'
import { find } from '../../src/services/portal/search/find.ts'
import { emptyIndex, putDocuments } from '../../src/services/portal/search/keep.ts'
import { otherLayout } from '../../src/services/portal/search/keyboard.ts'
import { understand } from '../../src/services/portal/search/understand.ts'
import { type SearchCity, settle } from './city.ts'
import { openChance } from './texts.ts'

interface Set_ {
  docs: { id: string; text: string }[]
  queries: { query: string; relevant: string }[]
}

type Finder = (query: string) => Promise<string[]>

/** Recall in the first ten and the mean reciprocal rank of each way to search, for questions as asked and misspelt. */
export async function benchRelevance(open: SearchCity): Promise<void> {
  const { docs, queries }: Set_ = JSON.parse(
    await readFile(join(projectRoot, 'tests/vectors/russian-text/xquad-ru-search-a.json'), 'utf8'),
  )
  await fill(open, docs)
  const finders: Record<string, Finder> = {
    'this search': ours(open),
    'plainto_tsquery, ts_rank_cd': plain(open, (query) => sql`plainto_tsquery('russian', ${query})`),
    'websearch_to_tsquery, ts_rank_cd': plain(open, (query) => sql`websearch_to_tsquery('russian', ${query})`),
    'the same with OR, ts_rank_cd': plain(
      open,
      (query) => sql`replace(plainto_tsquery('russian', ${query})::text, '&', '|')::tsquery`,
    ),
  }
  for (const [how, change] of Object.entries(changes())) {
    const asked = queries.map(({ query, relevant }) => ({ query: change(query), relevant }))
    const scores = new Map(Object.keys(finders).map((name) => [name, { recall: 0, rank: 0 }]))
    for (const { query, relevant } of asked) {
      for (const [name, finder] of Object.entries(finders)) {
        const place = (await finder(query)).indexOf(relevant)
        const score = scores.get(name)
        if (score && place >= 0) {
          score.recall += 1
          score.rank += 1 / (place + 1)
        }
      }
    }
    console.log(`\n${queries.length} questions over ${docs.length} paragraphs, ${how}`)
    for (const [name, { recall, rank }] of scores)
      console.log(
        `  ${name.padEnd(34)} recall@10 ${(recall / asked.length).toFixed(3)}   MRR ${(rank / asked.length).toFixed(3)}`,
      )
  }
  await emptyIndex(open.city, {})
  await sql`drop table bench_plain`.execute(open.database.kysely)
}

function changes(): Record<string, (query: string) => string> {
  const chance = openChance(7)
  const slip = (word: string) => {
    if (word.length < 5) return word
    const at = 1 + chance.upTo(word.length - 2)
    const letter = 'оеаинтсрвлкмдпу'[chance.upTo(15)] ?? 'о'
    return [
      word.slice(0, at) + word.slice(at + 1),
      word.slice(0, at) + letter + word.slice(at),
      word.slice(0, at) + letter + word.slice(at + 1),
      word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
    ][chance.upTo(4)] as string
  }
  const words = (query: string) => [...query.matchAll(/\p{L}{5,}/gu)]
  return {
    'as asked': (query) => query,
    'a slip in one word': (query) => {
      const all = words(query)
      const one = all[chance.upTo(all.length)]
      return one ? query.slice(0, one.index) + slip(one[0]) + query.slice(one.index + one[0].length) : query
    },
    'a slip in every word of five letters': (query) => query.replaceAll(/\p{L}{5,}/gu, slip),
    'without ё': (query) => query.replaceAll('ё', 'е').replaceAll('Ё', 'Е'),
    'by the wrong keyboard': (query) =>
      query
        .split(' ')
        .map((piece) => otherLayout(piece) ?? piece)
        .join(' '),
  }
}

async function fill(open: SearchCity, docs: Set_['docs']): Promise<void> {
  const documents = docs.map(({ id, text }) => ({ subject: `bench:${id}`, kind: 'bench', title: '', text, href: '/' }))
  await putDocuments(open.city, { door: 'bench', subjects: [], documents })
  const db = open.database.kysely
  await sql`create table bench_plain (id text, words tsvector)`.execute(db)
  for (const { id, text } of docs)
    await sql`insert into bench_plain values (${id}, to_tsvector('russian', ${text}))`.execute(db)
  await settle(open)
}

function ours({ city, database }: SearchCity): Finder {
  const audience = ['anyone']
  const names = new Map<number, string>()
  return async (query) => {
    if (names.size === 0) {
      const { rows } = await sql<{ id: number; subject: string }>`
        select id, subject from portal.search_documents`.execute(database.kysely)
      for (const { id, subject } of rows) names.set(id, subject.slice('bench:'.length))
    }
    const terms = await understand(city, query, { audience })
    const { hits } = await find(city, { terms, filter: {}, audience, skip: 0, most: 10 })
    return hits.map(({ document }) => names.get(document) ?? '')
  }
}

function plain({ database }: SearchCity, asked: (query: string) => ReturnType<typeof sql>): Finder {
  return async (query) => {
    const { rows } = await sql<{ id: string }>`
      select id from bench_plain, (select ${asked(query)} as q) asked where words @@ q
      order by ts_rank_cd(words, q) desc, id limit 10`.execute(database.kysely)
    return rows.map(({ id }) => id)
  }
}
