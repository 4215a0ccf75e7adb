// What became of a win stands in the same list, changes nothing that was said, and totals count what is right.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entries } from '#kernel/chronicle/index.ts'
import type { City } from '#platform/city.ts'
import type { BareCity } from '#tests/bare-city.ts'
import { correctWin } from './actions/corrections.ts'
import { tellSetback } from './actions/setbacks.ts'
import { withdrawWin } from './actions/withdrawals.ts'
import { feed, feedLength } from './queries/feed.ts'
import { shelf } from './queries/shelf.ts'
import { bornOf, totalFor } from './queries/total.ts'
import { totals } from './queries/totals.ts'
import { turnsOf, winFor } from './queries/win.ts'
import { isDay, rightValue } from './rules/turns.ts'
import { boris, editor, openStage, type Stage, zone } from './stage.testing.ts'

let stage: Stage
let bare: BareCity
let city: City
beforeAll(async () => {
  stage = await openStage()
  bare = stage.bare
  city = stage.city
})
afterAll(() => bare.close())

const setback = {
  reason: 'broke',
  title: 'Асфальт на Ленина провалился',
  note: 'Через месяц после ремонта',
  place: 'ул. Ленина, 10',
  category: 'дороги',
  district: null,
  day: '2026-11-20',
  about: 'win-009',
  source: { page: 'https://press.example/1', day: '2026-11-21' },
  case: null,
} as const

describe('a correction', () => {
  test('stands first in the feed, quotes what was said, and leaves the record as it was', async () => {
    const { id } = await stage.published()
    const before = await bare.database.pool.query('select * from small_wins.wins where id = $1', [id])
    const made = await correctWin(bare.as(editor), {
      win: id,
      field: 'quantity',
      right: '1,5',
      note: 'Мерили снова',
      zone,
    })
    const after = await bare.database.pool.query('select * from small_wins.wins where id = $1', [id])
    expect({ ...after.rows[0], right_quantity: null }).toEqual({ ...before.rows[0], right_quantity: null })
    const [first] = await feed(city, {}, 1)
    expect(first).toMatchObject({
      id: made.id,
      kind: 'correction',
      about: id,
      reason: 'quantity',
      wasSaid: '2',
      isRight: '1.5',
      note: 'Мерили снова',
    })
    expect(await winFor(city, id)).toMatchObject({ quantity: '1.5', saidQuantity: '2' })
    expect((await turnsOf(city, id)).map(({ kind }) => kind)).toEqual(['correction'])
    await bare.worker.settle()
    expect((await entries(city, { subject: `win:${id}` }))[0]).toMatchObject({
      kind: 'small-wins.corrected',
      office: 'editor',
    })
    // A second correction quotes the first.
    await correctWin(bare.as(editor), { win: id, field: 'quantity', right: '3', note: 'И ещё раз', zone })
    expect((await turnsOf(city, id)).at(-1)).toMatchObject({ wasSaid: '1.5', isRight: '3' })
  })

  test('of a day and a place moves what the record is found and counted by, not what it says', async () => {
    await correctWin(bare.as(editor), { win: 'win-005', field: 'day', right: '2023-10', note: 'Год был другой', zone })
    await correctWin(bare.as(editor), { win: 'win-005', field: 'place', right: 'ул. Азина, 5', note: 'Не там', zone })
    expect(await winFor(city, 'win-005')).toMatchObject({
      doneOn: expect.stringMatching(/^2025/),
      place: 'ул. Чугуевского',
    })
    expect((await feed(city, { street: 'Азина', year: 2023 }, 1)).map(({ id }) => id)).toContain('win-005')
    expect((await feed(city, { street: 'Чугуевского', kind: 'win' }, 1)).map(({ id }) => id)).not.toContain('win-005')
    // Loading the same pack again does not undo it.
    await stage.load()
    expect((await feed(city, { street: 'Азина', year: 2023 }, 1)).map(({ id }) => id)).toContain('win-005')
  })

  test.each([
    ['win-001', 'quantity', '29', 'smallWins.form.alreadySo'],
    ['win-001', 'quantity', 'много', 'smallWins.form.quantity'],
    ['win-001', 'quantity', '1.0001', 'smallWins.form.tooFine'],
    ['win-001', 'quantity', '-3', 'smallWins.form.quantity'],
    ['win-001', 'day', '2026-02-30', 'smallWins.form.day'],
    ['win-001', 'day', '2031', 'smallWins.form.future'],
  ] as const)('of %s, %s to %s is refused', async (win, field, right, key) => {
    await expect(correctWin(bare.as(editor), { win, field, right, note: 'x', zone })).rejects.toMatchObject({
      kind: 'invalid',
      fields: { right: { key } },
    })
  })

  test('is an editor’s, of a win that stands', async () => {
    const sent = { win: 'win-001', field: 'quantity', right: '30', note: 'x', zone } as const
    await expect(correctWin(bare.as(boris), sent)).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(correctWin(bare.as(editor), { ...sent, win: 'win-999' })).rejects.toMatchObject({ kind: 'missing' })
    const { id } = await stage.published()
    await withdrawWin(bare.as(editor), { id, note: 'нет', zone })
    await expect(correctWin(bare.as(editor), { ...sent, win: id })).rejects.toMatchObject({ kind: 'conflict' })
  })
})

describe('a setback', () => {
  test('is found by the filters of a win, counted on the shelf, and told once', async () => {
    const before = (await shelf(city)).kinds
    const { id } = await tellSetback(bare.as(editor), setback)
    expect(
      (await feed(city, { street: 'Ленина', category: 'дороги', kind: 'setback' }, 1)).map((one) => one.id),
    ).toEqual([id])
    expect((await shelf(city)).kinds).toEqual({ ...before, setback: before.setback + 1 })
    expect((await turnsOf(city, 'win-009')).map((one) => one.id)).toEqual([id])
    await expect(tellSetback(bare.as(editor), setback)).rejects.toMatchObject({ kind: 'conflict' })
    await bare.worker.settle()
    expect((await entries(city, { subject: 'win:win-009' }))[0]).toMatchObject({
      kind: 'small-wins.setback',
      basis: { kind: 'press', page: 'https://press.example/1', date: '2026-11-21' },
    })
  })

  test('needs a record and a case that are there', async () => {
    const other = { ...setback, title: 'Другое' }
    await expect(tellSetback(bare.as(editor), { ...other, about: 'win-999' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await expect(tellSetback(bare.as(editor), { ...other, case: '2026-999999' })).rejects.toMatchObject({
      kind: 'invalid',
    })
    await expect(tellSetback(bare.as(boris), other)).rejects.toMatchObject({ kind: 'not-allowed' })
  })
})

describe('over any story of corrections', () => {
  const press = ['win-002', 'win-021', 'win-033', 'win-034', 'win-037', 'win-016', 'win-017']
  const step = fc.record({ win: fc.constantFrom(...press), thousandths: fc.integer({ min: 0, max: 90_000_000 }) })

  test('every total is the sum of the shares that its page shows, and every record is added or left out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const { win, thousandths } of steps) {
          const right = String(thousandths / 1000)
          await correctWin(bare.as(editor), { win, field: 'quantity', right, note: 'проверка', zone }).catch(
            (error) => {
              // The same value again is refused, and that is no change.
              if (error.fields?.right?.key !== 'smallWins.form.alreadySo') throw error
            },
          )
          expect(await winFor(city, win)).toMatchObject({ quantity: right })
        }
        for (const { id } of (await totals(city, {})).measures) {
          const total = await totalFor(city, id, {})
          if (!total) throw new Error(`no total ${id}`)
          const born = await bornOf(city, id, {}, 1)
          const shares = [...total.counted, ...born.filter(({ withdrawn }) => withdrawn === null)]
          const sum = shares.reduce((all, { amount }) => all + BigInt(Math.round(Number(amount) * 1000)), 0n)
          expect(BigInt(Math.round(Number(total.total) * 1000))).toBe(sum)
          const { rows } = await bare.database.pool.query(
            `select id from small_wins.wins where measure = $1 and kind = 'win' and status = 'done' order by id`,
            [id],
          )
          const told = [...total.counted, ...total.left, ...born].map((one) => one.id)
          expect(told.toSorted()).toEqual(rows.map((row) => row.id).toSorted())
        }
      }),
      { numRuns: 6 },
    )
  })

  test('the shelf counts what the feed shows, by every kind', async () => {
    const { kinds, total } = await shelf(city)
    for (const kind of ['win', 'correction', 'setback'] as const)
      expect(await feedLength(city, { kind })).toBe(kinds[kind])
    expect(kinds.win + kinds.correction + kinds.setback).toBe(total)
  })
})

test('a right day is a day of the calendar, whatever is typed', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1800-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }), (at) => {
      const day = at.toISOString().slice(0, 10)
      for (const text of [day, day.slice(0, 7), day.slice(0, 4)])
        expect(rightValue('day', text, '2026-11-25')).toEqual({ value: text })
    }),
  )
  const asked = /^\d{4}(-\d{2}){0,2}$/
  fc.assert(
    fc.property(
      fc.string().filter((text) => !asked.test(text.trim())),
      (text) => {
        expect(rightValue('day', text, '2026-11-25')).toEqual({ wrong: 'smallWins.form.day' })
      },
    ),
  )
  expect(['2025-13', '2025-02-30', '2025-00', '2025-6'].some(isDay)).toBe(false)
})
