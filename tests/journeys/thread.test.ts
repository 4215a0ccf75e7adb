// The thread through the whole city: what it shows, what it hides, and that it is the same however it was heard.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { threadAnswer } from '../../src/kernel/threads/routes.ts'
import { canary, type LivedIn, liveIn } from '../lived-in.ts'
import { openStage, type Stage } from '../people.ts'

let stage: Stage
let lived: LivedIn
/** The number of the case whose win is told, and of the one whose draft waits. */
let told: string
let waiting: string

beforeAll(async () => {
  stage = await openStage()
  lived = await liveIn(stage)
  const { links } = await thread(`win/${lived.win}`)
  const numbers = [lived.told.number, lived.confirmed.number]
  told = numbers.find((number) => links[0]?.from === `case:${number}`) ?? ''
  waiting = numbers.find((number) => number !== told) ?? ''
})
afterAll(() => stage.close())

const own = 'own-confirmed-fixes'
const thread = async (of: string) => threadAnswer.parse(await stage.guest().json(`/threads/${of}`))
const html = async (path: string) => (await stage.guest().get(path)).body

describe('from a report to the number it moved', () => {
  test('each page of a thing leads to its thread, and the thread back to each of them', async () => {
    const pages = [`/cases/${told}`, `/small-wins/${lived.win}`, `/strategy/indicators/${own}`]
    const threads = [`case/${told}`, `win/${lived.win}`, `indicator/${own}`]
    for (const [at, page] of pages.entries()) {
      expect(await html(page)).toContain(`href="/threads/${threads[at]}"`)
      const { things } = await thread(threads[at] ?? '')
      expect(things.map((each) => each.page).toSorted()).toEqual(pages.toSorted())
    }
  })

  test('it reads from the origin down, marks the thing itself, and speaks both languages', async () => {
    const body = await html(`/threads/win/${lived.win}`)
    const inOrder = [`/cases/${told}`, 'стало победой', 'вы здесь', 'прибавилось к показателю', `/indicators/${own}`]
    const places = inOrder.map((said) => body.indexOf(said))
    expect(Math.min(...places)).toBeGreaterThan(0)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(body.match(/class="thing here" aria-current="true"/g)).toHaveLength(1)
    const english = await html(`/en/threads/win/${lived.win}`)
    expect(english).toContain('became a win')
    expect(english).toContain('<span lang="ru">Яма засыпана</span>')
  })

  test('a kept page falls when a link comes', async () => {
    const before = await html(`/threads/case/${waiting}`)
    expect(before).toContain('Пока ни с чем не связано')
    const lena = await stage.as('lena')
    await lena.post(`/desk/small-wins/${lived.draft}/publication`, { title: 'Люк закрыт крышкой', quantity: '1' })
    await stage.settle()
    const after = await html(`/threads/case/${waiting}`)
    expect(after).toContain('Люк закрыт крышкой')
    expect(after).not.toContain('Пока ни с чем не связано')
  })

  test('delivered again and again, in any choice, the threads stay as they are', async () => {
    const before = [await thread(`indicator/${own}`), await thread('direction/business')]
    expect(before[0]?.links).toHaveLength(4)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 9 }), async (every) => {
        await sql`update facts.deliveries set done_at = null
          where reaction like 'threads.tie%' and id % ${every} = 0`.execute(stage.database.kysely)
        await stage.settle()
        expect([await thread(`indicator/${own}`), await thread('direction/business')]).toEqual(before)
      }),
      { numRuns: 4 },
    )
  })

  test('a city that lived before threads were there has them after a minute', async () => {
    const before = [await thread(`indicator/${own}`), await thread('direction/business')]
    await sql`truncate threads.links, threads.readings`.execute(stage.database.kysely)
    await sql`delete from facts.deliveries where reaction like 'threads.%'`.execute(stage.database.kysely)
    stage.city.cache.drop(new Set(['threads']))
    expect((await thread(`indicator/${own}`)).links).toEqual([])
    stage.now = new Date(stage.now.getTime() + 60_000)
    await stage.city.worker.tick()
    await stage.settle()
    expect([await thread(`indicator/${own}`), await thread('direction/business')]).toEqual(before)
  })
})

describe('where a project was proposed', () => {
  test('its workshop and direction stand above it, with the day of the source', async () => {
    const { links, things } = await thread('project/prj-007')
    expect(links).toMatchObject([
      { from: 'direction:urban-improvement', to: 'workshop:urban-improvement', day: '2025-09-17', ended: null },
      { from: 'workshop:urban-improvement', to: 'project:prj-007', day: '2025-09-17', ended: null },
    ])
    expect(things.find(({ subject }) => subject === 'workshop:urban-improvement')).toMatchObject({
      page: '/strategy/directions/urban-improvement',
      note: '16–17 сентября 2025',
    })
    expect(await html('/strategy/projects/prj-007')).toContain('href="/threads/project/prj-007"')
  })

  test('every project has its origin, and loading the pack again tells nothing new', async () => {
    const { rows } = await sql<{ id: string; origins: number }>`
      select p.id, count(l.*)::int as origins from strategy.projects p
      left join threads.links l on l.to_subject = 'project:' || p.id group by p.id`.execute(stage.database.kysely)
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter(({ origins }) => origins !== 1)).toEqual([])
    const facts = await proposals()
    await loadAgain()
    expect(await proposals()).toBe(facts)
  })

  test('one that turns out to come from elsewhere shows both', async () => {
    await sql`update strategy.projects set direction = 'education' where id = 'prj-007'`.execute(stage.database.kysely)
    await loadAgain()
    const { links } = await thread('project/prj-007')
    expect(links.filter(({ to }) => to === 'project:prj-007')).toMatchObject([
      { from: 'workshop:education', ended: null },
      { from: 'workshop:urban-improvement', ended: { at: stage.now.toISOString() } },
    ])
    expect(links.filter(({ ended }) => ended !== null)).toHaveLength(1)
    expect(await html('/threads/project/prj-007')).toContain('оказалось, проект прозвучал не здесь')
  })

  const proposals = async () =>
    (
      await sql<{ n: number }>`select count(*)::int as n from facts.facts where kind = 'strategy.proposed'`.execute(
        stage.database.kysely,
      )
    ).rows[0]?.n

  async function loadAgain(): Promise<void> {
    const strategy = stage.city.doors.find(({ name }) => name === 'strategy')
    await strategy?.pack?.(stage.city.cityFor(machinery('pack')), stage.city.shared.pack)
    await stage.settle()
  }
})

describe('what a thread does not show', () => {
  test('of a report that nobody has released there is its number and nothing else', async () => {
    const { number } = lived.unreleased
    const { things } = await thread(`case/${number}`)
    expect(things).toEqual([
      {
        subject: `case:${number}`,
        what: 'Сообщение жителя',
        title: `№\u00a0${number}`,
        note: null,
        page: `/cases/${number}`,
      },
    ])
    for (const prefix of ['', '/en']) {
      const body = await html(`${prefix}/threads/case/${number}`)
      for (const secret of [canary, 'Пушкинская', 'Яма', 'othole', lived.unreleased.secret])
        expect(body).not.toContain(secret)
    }
  })

  test('links hold ids of things and facts, and nothing of a person', async () => {
    const { rows } = await sql<Record<string, unknown>>`select * from threads.links`.execute(stage.database.kysely)
    expect(rows.length).toBeGreaterThan(20)
    for (const row of rows) {
      for (const name of ['from_subject', 'to_subject'])
        expect(row[name]).toMatch(/^(case|win|indicator|project|milestone|question|direction|workshop):[\w.-]+$/)
    }
  })

  test.each([
    'case/2026-999999',
    'project/none',
    'nothing/1',
    'constructor/1',
    '__proto__/1',
    'case/%D0%90%D0%BD%D0%BD%D0%B0',
    'case/1%20or%201=1',
    'workshop/housing',
    'question/999999',
    'question/one',
    'milestone/none',
  ])('there is no thread of %s', async (of) => {
    const answer = await stage.guest().get(`/threads/${of}`)
    expect(answer.statusCode).toBe(404)
    expect(answer.body).toContain('Такого в городе нет')
  })

  test.each(['0', '-1', 'x', '99999999999', '7'])('the leaf «%s» leads back to the first', async (leaf) => {
    const answer = await stage.guest().get(`/threads/indicator/${own}?back=${leaf}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toMatch(leaf === '7' ? /Более поздние/ : /прибавилось/)
  })
})
