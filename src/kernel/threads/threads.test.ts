// Links are the same in whatever order facts come; what is shown of a thread is bounded and loses nothing.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { action } from '#platform/city.ts'
import { announce } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import type { Link, Module } from '#platform/module.ts'
import { type BareCity, openBareCity } from '../../../tests/bare-city.ts'
import { readOn, tie } from './actions.ts'
import { links, threads } from './index.ts'
import { threadOf } from './queries.ts'
import { knots, lastLeaf, linksOn, mostCounted, mostThings, type Thread, widths } from './rules.ts'

let bare: BareCity

/** A service of the test's own, whose facts tie and part the things they name. */
const pair = z.object({ from: z.string(), to: z.string() })
const shed: Module = {
  name: 'shed',
  floor: 'services',
  links: [
    links('shed.tied', pair, ({ from, to }) => [{ from, to, kind: 'shed.led' }]),
    links('shed.parted', pair, ({ from, to }) => [{ from, to, kind: 'shed.led', ends: true }]),
  ],
}
const doors: Module[] = [shed, threads(() => doors)]

const say = action('shed', (city, { kind, from, to }: { kind: 'tied' | 'parted'; from: string; to: string }) =>
  announce(city, `shed.${kind}`, from, { from, to }),
)

beforeAll(async () => {
  bare = await openBareCity(doors)
})
afterAll(() => bare.close())
beforeEach(() => empty())

async function empty(): Promise<void> {
  await sql`truncate threads.links, threads.readings, facts.facts, facts.deliveries, facts.clock`.execute(
    bare.database.kysely,
  )
}

const rows = async () =>
  (
    await sql`select * from threads.links order by from_subject collate "C", to_subject collate "C"`.execute(
      bare.database.kysely,
    )
  ).rows

const subject = fc.constantFrom('case:1', 'win:a', 'win:b', 'indicator:x')
const told = fc.record({ from: subject, to: subject, ends: fc.boolean(), second: fc.nat(3), day: fc.nat(2) })

describe('the same facts make the same thread', () => {
  test('shuffled, repeated, and heard in batches of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(told, { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 1, max: 4 }),
        async (said, chance, batch) => {
          const all = said.map(({ from, to, ends, second, day }): Link => {
            const at = new Date(bare.now.getTime() + second * 1000)
            return { from, to, kind: 'shed.led', ends, day: `2026-11-0${day + 1}`, fact: { id: newId(at), at } }
          })
          const shuffled = [...all, ...all.filter(() => (chance.next().value ?? 0) % 2 === 0)]
            .map((link) => ({ link, place: chance.next().value ?? 0 }))
            .toSorted((a, b) => a.place - b.place)
            .map(({ link }) => link)
          await sql`truncate threads.links`.execute(bare.database.kysely)
          for (let at = 0; at < shuffled.length; at += batch) await tie(bare.as(), shuffled.slice(at, at + batch))
          expect(await rows()).toEqual(folded(all))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('delivered by the machinery any number of times', async () => {
    await led(['case:1', 'win:a'], ['win:a', 'indicator:x'])
    await say(bare.as(), { kind: 'parted', from: 'case:1', to: 'win:a' })
    await bare.worker.settle()
    const once = await rows()
    expect(once).toHaveLength(2)
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(2)), async (again) => {
        await sql`update facts.deliveries set done_at = null
          where id in (select id from (select id, row_number() over (order by id) - 1 as n from facts.deliveries) d
            where n = any(${again}))`.execute(bare.database.kysely)
        await bare.worker.settle()
        expect(await rows()).toEqual(once)
      }),
      { numRuns: 8 },
    )
  })

  // A fold written otherwise than the one in SQL: sort, then take the first and the last.
  function folded(all: readonly Link[]) {
    const inOrder = all.toSorted((a, b) => +a.fact.at - +b.fact.at || (a.fact.id < b.fact.id ? -1 : 1))
    const pairs = Map.groupBy(
      inOrder.filter(({ from, to }) => from !== to),
      ({ from, to }) => `${from} ${to}`,
    )
    return [...pairs]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, of]) => {
        const ties = of.filter(({ ends }) => !ends)
        const parts = of.filter(({ ends }) => ends)
        const [from, to] = name.split(' ')
        return {
          from_subject: from,
          to_subject: to,
          kind: 'shed.led',
          begun_at: ties[0]?.fact.at ?? null,
          begun_fact: ties[0]?.fact.id ?? null,
          day: ties[0]?.day ?? null,
          tied_at: ties.at(-1)?.fact.at ?? null,
          tied_fact: ties.at(-1)?.fact.id ?? null,
          ended_at: parts.at(-1)?.fact.at ?? null,
          ended_fact: parts.at(-1)?.fact.id ?? null,
        }
      })
  }
})

describe('what is shown of a thread', () => {
  test('an end before its beginning shows nothing, and a link tied again holds', async () => {
    await say(bare.as(), { kind: 'parted', from: 'case:1', to: 'win:a' })
    await bare.worker.settle()
    expect(linksOn(await threadOf(bare.as(), 'case:1'))).toEqual([])
    await say(bare.as(), { kind: 'tied', from: 'case:1', to: 'win:a' })
    await bare.worker.settle()
    expect(linksOn(await threadOf(bare.as(), 'case:1'))).toMatchObject([{ from: 'case:1', to: 'win:a', ended: null }])
    await say(bare.as(), { kind: 'parted', from: 'case:1', to: 'win:a' })
    await bare.worker.settle()
    expect(linksOn(await threadOf(bare.as(), 'case:1'))).toMatchObject([{ ended: { at: bare.now } }])
  })

  test('it leads from the origin through the thing to what came of it, and no further to the side', async () => {
    await led(['case:1', 'win:a'], ['win:a', 'indicator:x'], ['case:2', 'win:b'], ['win:b', 'indicator:x'])
    const thread = await threadOf(bare.as(), 'win:a')
    expect(pairsOn(thread)).toEqual(['case:1 win:a', 'win:a indicator:x'])
    const all = await threadOf(bare.as(), 'indicator:x')
    expect(pairsOn(all)).toHaveLength(4)
    expect(all.onward.beyond).toEqual([])
  })

  test('a circle is gone round once', async () => {
    await led(['case:1', 'win:a'], ['win:a', 'project:p'], ['project:p', 'case:1'])
    const thread = await threadOf(bare.as(), 'win:a')
    expect(knots(thread.onward).map(({ subject: each, again }) => `${each}${again ? ' again' : ''}`)).toEqual([
      'win:a',
      'project:p',
      'case:1',
      'win:a again',
    ])
  })

  test('a long line stops and says that there is more', async () => {
    await led(...Array.from({ length: 20 }, (_, n): [string, string] => [`case:${n}`, `case:${n + 1}`]))
    const line = knots((await threadOf(bare.as(), 'case:0')).onward)
    expect(line).toHaveLength(widths.length + 1)
    expect(line.map(({ more }) => more)).toEqual([...widths.map(() => 0), 1])
  })

  test('a wide tree stops before it fills the page, and tells how much lies beyond', async () => {
    const levels = [8, 4, 3]
    let edge = ['indicator:x']
    const pairs: [string, string][] = []
    for (const width of levels) {
      const next = edge.flatMap((to, n) =>
        Array.from({ length: width }, (_, m): [string, string] => [`case:${pairs.length}.${n}.${m}`, to]),
      )
      pairs.push(...next)
      edge = next.map(([from]) => from)
    }
    const fact = { id: newId(bare.now), at: bare.now }
    await tie(
      bare.as(),
      pairs.map(([from, to]) => ({ from, to, kind: 'shed.led', fact })),
    )
    const shown = knots((await threadOf(bare.as(), 'indicator:x')).back)
    expect(shown).toHaveLength(1 + 8 + 32)
    expect(shown.map(({ more }) => more).filter((more) => more > 0)).toEqual(Array.from({ length: 32 }, () => 3))
  })

  test('leaf by leaf each neighbour is shown once, the newest first', async () => {
    const wins = Array.from({ length: 30 }, (_, n) => `win:${n}`)
    for (const win of wins) {
      bare.now = new Date(bare.now.getTime() + 1000)
      await led([win, 'indicator:x'])
    }
    const shown: string[] = []
    const left: number[] = []
    for (let leaf = 1; leaf <= 4; leaf++) {
      const { back } = await threadOf(bare.as(), 'indicator:x', { back: leaf, onward: 1 })
      shown.push(...back.beyond.map((each) => each.subject))
      left.push(back.more)
    }
    expect(shown).toEqual(wins.toReversed())
    expect(left).toEqual([22, 14, 6, 0])
  })

  test('of a thing with more links than are counted the last thousand can be turned, and no more is read', async () => {
    await sql`insert into threads.links (from_subject, to_subject, kind, begun_at, begun_fact, tied_at, tied_fact)
      select 'win:' || n, 'indicator:x', 'shed.led', at, id, at, id from (
        select n, timestamptz '2026-01-01' + n * interval '1 minute' as at, gen_random_uuid() as id
        from generate_series(1, 1500) n) many`.execute(bare.database.kysely)
    const first = (await threadOf(bare.as(), 'indicator:x')).back
    expect({ more: first.more, many: first.many, newest: first.beyond[0]?.subject }).toEqual({
      more: mostCounted - widths[0],
      many: true,
      newest: 'win:1500',
    })
    const last = (await threadOf(bare.as(), 'indicator:x', { back: lastLeaf, onward: 1 })).back
    expect({ more: last.more, oldest: last.beyond.at(-1)?.subject }).toEqual({ more: 0, oldest: 'win:501' })
  })

  test('of any net of links a page shows what is true, never too much, and counts what it leaves out', async () => {
    const node = fc.nat(14).map((n) => `case:${n}`)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(node, node), { maxLength: 120 }), async (pairs) => {
        await empty()
        const fact = { id: newId(bare.now), at: bare.now }
        await tie(
          bare.as(),
          pairs.map(([from, to]) => ({ from, to, kind: 'shed.led', fact })),
        )
        const net = new Set(pairs.filter(([from, to]) => from !== to).map((each) => each.join(' ')))
        const thread = await threadOf(bare.as(), 'case:0')
        for (const each of pairsOn(thread)) expect(net.has(each)).toBe(true)
        for (const [direction, end] of [
          ['back', 1],
          ['onward', 0],
        ] as const) {
          const shown = knots(thread[direction])
          expect(new Set(shown.map((one) => one.subject)).size).toBeLessThanOrEqual(mostThings)
          for (const one of shown.filter(({ again }) => !again)) {
            const there = [...net].filter((each) => each.split(' ')[end] === one.subject).length
            expect(one.more + one.beyond.length).toBe(there)
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})

test('facts of the time before are read page by page, once for each set of rules, and a broken one stops nothing', async () => {
  const early = new Date('2020-01-01T00:00:00Z')
  for (let n = 0; n < 12; n++) {
    const at = new Date(early.getTime() + n * 1000)
    const data = n === 5 ? { from: 'case:5' } : { from: `case:${n}`, to: 'project:p' }
    await sql`insert into facts.facts (id, kind, subject, data, at)
      values (${newId(at)}, ${n % 3 === 2 ? 'shed.other' : 'shed.tied'}, ${`case:${n}`}, ${data}, ${at})`.execute(
      bare.database.kysely,
    )
  }
  const rules = shed.links ?? []
  const pages: boolean[] = []
  do pages.push((await readOn(bare.as(), { rules, most: 5 })).done)
  while (!pages.at(-1))
  expect(pages).toEqual([false, false, false, true])
  const begun = await rows()
  expect(begun.map((row) => z.object({ from_subject: z.string() }).parse(row).from_subject)).toEqual(
    [0, 1, 10, 3, 4, 6, 7, 9].map((n) => `case:${n}`),
  )
  await sql`truncate threads.links`.execute(bare.database.kysely)
  expect(await readOn(bare.as(), { rules })).toEqual({ done: true })
  expect(await rows()).toEqual([])
  await readOn(bare.as(), { rules: [...rules, links('shed.other', pair, (link) => [{ ...link, kind: 'shed.saw' }])] })
  expect(await rows()).toHaveLength(11)
})

test('the clock reads them by itself', async () => {
  await led(['case:1', 'win:a'])
  await sql`truncate threads.links`.execute(bare.database.kysely)
  await bare.worker.tick()
  await bare.worker.settle()
  expect(await rows()).toHaveLength(1)
})

test.each(['Анна Иванова', 'case:', 'case:1 Пушкинская, 1', ':1', 'case:Анна', `case:${'1'.repeat(101)}`])(
  'words of people cannot become a link: «%s»',
  async (words) => {
    const fact = { id: newId(bare.now), at: bare.now }
    await expect(tie(bare.as(), [{ from: words, to: 'win:a', kind: 'shed.led', fact }])).rejects.toThrow('no subject')
  },
)

async function led(...pairs: [string, string][]): Promise<void> {
  for (const [from, to] of pairs) await say(bare.as(), { kind: 'tied', from, to })
  await bare.worker.settle()
}

function pairsOn(thread: Thread): string[] {
  return linksOn(thread).map(({ from, to }) => `${from} ${to}`)
}
