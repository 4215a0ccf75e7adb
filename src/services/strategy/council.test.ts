// The sheet for deputies against the tables: its numbers are those of the rows, its links open lists as long as they say.
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { addMilestones } from './actions/milestones.ts'
import { bookMoney } from './actions/money.ts'
import { pledge } from './actions/terms.ts'
import { strategyDb } from './tables.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const house = stage.city.cityFor(machinery('test'))
  await addMilestones(house, {
    milestones: [
      { id: 'm1', project: 'prj-001', name: '=cmd|calc', due: '2026-01', owner: '=HYPERLINK("x")' },
      { id: 'm2', project: 'prj-002', name: 'Двор', due: '2028' },
    ],
  })
  await pledge(house, {
    pledges: [
      { subject: 'project:prj-001', terms: { owner: '=HYPERLINK("x")', reporting: 'month' }, reason: 'Назначили' },
      { subject: 'project:prj-002', terms: { owner: 'body:bod-015' }, reason: 'Назначили' },
      { subject: 'milestone:m2', terms: { due: '2029' }, reason: 'Позже' },
      { subject: 'indicator:ind-001', terms: { target: null }, reason: 'Отменили' },
    ],
  })
  await bookMoney(house, {
    bookings: [
      { project: 'prj-001', year: 2026, fund: 'city', kind: 'planned', roubles: '0.1' },
      { project: 'prj-002', year: 2026, fund: 'city', kind: 'planned', roubles: '0.2' },
    ],
  })
  stage.now = new Date('2027-01-25T08:00:00Z')
})
afterAll(() => stage.close())

const tables = () => strategyDb(stage.city.cityFor(machinery('test')))

async function lines(): Promise<string[][]> {
  const { body } = await stage.guest().get('/strategy/council.csv')
  return parse(body, { delimiter: ';', bom: true })
}

test('the numbers are those of the tables', async () => {
  const rows = await lines()
  const [head = [], ...rest] = rows
  const whole = rest.at(-1) ?? []
  const at = (title: string) => whole[head.indexOf(title)]
  const count = async (table: 'strategy.indicators' | 'strategy.projects') =>
    Number(
      (
        await tables()
          .selectFrom(table)
          .select((each) => each.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  const [indicators, projects] = [await count('strategy.indicators'), await count('strategy.projects')]
  expect(Number(at('Обещаний'))).toBe(indicators + projects)
  const terms = await tables().selectFrom('strategy.terms').select(['subject', 'term']).execute()
  expect(Number(at('Сдвигов'))).toBe(
    terms.length - new Set(terms.map(({ subject, term }) => `${subject} ${term}`)).size,
  )
  expect(at('Намечено денег')).toBe('0,3')
  expect(at('Потрачено')).toBe('')
  expect(Number(at('снято'))).toBe(1)
  expect(Number(at('молчат'))).toBe(1)
  const directions = rest.filter(([part]) => part === 'Направление')
  for (const title of ['Обещаний', 'сдержано', 'идёт', 'отстаёт', 'не посчитать', 'молчат', 'сдвинуто'])
    expect(directions.reduce((sum, row) => sum + Number(row[head.indexOf(title)]), 0)).toBe(Number(at(title)))
})

test('no cell of the file is a formula', async () => {
  const cells = (await lines()).flat()
  expect(cells.some((cell) => cell.includes('HYPERLINK'))).toBe(true)
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
})

test('every number on the page opens a list that is so long', async () => {
  const guest = stage.guest()
  const { body } = await guest.get('/strategy/council')
  const links = [...body.matchAll(/href="(\/strategy\/council\/promises\?[^"]*)">(\d+)</g)]
  expect(links.length).toBeGreaterThan(20)
  // All kinds of numbers are met when one in five is followed.
  for (const [, href = '', number = ''] of links.filter((_, n) => n % 5 === 0)) {
    const list = (await guest.get(href.replaceAll('&amp;', '&'))).body
    expect([href, /<h2>(\d+)\s/.exec(list)?.[1]]).toEqual([href, number])
  }
})

test('a filter that means nothing shows everything', async () => {
  const all = /<h2>(\d+)\s/.exec((await stage.guest().get('/strategy/council/promises')).body)?.[1]
  const odd = (await stage.guest().get('/strategy/council/promises?owner=nobody-at-all&state=x&mark=y')).body
  expect(/<h2>(\d+)\s/.exec(odd)?.[1]).toBe(all)
  expect((await stage.guest().get('/en/strategy/council')).body).toContain('The strategy on one sheet')
})
