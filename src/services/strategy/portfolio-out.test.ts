// The whole portfolio in a file and back: what was written out changes nothing.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPortfolio } from './forms/portfolio/check.ts'
import { sortSheets } from './forms/portfolio/open.ts'
import { checked, csvFile, portfolio, said, today } from './portfolio.testing.ts'
import { scenarioNames, sheetForms, sheetKeys, stageNames } from './rules/portfolio/format.ts'
import { portfolioSheet, portfolioSheets } from './rules/portfolio/put.ts'

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
