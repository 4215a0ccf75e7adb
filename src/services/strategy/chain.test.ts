// The chain below a direction over a real database: what was promised first stays, what moves has a reason, and only accepted
// evidence counts.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chronicle, entries } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announce } from '#platform/facts/index.ts'
import { openFiles } from '#platform/files.ts'
import { type Actor, guest, machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import { bringEvidence, judgeEvidence } from './actions/evidence.ts'
import { addMilestones } from './actions/milestones.ts'
import { bookMoney, unbookMoney } from './actions/money.ts'
import { reportProjects } from './actions/reports.ts'
import { pledge } from './actions/terms.ts'
import { evidenceOf } from './queries/evidence.ts'
import { milestonesOf } from './queries/milestones.ts'
import { bookingsOf } from './queries/money.ts'
import { promiseFor } from './queries/promises.ts'
import { reportsOf } from './queries/reports.ts'
import { movesCount, movesOf, termsOf } from './queries/terms.ts'
import { sumOf } from './rules/decimal.ts'
import { moneyByYear, total } from './rules/money.ts'
import { ownedBy } from './rules/owner.ts'
import { strategy as strategyOf } from './service.ts'
import { strategyDb } from './tables.ts'

const sergey: Actor = { ...guest, person: 'sergey', name: 'Сергей', roles: [{ name: 'strategist', body: null }] }
const oleg: Actor = { ...guest, person: 'oleg', name: 'Олег', roles: [{ name: 'manager', body: 'bod-015' }] }
const strategy = strategyOf({ zone: 'Europe/Samara', files: openFiles(join(tmpdir(), 'no-papers')) })
let bare: BareCity
let city: City
let team: City
beforeAll(async () => {
  bare = await openBareCity([chronicle(() => []), strategy])
  city = bare.as(machinery('test'))
  team = bare.as(sergey)
  await strategy.pack?.(city, openCityPack(join(projectRoot, 'city/izhevsk')))
})
afterAll(() => bare.close())

async function said(subject: string) {
  await bare.worker.settle()
  return (await entries(city, { subject })).map(({ kind, body }) => ({ kind, ...JSON.parse(body) }))
}

async function term(subject: string, name: string) {
  return (await termsOf(city, [subject])).get(subject)?.get(name)
}

describe('a promise', () => {
  test('of the press is the first word on it: target, year, owner, time and money', async () => {
    expect(await term('indicator:ind-001', 'target')).toMatchObject({ first: { value: '38' }, moves: 0 })
    expect(await term('indicator:ind-001', 'due')).toMatchObject({ now: { value: '2036', basis: 'press' } })
    expect((await term('project:prj-002', 'owner'))?.now.value).toBe('Минэкономики Удмуртии (комментарий)')
    expect(await term('project:prj-001', 'owner')).toBeUndefined()
  })

  test('is moved only with a reason, and the first word stays beside the new one', async () => {
    const move = (value: string, reason: string | null) =>
      pledge(team, { pledges: [{ subject: 'indicator:ind-001', terms: { target: value }, reason }] })
    await expect(move('36', null)).rejects.toMatchObject({
      kind: 'invalid',
      fields: { reason: { key: 'strategy.form.noReason' } },
    })
    await expect(move('36', '   ')).rejects.toMatchObject({ kind: 'invalid' })
    expect(await move('36', 'Ввод жилья отстаёт')).toEqual({ written: 1, moved: 1 })
    expect(await move('36.0', 'то же число')).toEqual({ written: 0, moved: 0 })
    expect(await move('35', 'Ещё раз')).toEqual({ written: 1, moved: 1 })
    expect(await term('indicator:ind-001', 'target')).toMatchObject({
      first: { value: '38' },
      now: { value: '35' },
      moves: 2,
    })
    expect((await promiseFor(city, 'ind-001'))?.target).toEqual({ value: '35', year: 2036 })
    const [latest, earlier] = await movesOf(city, { subject: 'indicator:ind-001' })
    expect(latest).toMatchObject({ value: '35', was: '36', first: '38', nth: 2, office: 'strategist' })
    expect(earlier).toMatchObject({ value: '36', was: '38', nth: 1, reason: 'Ввод жилья отстаёт' })
    const [entry] = await said('indicator:ind-001')
    expect(entry).toMatchObject({
      kind: 'strategy.moved',
      office: 'strategist',
      data: { target: { now: '35', was: '36', first: '38', move: 2 } },
    })
    expect(JSON.stringify(entry)).not.toContain('Ещё раз')
    expect(await movesCount(city)).toEqual({ moves: 2, things: 1 })
  })

  test('that was moved by the team is not moved back by a page that says what it always said', async () => {
    await strategyDb(city)
      .updateTable('strategy.indicators')
      .set({ digest: 'old' })
      .where('id', '=', 'ind-001')
      .execute()
    await strategy.pack?.(city, openCityPack(join(projectRoot, 'city/izhevsk')))
    expect((await promiseFor(city, 'ind-001'))?.target?.value).toBe('35')
  })

  test('cannot be overwritten behind the back of the house', async () => {
    const change = strategyDb(city)
      .updateTable('strategy.terms')
      .set({ value: '1' })
      .where('subject', '=', 'indicator:ind-001')
    await expect(change.execute()).rejects.toThrow('never changed')
    await expect(strategyDb(city).deleteFrom('strategy.terms').execute()).rejects.toThrow('never changed')
  })

  test('is not for everybody to move', async () => {
    const move = { pledges: [{ subject: 'indicator:ind-002', terms: { target: '1' }, reason: 'так' }] }
    await expect(pledge(bare.as(oleg), move)).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(pledge(bare.as(guest), move)).rejects.toMatchObject({ kind: 'not-allowed' })
  })

  test('keeps its whole story whatever is moved and how often', async () => {
    let nth = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 8 }), async (values) => {
        nth += 1
        const name = `plan.base.${1900 + (nth % 190)}`
        const subject = `indicator:ind-00${3 + (nth % 5)}`
        const before = (await term(subject, name))?.rows.map(({ value }) => value) ?? []
        for (const value of values) {
          await pledge(team, { pledges: [{ subject, terms: { [name]: String(value) }, reason: 'проверка' }] })
        }
        const all = [...before, ...values.map(String)].filter((value, index, list) => value !== list[index - 1])
        const now = await term(subject, name)
        expect(now?.rows.map(({ value }) => value)).toEqual(all)
        expect(now?.first.value).toBe(all[0])
        expect(now?.moves).toBe(all.length - 1)
      }),
      { numRuns: 15 },
    )
  })
})

describe('milestones and evidence', () => {
  const subject = 'milestone:m-1'
  const win = (id: string, what: 'published' | 'withdrawn') =>
    action('small-wins', (inside: City) =>
      announce(inside, `small-wins.${what}`, `win:${id}`, { id, case: null, quantity: 2, unit: 'км' }),
    )(city, undefined)
  const brought = {
    subject,
    kind: 'contract' as const,
    ref: '№ 17',
    quantity: '3',
    day: '2026-11-01',
    source: null,
    sha256: null,
  }

  test('a milestone is promised with its terms, once', async () => {
    const milestone = {
      id: 'm-1',
      project: 'prj-007',
      name: 'Десять километров',
      due: '2027-06',
      target: '10',
      unit: 'км',
      owner: ownedBy('bod-015'),
    }
    await addMilestones(team, { milestones: [milestone] })
    await expect(addMilestones(team, { milestones: [milestone] })).rejects.toMatchObject({ kind: 'conflict' })
    const [found] = await milestonesOf(city, ['prj-007'])
    expect(found).toMatchObject({ due: '2027-06', target: '10', unit: 'км', evidence: [] })
    expect((await said(subject)).map(({ kind }) => kind)).toEqual(['strategy.milestone-promised'])
  })

  test('evidence counts once it is accepted, and no longer when it is taken back', async () => {
    await pledge(team, {
      pledges: [{ subject: 'project:prj-007', terms: { owner: ownedBy('bod-015') }, reason: null }],
    })
    const { id } = await bringEvidence(bare.as(oleg), brought)
    const state = async () => (await evidenceOf(city, { subjects: [subject] }))[0]
    expect(await state()).toMatchObject({ state: 'waiting', office: 'manager@bod-015', quantity: '3' })
    await expect(judgeEvidence(bare.as(oleg), { id, accepted: true, reason: '' })).rejects.toMatchObject({
      kind: 'not-allowed',
    })
    await expect(judgeEvidence(team, { id, accepted: false, reason: ' ' })).rejects.toMatchObject({ kind: 'invalid' })
    await judgeEvidence(team, { id, accepted: true, reason: '' })
    expect((await state())?.state).toBe('accepted')
    await expect(judgeEvidence(team, { id, accepted: true, reason: '' })).rejects.toMatchObject({ kind: 'conflict' })
    await judgeEvidence(team, { id, accepted: false, reason: 'Договор расторгнут' })
    expect(await state()).toMatchObject({ state: 'withdrawn', reason: 'Договор расторгнут' })
    expect((await said(subject)).map(({ kind }) => kind).slice(0, 2)).toEqual([
      'strategy.evidence-withdrawn',
      'strategy.evidence-accepted',
    ])
  })

  test('a withdrawn win takes its evidence with it, whichever is heard first', async () => {
    await expect(bringEvidence(team, { ...brought, kind: 'win', ref: 'w-9' })).rejects.toMatchObject({
      fields: { ref: { key: 'strategy.form.noWin' } },
    })
    await win('w-9', 'published')
    await bare.worker.settle()
    const { id } = await bringEvidence(team, { ...brought, kind: 'win', ref: 'w-9' })
    await judgeEvidence(team, { id, accepted: true, reason: '' })
    await expect(bringEvidence(team, { ...brought, kind: 'win', ref: 'w-9' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await win('w-9', 'withdrawn')
    await bare.worker.settle()
    const found = (await evidenceOf(city, { subjects: [subject] })).find((each) => each.id === id)
    expect(found?.state).toBe('withdrawn')
    await expect(bringEvidence(team, { ...brought, kind: 'win', ref: 'w-9' })).rejects.toMatchObject({
      kind: 'invalid',
    })
  })

  test('somebody of another body brings nothing', async () => {
    const stranger: Actor = { ...oleg, roles: [{ name: 'manager', body: 'bod-016' }] }
    await expect(bringEvidence(bare.as(stranger), brought)).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(bringEvidence(bare.as(oleg), { ...brought, subject: 'milestone:none' })).rejects.toMatchObject({
      kind: 'missing',
    })
  })
})

describe('money', () => {
  test('is the exact sum of its bookings, and a mistake is taken back by a row', async () => {
    const project = 'prj-017'
    const roubles = fc.integer({ min: 0, max: 10 ** 13 }).map((kopecks) => (kopecks / 100).toFixed(2))
    const booking = fc.record({
      year: fc.integer({ min: 2026, max: 2028 }),
      fund: fc.constantFrom('city' as const, 'federal' as const),
      roubles,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(booking, { minLength: 1, maxLength: 6 }), fc.nat(), async (made, pick) => {
        const before = total(await bookingsOf(city, [project]), 'spent') ?? '0'
        await bookMoney(team, { bookings: made.map((each) => ({ ...each, project, kind: 'spent' as const })) })
        const all = await bookingsOf(city, [project])
        expect(total(all, 'spent')).toBe(sumOf([before, ...made.map((each) => each.roubles)]))
        expect(sumOf(moneyByYear(all).map(({ spent }) => spent ?? '0'))).toBe(total(all, 'spent'))
        const wrong = all
          .filter(({ corrects, corrected }) => corrects === null && !corrected)
          .at(-1 - (pick % made.length))
        await unbookMoney(team, { id: wrong?.id ?? '', reason: 'Опечатка' })
        expect(total(await bookingsOf(city, [project]), 'spent')).toBe(
          sumOf([total(all, 'spent') ?? '0', `-${wrong?.roubles}`].map((v) => v.replace('--', ''))),
        )
        await expect(unbookMoney(team, { id: wrong?.id ?? '', reason: 'ещё раз' })).rejects.toMatchObject({
          kind: 'conflict',
        })
      }),
      { numRuns: 10 },
    )
  })

  test('below zero is refused, and a plan is added to with a reason', async () => {
    const plan = { project: 'prj-010', year: 2027, fund: 'city' as const, kind: 'planned' as const, roubles: '5' }
    await expect(bookMoney(team, { bookings: [{ ...plan, roubles: '-5' }] })).rejects.toMatchObject({ kind: 'invalid' })
    await bookMoney(team, { bookings: [plan] })
    await expect(bookMoney(team, { bookings: [plan] })).rejects.toMatchObject({
      fields: { reason: { key: 'strategy.form.noReason' } },
    })
    expect(moneyByYear(await bookingsOf(city, ['prj-010']))).toEqual([
      { year: 2027, fund: 'city', planned: '5', spent: null },
    ])
  })
})

describe('reports', () => {
  test('one person delivers many at once, all or none, and corrects one in sight of all', async () => {
    const report = { project: 'prj-007', period: '2026-Q3', status: 'on-track' as const, said: 'Идём по плану' }
    await expect(
      reportProjects(bare.as(oleg), { reports: [report, { ...report, project: 'prj-010' }] }),
    ).rejects.toMatchObject({ kind: 'not-allowed' })
    expect(await reportsOf(city, ['prj-007'])).toEqual([])
    await reportProjects(bare.as(oleg), { reports: [report] })
    bare.now = new Date(bare.now.getTime() + 60_000)
    await reportProjects(bare.as(oleg), { reports: [{ ...report, status: 'late', said: 'Ошиблись' }] })
    const [latest, first] = await reportsOf(city, ['prj-007'])
    expect(latest).toMatchObject({ status: 'late', corrected: false, deliveredAt: first?.at })
    expect(first).toMatchObject({ status: 'on-track', corrected: true })
    expect((await said('project:prj-007')).slice(0, 2).map(({ kind }) => kind)).toEqual([
      'strategy.report-corrected',
      'strategy.reported',
    ])
  })
})
