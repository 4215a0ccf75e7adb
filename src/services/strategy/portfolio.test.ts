// A file against the portfolio: what it would do, and every mistake said by its cell.
import { describe, expect, test } from 'vitest'
import { sortSheets } from './forms/portfolio/open.ts'
import { checked, csvFile, known, said, sheetOf } from './portfolio.testing.ts'
import { sheetForm } from './rules/portfolio/format.ts'
import { portfolioSheet } from './rules/portfolio/put.ts'

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
    [
      'projects',
      ['Код', 'Начало', 'Срок', 'Бюджет, руб.', 'Этап'],
      [['prj-1', '2031', '2030', '-5', 'никакой']],
      ['D2 platform.sheets.cell.negative', 'E2 platform.sheets.cell.choice', 'C2 wrong.order'],
    ],
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
      ['A2 wrong.notObserved', 'D3 strategy.form.source', 'B3 strategy.form.future', 'E3 strategy.form.beforePeriod'],
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
