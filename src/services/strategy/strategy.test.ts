// The strategy over a real database: loaded once, moved by wins exactly once, taken back by reversing rows.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { chronicle, chronicleSize, entries } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announce } from '#platform/facts/index.ts'
import { openFiles } from '#platform/files.ts'
import type { Pack } from '#platform/module.ts'
import { type Actor, guest, machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import { observeIndicator } from './actions.ts'
import { projectFor, projects } from './queries/projects.ts'
import { measurementsOf, observationsOf, plan, promiseFor, promises } from './queries/promises.ts'
import { negated, sumOf } from './rules/decimal.ts'
import { strategy as strategyOf } from './service.ts'
import { strategyDb } from './tables.ts'

const sergey: Actor = { ...guest, person: 'sergey', name: 'Сергей', roles: [{ name: 'strategist', body: null }] }
const own = 'own-confirmed-fixes'
const pack = openCityPack(join(projectRoot, 'city/izhevsk'))
const publish = action('small-wins', (city: City, win: { id: string; case: string | null; quantity: string | null }) =>
  announce(city, 'small-wins.published', `win:${win.id}`, { ...win, unit: 'яма' }),
)
const withdraw = action('small-wins', (city: City, win: { id: string; case: string | null }) =>
  announce(city, 'small-wins.withdrawn', `win:${win.id}`, win),
)

const strategy = strategyOf({ zone: 'Europe/Samara', files: openFiles(join(tmpdir(), 'no-papers')) })
let bare: BareCity
let city: City
beforeEach(async () => {
  bare = await openBareCity([chronicle(() => []), strategy])
  city = bare.as(machinery('test'))
  await strategy.pack?.(city, pack)
})
afterEach(() => bare.close())

async function said(subject: string) {
  await bare.worker.settle()
  return entries(city, { subject })
}

/** The pack in which one record says something else. */
function packWhere(file: string, id: string, said: object): Pack {
  const rows = z.array(z.looseObject({ id: z.string() }))
  return {
    ...pack,
    read: (name) =>
      name === file
        ? rows.parse(pack.read(name)).map((row) => (row.id === id ? { ...row, ...said } : row))
        : pack.read(name),
  }
}

async function numberNow(id: string) {
  return (await promiseFor(city, id))?.value
}

describe('loading', () => {
  test('brings the whole strategy, each promise once in the chronicle, and changes nothing the second time', async () => {
    expect(await promises(city, {})).toHaveLength(44)
    expect(await projects(city, {})).toHaveLength(63)
    expect((await plan(city))?.horizon).toBe(2036)
    await bare.worker.settle()
    expect(await chronicleSize(city)).toBe(44 + 63)
    await strategy.pack?.(city, pack)
    await bare.worker.settle()
    expect(await chronicleSize(city)).toBe(44 + 63)
    expect(await observationsOf(city, 'ind-025')).toHaveLength(2)
  })

  test('keeps apart what is known and what is not', async () => {
    const housing = await promiseFor(city, 'ind-001')
    expect(housing).toMatchObject({
      value: '25.9',
      atBaseline: true,
      baseline: { value: '25.9', year: null },
      target: { value: '38', year: 2036 },
    })
    expect(await numberNow('ind-004')).toBeNull()
    expect(await promiseFor(city, 'ind-025')).toMatchObject({ value: '47', period: '2026-03-10', atBaseline: false })
    expect(await promiseFor(city, own)).toMatchObject({ value: '0', kind: 'sum', demo: false })
  })

  test('says the press page in the chronicle, and a target that moved as a change', async () => {
    const [promised] = await said('indicator:ind-001')
    expect(promised).toMatchObject({
      kind: 'strategy.promised',
      basis: { kind: 'press', page: 'https://www.kommersant.ru/doc/8418111', date: '2026-02-06' },
    })
    await strategy.pack?.(city, packWhere('strategy-indicators.json', 'ind-001', { target_value: 36 }))
    const [moved] = await said('indicator:ind-001')
    expect(moved?.kind).toBe('strategy.moved')
    expect(JSON.parse(moved?.body ?? '{}').data).toEqual({ target: { was: '38', now: '36', first: '38', move: 1 } })
    expect((await promiseFor(city, 'ind-001'))?.target?.value).toBe('36')
  })

  test('gives a project another English name without telling the chronicle', async () => {
    await bare.worker.settle()
    const told = await entries(city, { subject: 'project:prj-001' })
    expect(told).toHaveLength(1)
    await strategyDb(city)
      .updateTable('strategy.projects')
      .set({ name_en: null, digest: 'before it was translated' })
      .where('id', '=', 'prj-001')
      .execute()
    await strategy.pack?.(city, pack)
    await bare.worker.settle()
    expect((await projectFor(city, 'prj-001'))?.nameEn).toBe('Izhevsk Cooperation Bureau')
    expect(await entries(city, { subject: 'project:prj-001' })).toEqual(told)
    await strategyDb(city)
      .updateTable('strategy.projects')
      .set({ stage: 'начат', digest: 'of another day' })
      .where('id', '=', 'prj-001')
      .execute()
    await strategy.pack?.(city, pack)
    await bare.worker.settle()
    expect((await entries(city, { subject: 'project:prj-001' })).map(({ kind }) => kind)).toEqual([
      'strategy.project-changed',
      ...told.map(({ kind }) => kind),
    ])
  })

  test('sorts every stage of the pack into a group', async () => {
    expect((await projects(city, {})).filter((project) => project.stage_group === 'other')).toEqual([])
  })
})

describe('wins', () => {
  test('a published win adds one, with the fact, the win and the case as its reason', async () => {
    await publish(city, { id: 'w1', case: '2026-000001', quantity: '3' })
    await bare.worker.settle()
    expect(await numberNow(own)).toBe('1')
    const [measurement] = await measurementsOf(city, own)
    expect(measurement).toMatchObject({ value: '1', win: 'w1', case: '2026-000001', basis: 'city', reverses: null })
    expect(measurement?.reason).toMatch(/^small-wins\.published\/[0-9a-f-]{36}$/)
    expect((await entries(city, { subject: `indicator:${own}` }))[0]?.kind).toBe('strategy.measured')
  })

  test('a win from the press moves nothing', async () => {
    await publish(city, { id: 'win-001', case: null, quantity: '29' })
    await withdraw(city, { id: 'win-001', case: null })
    await bare.worker.settle()
    expect(await measurementsOf(city, own)).toEqual([])
  })

  test('a withdrawn win is taken back by a row, and nothing is edited away', async () => {
    await publish(city, { id: 'w1', case: 'c1', quantity: '1' })
    await withdraw(city, { id: 'w1', case: 'c1' })
    await bare.worker.settle()
    expect(await numberNow(own)).toBe('0')
    const [reversal, first] = await measurementsOf(city, own)
    expect(reversal).toMatchObject({ value: '-1', reverses: first?.id })
    await expect(strategyDb(city).deleteFrom('strategy.measurements').execute()).rejects.toThrow('never changed')
  })

  test('however the facts are shuffled and repeated, the end is the same', async () => {
    const step = fc.record({ win: fc.constantFrom('a', 'b', 'c'), what: fc.constantFrom('publish', 'withdraw') })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), fc.uuid(), async (steps, salt) => {
        const before = await numberNow(own)
        for (const { win, what } of steps) {
          if (what === 'publish') await publish(city, { id: win + salt, case: 'c', quantity: '1' })
          else await withdraw(city, { id: win + salt, case: 'c' })
        }
        await bare.worker.settle()
        const published = new Set(steps.filter(({ what }) => what === 'publish').map(({ win }) => win))
        const withdrawn = new Set(steps.filter(({ what }) => what === 'withdraw').map(({ win }) => win))
        const standing = [...published].filter((win) => !withdrawn.has(win)).length
        const value = await numberNow(own)
        expect(sumOf([value ?? '', negated(before ?? '')])).toBe(String(standing))
        const rows = await measurementsOf(city, own, 10_000)
        expect(sumOf(rows.map((row) => row.value))).toBe(value)
        expect(rows.filter(({ win }) => win?.endsWith(salt))).toHaveLength(
          published.size + [...published].filter((win) => withdrawn.has(win)).length,
        )
      }),
      { numRuns: 15 },
    )
  })
})

describe('observations', () => {
  const observed = {
    indicator: 'ind-001',
    value: '26.8',
    period: '2025',
    source: 'https://example.org/rosstat',
    sourceDate: '2026-03-31',
  }

  test('a revision stands in the place of what it corrects, which stays in sight', async () => {
    const { id } = await observeIndicator(city, observed)
    expect(await numberNow('ind-001')).toBe('26.8')
    await observeIndicator(city, { ...observed, value: '26.4', revises: { id, reason: 'дом учтён дважды' } })
    expect(await numberNow('ind-001')).toBe('26.4')
    expect((await observationsOf(city, 'ind-001')).map(({ value, revised }) => [value, revised])).toEqual([
      ['26.4', false],
      ['26.8', true],
      ['25.9', false],
    ])
    await expect(
      observeIndicator(city, { ...observed, value: '27', revises: { id, reason: 'ещё раз' } }),
    ).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('enter the chronicle by office, a correction with its reason', async () => {
    const { id } = await observeIndicator(bare.as(sergey), observed)
    const reason = 'дом учтён дважды'
    await observeIndicator(bare.as(sergey), { ...observed, value: '26.4', revises: { id, reason } })
    await bare.worker.settle()
    const [revised, first] = await entries(city, { subject: 'indicator:ind-001' })
    expect([revised?.kind, revised?.office]).toEqual(['strategy.revised', 'strategist'])
    expect([first?.kind, first?.office]).toEqual(['strategy.observed', 'strategist'])
    expect(JSON.parse(revised?.body ?? '{}').texts).toHaveProperty('reason')
  })

  test('are refused to a guest, for a sum, and for what is not there', async () => {
    await expect(observeIndicator(bare.as(), observed)).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(observeIndicator(city, { ...observed, indicator: own })).rejects.toMatchObject({ kind: 'conflict' })
    await expect(observeIndicator(city, { ...observed, indicator: 'ind-999' })).rejects.toMatchObject({
      kind: 'missing',
    })
  })

  test('give a ratio of two', async () => {
    await strategyDb(city)
      .updateTable('strategy.indicators')
      .set({ kind: 'ratio', numerator: 'ind-012', denominator: 'ind-011' })
      .where('id', '=', 'ind-008')
      .execute()
    expect(await numberNow('ind-008')).toBe('0.055108')
  })
})
