// How long a search takes at a city's size: kinds of questions in turn, beside PostgreSQL's own search over the same texts.
import { sql } from 'kysely'
import type { SearchDocument } from '../../src/platform/module.ts'
import { find } from '../../src/services/portal/search/find.ts'
import { emptyIndex, putDocuments } from '../../src/services/portal/search/keep.ts'
import { understand } from '../../src/services/portal/search/understand.ts'
import { type SearchCity, settle } from './city.ts'
import { openChance, openTexts } from './texts.ts'

interface Question {
  text: string
  unfinished?: boolean
  filter?: { kind?: string; district?: string; year?: number }
}

const audience = ['anyone']

/** Fills the index with so many documents of 25 to 60 words and asks `each` questions of every kind. */
export async function benchLatency(open: SearchCity, documents: number, each: number): Promise<void> {
  await fill(open, documents)
  const kinds = questions(each)
  for (let turn = 0; turn < 30; turn += 1) for (const asked of kinds.values()) await ours(open, asked[turn % each])
  const times = new Map<string, { ours: number[]; statement: number[]; and: number[]; or: number[]; found: number }>()
  for (let turn = 0; turn < each; turn += 1) {
    for (const [kind, asked] of kinds) {
      const own = times.get(kind) ?? { ours: [], statement: [], and: [], or: [], found: 0 }
      times.set(kind, own)
      const question = asked[turn]
      own.ours.push(
        await timed(async () => {
          own.found += await ours(open, question)
        }),
      )
      // PostgreSQL's own way takes seconds for some kinds: it is asked every tenth question.
      if (turn % 10 > 0) continue
      own.and.push(await timed(() => plain(open, question, '&')))
      own.or.push(await timed(() => plain(open, question, '|')))
    }
  }
  console.log(`\n${documents} documents, ${each} questions of each kind; p50 / p95 / p99 in ms`)
  for (const [kind, { ours: own, and, or, found }] of times)
    console.log(
      `  ${kind.padEnd(34)} this search ${shown(own)}   ts_rank_cd AND ${shown(and)}   OR ${shown(or)}   found ${Math.round(found / each)}`,
    )
  console.log(`  ${'all kinds'.padEnd(34)} this search ${shown([...times.values()].flatMap((one) => one.ours))}`)
  await emptyIndex(open.city, {})
  await sql`drop table bench_plain`.execute(open.database.kysely)
}

function questions(each: number): Map<string, Question[]> {
  const texts = openTexts(3)
  const chance = openChance(11)
  const rank = (from: number, to: number) => texts.word(from + chance.upTo(to - from))
  const make = (question: () => Question) => Array.from({ length: each }, question)
  const slip = (word: string) => word.slice(0, 2) + word.slice(3)
  return new Map([
    ['two words', make(() => ({ text: `${rank(20, 2000)} ${rank(20, 2000)}` }))],
    ['one frequent word', make(() => ({ text: rank(0, 30) }))],
    ['two frequent words', make(() => ({ text: `${rank(0, 30)} ${rank(0, 30)}` }))],
    [
      'three words, seldom together',
      make(() => ({ text: `${rank(200, 4000)} ${rank(200, 4000)} ${rank(200, 4000)}` })),
    ],
    ['a question of nine words', make(() => ({ text: texts.text(9) }))],
    ['a word begun', make(() => ({ text: `${rank(20, 2000)} ${rank(20, 2000).slice(0, 3)}`, unfinished: true }))],
    ['two words, one slip', make(() => ({ text: `${slip(rank(20, 2000))} ${rank(20, 2000)}` }))],
    [
      'a frequent word, two filters',
      make(() => ({
        text: rank(0, 100),
        filter: { kind: `kind${chance.upTo(8)}`, district: `dst-${chance.upTo(5)}` },
      })),
    ],
  ])
}

async function ours({ city }: SearchCity, question: Question | undefined): Promise<number> {
  if (!question) return 0
  const { text, unfinished = false, filter = {} } = question
  const terms = await understand(city, text, { audience, unfinished })
  return (await find(city, { terms, filter, audience, skip: 0, most: 10 })).total
}

async function plain({ database }: SearchCity, question: Question | undefined, join: '&' | '|'): Promise<void> {
  await sql`
    select id from bench_plain,
      (select replace(plainto_tsquery('russian', ${question?.text ?? ''})::text, '&', ${join})::tsquery as q) asked
    where words @@ q order by ts_rank_cd(words, q) desc, id limit 10`.execute(database.kysely)
}

async function fill(open: SearchCity, count: number): Promise<void> {
  const texts = openTexts(5)
  const chance = openChance(13)
  const db = open.database.kysely
  await sql`create table bench_plain (id bigint generated always as identity primary key, words tsvector)`.execute(db)
  const began = performance.now()
  let spent = 0
  for (let at = 0; at < count; at += 1000) {
    const documents = Array.from(
      { length: Math.min(1000, count - at) },
      (_, place): SearchDocument => ({
        subject: `bench:${at + place}`,
        kind: `kind${chance.upTo(8)}`,
        title: texts.text(3 + chance.upTo(4)),
        text: texts.text(22 + chance.upTo(34)),
        href: '/',
        district: `dst-${chance.upTo(5)}`,
        day: `${2017 + chance.upTo(10)}-05-01`,
      }),
    )
    spent += await timed(() => putDocuments(open.city, { door: 'bench', subjects: [], documents }))
    await sql`
      insert into bench_plain (words)
      select setweight(to_tsvector('russian', title), 'A') || setweight(to_tsvector('russian', text), 'C')
      from unnest(${documents.map(({ title }) => title)}::text[], ${documents.map(({ text }) => text)}::text[]) d (title, text)`.execute(
      db,
    )
  }
  await sql`create index on bench_plain using gin (words)`.execute(db)
  await sql`vacuum analyze bench_plain`.execute(db)
  await settle(open)
  const { rows } = await sql<{ size: string }>`
    select pg_size_pretty(pg_total_relation_size('portal.search_documents') + pg_total_relation_size('portal.search_index')
      + pg_total_relation_size('portal.search_words') + pg_total_relation_size('portal.search_stems')) as size`.execute(
    db,
  )
  console.log(
    `\n${count} documents kept in ${(spent / 1000).toFixed(0)} s (all ${((performance.now() - began) / 1000).toFixed(0)} s), ${rows[0]?.size}`,
  )
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function shown(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0).toFixed(1)
  return `${at(0.5)} / ${at(0.95)} / ${at(0.99)}`
}
