// The whole portfolio in a file and back: what was written out changes nothing, and every mistake is said by its cell.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvSheet, csvText } from '#platform/sheets/csv.ts'
import { type Put, usualLimits } from '#platform/sheets/index.ts'
import { sheetsOf } from '#platform/sheets/workbook.ts'
import { workbookBytes } from '#platform/sheets/write.ts'
import { checkPortfolio } from './forms/portfolio/check.ts'
import { sortSheets } from './forms/portfolio/open.ts'
import { type FlatRow, type Portfolio, rowKey } from './rules/portfolio/compare.ts'
import { type SheetKey, scenarioNames, sheetForm, sheetForms, sheetKeys, stageNames } from './rules/portfolio/format.ts'
import { portfolioSheet, portfolioSheets } from './rules/portfolio/put.ts'

const today = '2026-11-23'

function portfolio(rows: Partial<Record<SheetKey, FlatRow[]>> = {}): Portfolio {
  return {
    rows: new Map(sheetKeys.map((key) => [key, new Map((rows[key] ?? []).map((row) => [rowKey(key, row), row]))])),
    horizon: 2036,
    directions: [
      { id: 'environment', name: 'Городская среда' },
      { id: 'business', name: 'Бизнес' },
    ],
    bodies: [
      { id: 'bod-001', name: 'Управление дорог' },
      { id: 'bod-002', name: 'Управление культуры' },
    ],
    national: [
      { id: 'family', name: 'Семья' },
      { id: 'youth', name: 'Молодёжь и дети' },
    ],
  }
}

const known = portfolio({
  goals: [
    { id: 'goal-1', name: 'Жильё', direction: 'environment', source: 'https://a.example/1', sourceDate: '2026-02' },
  ],
  indicators: [
    {
      ...{ id: 'ind-1', scope: 'Жильё на человека', direction: 'environment', goal: 'goal-1', unit: 'м²', okei: '055' },
      ...{ kind: 'latest', polarity: 'up', baseline: '25.9', baselineYear: '2025', target: '38', due: '2036' },
    },
    { id: 'ind-2', scope: 'Починено', direction: 'environment', unit: 'шт.', kind: 'sum', polarity: 'up' },
  ],
  plans: [{ indicator: 'ind-1', scenario: 'base', '2027': '27', '2028': '28' }],
  projects: [
    {
      ...{ id: 'prj-1', name: 'Набережная', direction: 'environment', scope: 'Построить', stage: 'running' },
      ...{ start: '2026', due: '2030-06', budget: '1000.5', owner: 'body:bod-001', national: 'family;youth' },
    },
  ],
  milestones: [{ id: 'ms-1', project: 'prj-1', scope: 'Проект готов', due: '2027-03-01', weight: '1', critical: 'no' }],
  money: [{ project: 'prj-1', year: '2026', fund: 'city', planned: '500', spent: '20' }],
  observations: [
    { indicator: 'ind-1', period: '2025', value: '26.8', source: 'https://a.example/2', sourceDate: '2026-03-31' },
  ],
})

/** A file with one sheet: titles, and rows of texts. */
async function sheetOf(key: SheetKey, titles: string[], ...rows: (string | null)[][]) {
  const put: Put = { name: sheetForm(key).titles[0], head: titles.map((title) => ({ title })), rows }
  return checked([put])
}

// The bytes of real files, read without the thread that the city reads them in.
async function checked(puts: Put[], present = known) {
  const sheets = sheetsOf(await workbookBytes(puts), usualLimits)
  const opened = sortSheets([{ name: 'a.xlsx', opened: { ok: true, sheets } }])
  const found = checkPortfolio(opened.sheets, present, today)
  return { ...found, errors: [...opened.errors, ...found.errors] }
}

const csvFile = (name: string, put: Put) => ({
  name,
  opened: { ok: true as const, sheets: [csvSheet(new TextEncoder().encode(csvText(put)), usualLimits)] },
})

const said = (errors: readonly { sheet: string; cell: string; key: string }[]) =>
  errors.map(({ sheet, cell, key }) => `${sheet}!${cell} ${key.replace('strategy.portfolio.', '')}`)

describe('what is written out', () => {
  const word = fc
    .string({ unit: fc.constantFrom(...'абвёжЯz0=+-@\'"; ,.\n«»'), maxLength: 12 })
    .map((text) => text.trim())
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
  const words = maybe(word.filter((text) => text !== ''))
  const name = word.map((text) => `Имя ${text}`.trim())
  const decimal = fc
    .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 999 }))
    .map(([whole, part]) => (part === 0 ? String(whole) : `${whole}.${part}`.replace(/0+$/, '')))
  const roubles = decimal.map((value) =>
    value
      .replace('-', '')
      .replace(/(\.\d\d).*/, '$1')
      .replace(/\.?0*$/, (tail) => (tail.startsWith('.') ? '' : tail)),
  )
  const year = fc.integer({ min: 2020, max: 2036 }).map(String)
  const period = fc.oneof(
    year,
    year.map((each) => `${each}-07`),
    year.map((each) => `${each}-02-09`),
  )
  const page = maybe(fc.constantFrom('https://a.example/1', 'http://b.example/?q=1;2'))
  const owner = maybe(fc.oneof(fc.constantFrom('body:bod-001', 'body:bod-002'), name))
  const random = fc
    .record({
      goals: fc.array(fc.record({ name, direction: fc.constantFrom('environment', 'business'), source: page }), {
        maxLength: 3,
      }),
      indicators: fc.array(
        fc.record({
          ...{ scope: name, direction: fc.constantFrom('environment', 'business'), unit: name },
          ...{ okei: maybe(fc.constantFrom('006', '744')), kind: fc.constantFrom('latest', 'sum') },
          ...{ polarity: fc.constantFrom('up', 'down', 'target'), target: maybe(decimal), baseline: maybe(decimal) },
          ...{ periodicity: maybe(fc.constantFrom('month', 'year')), owner, curator: owner, method: words },
        }),
        { maxLength: 4 },
      ),
      plans: fc.dictionary(fc.constantFrom('2027', '2028', '2036', '2019'), decimal),
      projects: fc.array(
        fc.record({
          ...{
            name,
            direction: fc.constant('business'),
            scope: name,
            stage: fc.constantFrom(...Object.keys(stageNames)),
          },
          ...{ owner, start: maybe(year), due: maybe(fc.constantFrom('2036', '2036-12-31')), budget: maybe(roubles) },
          national: maybe(fc.constantFrom('family', 'family;youth')),
        }),
        { maxLength: 3 },
      ),
      money: fc.record({ planned: roubles, spent: maybe(roubles) }),
      period,
    })
    .map((made) => {
      const indicators = made.indicators.map((row, nth) => ({ id: `ind-${nth}`, due: null, ...row }))
      const projects = made.projects.map((row, nth) => ({ id: `prj-${nth}`, ...row }))
      const observed = indicators.filter(({ kind }) => kind === 'latest')
      return portfolio({
        goals: made.goals.map((row, nth) => ({ id: `goal-${nth}`, sourceDate: row.source && '2026', ...row })),
        ...{ indicators, projects },
        plans: indicators.flatMap(({ id }) =>
          Object.keys(made.plans).length === 0
            ? []
            : Object.keys(scenarioNames).map((scenario) => ({ indicator: id, scenario, ...made.plans })),
        ),
        milestones: projects.map(({ id }, nth) => ({
          ...{ id: `ms-${nth}`, project: id, scope: 'Точка', due: made.period, weight: '0.5', critical: 'yes' },
        })),
        money: projects.map(({ id }) => ({ project: id, year: '2026', fund: 'outside', ...made.money })),
        observations: observed.map(({ id, baseline }) => ({
          ...{ indicator: id, period: null, value: baseline ?? '1', source: 'https://a.example', sourceDate: null },
        })),
      })
    })

  test('as a workbook and read back is nothing new, whatever the portfolio', async () => {
    await fc.assert(
      fc.asyncProperty(random, async (present) => {
        const { steps, errors, same } = await checked(portfolioSheets(present, 2026), present)
        expect(said(errors)).toEqual([])
        expect(steps).toEqual([])
        for (const key of sheetKeys) expect(same.get(key) ?? 0).toBe(present.rows.get(key)?.size)
      }),
      { numRuns: 40 },
    )
  })

  test('as CSV tables and read back is nothing new', async () => {
    await fc.assert(
      fc.asyncProperty(random, async (present) => {
        const files = []
        for (const key of sheetKeys) files.push(csvFile(`table-${key}`, portfolioSheet(present, key, 2026)))
        const opened = sortSheets(files)
        const { steps, errors } = checkPortfolio(opened.sheets, present, today)
        expect(said([...opened.errors, ...errors])).toEqual([])
        expect(steps).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  test('without a row is a template with all titles, and a guide to them', () => {
    const sheets = portfolioSheets(portfolio(), 2026)
    expect(sheets.map(({ name }) => name)).toEqual([...sheetForms.map(({ titles }) => titles[0]), 'Справка'])
    expect(sheets.slice(0, -1).every(({ rows }) => rows.length === 0)).toBe(true)
    expect(sheets[3]?.head.map(({ title }) => title).slice(-3)).toEqual(['2035', '2036', 'Причина'])
  })
})

describe('a file', () => {
  test('that changes promises says each move and asks for its reason once', async () => {
    const { steps, needsReason } = await sheetOf(
      'indicators',
      ['Код', 'Обещано', 'Причина', 'Куратор'],
      ['ind-1', '36,5', null, 'управление  культуры'],
    )
    expect(needsReason).toBe(true)
    expect(steps[0]).toMatchObject({
      needsReason: true,
      changes: [
        { field: 'target', was: '38', now: '36.5' },
        { field: 'curator', was: null, now: 'body:bod-002' },
      ],
    })
    const own = await sheetOf('indicators', ['Код', 'Обещано', 'Причина'], ['ind-1', '36,5', 'Стройка стоит'])
    expect([own.needsReason, own.steps[0]?.reason]).toEqual([false, 'Стройка стоит'])
  })

  test('with more spent needs no reason, with less does', async () => {
    const spent = (roubles: string) =>
      sheetOf('money', ['Проект', 'Год', 'Чьи деньги', 'Потрачено, руб.'], ['Набережная', '2026', 'МБ', roubles])
    expect((await spent('30')).needsReason).toBe(false)
    expect((await spent('10')).needsReason).toBe(true)
    expect((await spent('20,00')).steps).toEqual([])
  })

  test.each([
    [
      'goals',
      ['Код', 'Название'],
      [['Цель 1', 'x']],
      ['A2 wrong.code', 'A2 wrong.needed', 'A2 wrong.needed', 'A2 wrong.needed'],
    ],
    [
      'goals',
      ['Код', 'Направление'],
      [
        ['goal-1', 'Городская срeда'],
        ['goal-1', 'Бизнес'],
      ],
      ['B2 wrong.no.direction', 'A3 wrong.double'],
    ],
    ['indicators', ['Код', 'ОКЕИ'], [['ind-1', '74']], ['B2 wrong.no.okei']],
    ['indicators', ['Код', 'К году'], [['ind-1', '2040']], ['B2 wrong.horizon']],
    ['indicators', ['Код', 'К году'], [['ind-1', '2024']], ['B2 wrong.beforeBaseline']],
    ['indicators', ['Код', 'Обещано'], [['ind-2', '5']], ['A2 wrong.noYear']],
    ['indicators', ['Код', 'Единица'], [['ind-1', 'км']], ['B2 wrong.fixed']],
    ['indicators', ['Код', 'Было'], [['ind-1', '20']], ['B2 wrong.fixed']],
    [
      'indicators',
      ['Код', 'Выполнено от, %', 'Почти выполнено от, %'],
      [['ind-1', '80', '90']],
      ['C2 wrong.tolerance'],
    ],
    ['indicators', ['Код', 'Ответственный'], [['ind-1', 'Управление дорк']], ['B2 wrong.no.owner']],
    ['indicators', ['Код', 'Задача'], [['ind-1', 'task-9']], ['B2 wrong.no.task']],
    ['plans', ['Показатель', 'Сценарий', '2027', '2040'], [['ind-1', 'базовый', '27', '50']], ['D2 wrong.horizon']],
    [
      'plans',
      ['Показатель', 'Сценарий', '2027'],
      [
        ['ind-9', 'базовый', '1'],
        ['ind-1', 'никакой', 'много'],
      ],
      ['A2 wrong.no.indicator', 'B3 platform.sheets.cell.choice', 'C3 platform.sheets.cell.number'],
    ],
    ['projects', ['Код', 'Начало', 'Срок'], [['prj-1', '2031', '2030']], ['C2 wrong.order']],
    ['projects', ['Код', 'Бюджет, руб.'], [['prj-1', '-5']], ['B2 platform.sheets.cell.negative']],
    ['projects', ['Код', 'Срок'], [['prj-1', 'скоро']], ['B2 strategy.form.period']],
    [
      'milestones',
      ['Код', 'Проект', 'Название', 'Срок', 'Вес'],
      [['ms-2', 'prj-1', 'Точка', '2028', '0']],
      ['E2 wrong.weight'],
    ],
    [
      'milestones',
      ['Код', 'Проект', 'Название', 'Срок'],
      [['ms-2', 'prj-7', 'Точка', '2028']],
      ['B2 wrong.no.project'],
    ],
    [
      'money',
      ['Проект', 'Год', 'Чьи деньги', 'Намечено, руб.'],
      [
        ['prj-1', '2041', 'МБ', '5'],
        ['prj-1', '2027', 'МБ', '-1'],
      ],
      ['B2 wrong.horizon', 'D3 platform.sheets.cell.negative'],
    ],
    ['money', ['Проект', 'Год', 'Чьи деньги', 'Потрачено, руб.'], [['prj-1', '2030', 'МБ', '5']], ['D2 wrong.future']],
    [
      'observations',
      ['Показатель', 'За какое время', 'Значение', 'Источник', 'Дата источника'],
      [
        ['ind-2', '2025', '5', 'https://a.example', '2026'],
        ['ind-1', '2030', '5', 'rosstat', '2026'],
      ],
      ['A2 wrong.notObserved', 'D3 strategy.form.source'],
    ],
    [
      'observations',
      ['Показатель', 'Значение', 'Источник', 'Дата источника'],
      [['ind-1', '5', 'https://a.example', '2026']],
      ['A2 strategy.form.noPeriod'],
    ],
    [
      'goals',
      ['Код', 'Названье', 'Цвет'],
      [['goal-1', 'x', 'y']],
      ['B1 platform.sheets.head.unknownNear', 'C1 platform.sheets.head.unknown'],
    ],
    ['goals', ['Код', 'Название'], [['goal-1', 'x'.repeat(501)]], ['B2 platform.sheets.cell.tooLong']],
  ] as const)('with a wrong row of %s %j is told', async (key, titles, rows, expected) => {
    const { errors } = await sheetOf(key, [...titles], ...rows.map((row) => [...row]))
    expect(said(errors).map((each) => each.slice(each.indexOf('!') + 1))).toEqual([...expected])
    expect(errors.every(({ sheet }) => sheet === sheetForm(key).titles[0])).toBe(true)
  })

  test('that brings a thing may speak of it on its other sheets, by code or by name', async () => {
    const { errors, steps } = await checked([
      {
        name: 'Задачи',
        head: [{ title: 'Код' }, { title: 'Название' }, { title: 'Цель' }],
        rows: [['task-1', 'Строить', 'Жильё']],
      },
      { name: 'Показатели', head: [{ title: 'Код' }, { title: 'Задача' }], rows: [['ind-1', 'строить']] },
    ])
    expect(said(errors)).toEqual([])
    expect(steps.map(({ values }) => [values.goal, values.task ?? null])).toEqual([
      ['goal-1', null],
      ['goal-1', 'task-1'],
    ])
  })

  test('may look strange and still be written', async () => {
    const late = await sheetOf('milestones', ['Код', 'Срок'], ['ms-1', '2031'])
    expect([said(late.errors), said(late.warnings)]).toEqual([[], ['Контрольные точки!B2 look.outsideProject']])
    const plans = await sheetOf(
      'plans',
      ['Показатель', 'Сценарий', '2027'],
      ['ind-1', 'базовый', '27'],
      ['ind-1', 'оптимистичный', '26'],
    )
    expect(said(plans.warnings)).toEqual(['План по годам!C3 look.scenarios'])
    const owner = await sheetOf('indicators', ['Код', 'Ответственный'], ['ind-1', 'Минстрой Удмуртии'])
    expect([owner.steps[0]?.values.owner, said(owner.warnings)]).toEqual([
      'Минстрой Удмуртии',
      ['Показатели!B2 look.owner'],
    ])
  })

  test('with no sheet of ours, or one twice, or nothing in it is told so', async () => {
    const strange = await checked([{ name: 'Показателя', head: [{ title: 'Код' }], rows: [['ind-1']] }])
    expect(strange.errors[0]).toMatchObject({
      key: 'strategy.portfolio.wrong.unknownSheet',
      values: { nearest: 'Показатели' },
    })
    const goals = portfolioSheet(known, 'goals', 2026)
    const twice = sortSheets([csvFile('Цели.csv', goals), csvFile('goals.csv', goals)])
    expect(said(twice.errors)).toEqual(['goals.csv! wrong.sheetTwice'])
    const empty = sortSheets([{ name: 'a.csv', opened: { ok: true, sheets: [] } }])
    expect(said(empty.errors)).toEqual(['! wrong.nothing'])
  })
})
