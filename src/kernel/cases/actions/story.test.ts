// The life of a case: handed over, resolved with proof, confirmed, reopened; and what is refused on the way.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newHandle } from '#kernel/identity/index.ts'
import { type Prepared, preparePhoto } from '#kernel/media/index.ts'
import { openFiles } from '#platform/files.ts'
import { newId } from '#platform/ids.ts'
import type { Role } from '#platform/policy.ts'
import { days, hours, later } from '#platform/time.ts'
import { yard } from '../../media/yard.testing.ts'
import {
  answerCase,
  caseFor,
  confirmCase,
  declineCase,
  handOver,
  joinCase,
  markComplaint,
  reopenCase,
  resolveCase,
} from '../index.ts'
import { monday, openStage, type Stage } from '../stage.testing.ts'

const role = (name: string, body: string | null = null): Role[] => [{ name, body }]
const boris = role('dispatcher')
const roads = role('performer', 'bod-015')

let stage: Stage
let folder: string
let photo: (seed: number) => Promise<Prepared>
beforeAll(async () => {
  stage = await openStage()
  folder = await mkdtemp(join(tmpdir(), 'cases-'))
  const files = openFiles(folder)
  photo = async (seed) => {
    const bytes = await yard(seed)
    const upload = { name: 'a.jpg', type: 'image/jpeg', bytes, cut: false }
    return preparePhoto(files, upload, { now: monday, zone: 'Europe/Samara' })
  }
})
afterAll(async () => {
  await stage.close()
  await rm(folder, { recursive: true })
})

const at = (n: number) => later(monday, hours(n))
const done = (number: string, proof: Prepared) => ({
  number,
  note: 'Яма засыпана и заделана',
  photo: proof,
  word: null,
})

describe('handing over', () => {
  test('stops one clock, starts another, keeps the first deadline and counts what was moved', async () => {
    const { number } = await stage.complain()
    const before = await caseFor(stage.city(), number)
    await handOver(stage.city(boris, at(48)), { number, to: 'bod-017', reason: 'Это делает дорожная служба' })
    const view = await caseFor(stage.city(), number)
    expect(view).toMatchObject({ holder: { body: 'bod-017' }, moved: 1, firstDue: before?.due })
    expect(view?.due.getTime()).toBeGreaterThan(before?.due.getTime() ?? 0)
    const step = view?.timeline.at(-1)
    expect(step).toMatchObject({ kind: 'handed-over', text: 'Это делает дорожная служба', dueBefore: before?.due })
    expect(step?.office).not.toContain('Борис')
    expect(await stage.facts(number)).toEqual(['cases.opened', 'cases.handed-over'])
  })

  test('is refused to another body, to its own holder, to nobody, and by a stranger', async () => {
    const { number } = await stage.complain()
    const to = (body: string, roles: Role[]) =>
      handOver(stage.city(roles, at(1)), { number, to: body, reason: 'Не наше' })
    await expect(to('bod-017', role('performer', 'bod-020'))).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(to('bod-017', [])).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(to('bod-015', boris)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(to('nobody', boris)).rejects.toMatchObject({ kind: 'invalid' })
    expect(await stage.facts(number)).toEqual(['cases.opened'])
  })

  test('ends after two returns: then only the city dispatcher may', async () => {
    const { number } = await stage.complain()
    const pass = (from: string, to: string, hour: number) =>
      handOver(stage.city(role('performer', from), at(hour)), { number, to, reason: 'Не наше' })
    await pass('bod-015', 'bod-017', 1)
    await pass('bod-017', 'bod-015', 2)
    await pass('bod-015', 'bod-017', 3)
    await expect(pass('bod-017', 'bod-015', 4)).rejects.toMatchObject({
      kind: 'conflict',
      key: 'cases.refusal.pingPong',
    })
    await expect(
      handOver(stage.city(role('dispatcher', 'bod-017'), at(4)), { number, to: 'bod-020', reason: 'Не наше' }),
    ).rejects.toMatchObject({ key: 'cases.refusal.pingPong' })
    await handOver(stage.city(boris, at(5)), { number, to: 'bod-015', reason: 'Дорога городская, делает управление' })
    expect((await caseFor(stage.city(), number))?.holder.body).toBe('bod-015')
  })

  test('never goes to the body that the case complains about', async () => {
    const { number } = await stage.complain()
    await markComplaint(stage.city(boris), { number, about: 'bod-017' })
    await expect(
      handOver(stage.city(boris, at(1)), { number, to: 'bod-017', reason: 'Разберитесь' }),
    ).rejects.toMatchObject({ kind: 'conflict', key: 'cases.refusal.complainedAbout' })
  })
})

describe('resolving', () => {
  test('needs a photo or an inspector', async () => {
    const { number } = await stage.complain()
    const word = { number, note: 'Сделано', photo: null, word: 'Осмотрено на месте' }
    await expect(resolveCase(stage.city(roads), { ...word, word: null })).rejects.toMatchObject({
      fields: { photo: { key: 'cases.proof.missing' } },
    })
    await expect(resolveCase(stage.city(roads), word)).rejects.toMatchObject({
      fields: { word: { key: 'cases.error.wordNotYours' } },
    })
    await resolveCase(stage.city(role('inspector')), word)
    expect((await caseFor(stage.city(), number))?.status).toBe('resolved')
  })

  test('refuses a photo that closed another case, and one that closed this', async () => {
    const [one, other] = [await stage.complain(), await stage.complain()]
    const proof = await photo(1)
    await resolveCase(stage.city(roads, at(1)), done(one.number, proof))
    await expect(resolveCase(stage.city(roads, at(2)), done(other.number, proof))).rejects.toMatchObject({
      fields: { photo: { key: 'cases.proof.usedBefore' } },
    })
    await reopenCase(stage.city([], at(3)), { number: one.number, token: one.secret, reason: 'Всё так же' })
    await expect(resolveCase(stage.city(roads, at(4)), done(one.number, await photo(1)))).rejects.toMatchObject({
      kind: 'invalid',
    })
    expect((await caseFor(stage.city(), other.number))?.status).toBe('open')
  })

  test('a second press of the button is told that it is done', async () => {
    const { number } = await stage.complain()
    await resolveCase(stage.city(roads, at(1)), done(number, await photo(2)))
    await expect(resolveCase(stage.city(roads, at(1)), done(number, await photo(3)))).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(await stage.facts(number)).toEqual(['cases.opened', 'cases.resolved'])
  })
})

describe('the word of the resident', () => {
  test('a wrong secret and the secret of another case are told the same', async () => {
    const [one, other] = [await stage.complain(), await stage.complain()]
    await resolveCase(stage.city(roads, at(1)), done(one.number, await photo(4)))
    for (const token of ['', 'wrong', other.secret]) {
      const said = { kind: 'not-allowed', key: 'cases.refusal.notYours' }
      await expect(confirmCase(stage.city(), { number: one.number, token })).rejects.toMatchObject(said)
      await expect(reopenCase(stage.city(), { number: one.number, token, reason: 'x' })).rejects.toMatchObject(said)
    }
    await expect(confirmCase(stage.city(), { number: one.number, person: newId(monday) })).rejects.toMatchObject({
      kind: 'not-allowed',
    })
  })

  test('one who joined confirms, the reporter disputes within thirty days, and her words stay private', async () => {
    const { number, secret } = await stage.complain()
    const neighbour = await newHandle(stage.city(), { module: 'cases', person: null })
    const joined = await joinCase(stage.city(), { number, handle: neighbour })
    await expect(confirmCase(stage.city(), { number, token: joined.secret })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await resolveCase(stage.city(roads, at(1)), done(number, await photo(5)))
    await confirmCase(stage.city([], at(2)), { number, token: joined.secret })
    await confirmCase(stage.city([], at(3)), { number, token: secret })
    expect((await caseFor(stage.city(), number))?.status).toBe('confirmed')
    const late = later(at(2), days(30) + 1)
    await expect(reopenCase(stage.city([], late), { number, token: secret, reason: 'Опять' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await reopenCase(stage.city([], at(30)), { number, token: secret, reason: 'Опять яма, подъезд Анны' })
    const view = await caseFor(stage.city(), number)
    expect(view).toMatchObject({ status: 'open', holder: { body: 'bod-015' }, moved: 0 })
    expect(JSON.stringify(view)).not.toContain('Анны')
    await expect(reopenCase(stage.city([], at(31)), { number, token: secret, reason: 'Опять' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(await stage.facts(number)).toEqual([
      'cases.opened',
      'cases.joined',
      'cases.resolved',
      'cases.confirmed',
      'cases.reopened',
    ])
  })

  test('what was declined may be disputed too', async () => {
    const { number, secret } = await stage.complain()
    await expect(declineCase(stage.city(roads, at(1)), { number, reason: 'Не будем' })).rejects.toMatchObject({
      kind: 'not-allowed',
    })
    await declineCase(stage.city(boris, at(1)), { number, reason: 'Это частная земля' })
    expect((await caseFor(stage.city(), number))?.status).toBe('declined')
    await reopenCase(stage.city([], at(2)), { number, token: secret, reason: 'Земля городская' })
    expect((await caseFor(stage.city(), number))?.status).toBe('open')
  })
})

test('whatever happens in whatever order: at most one clock runs, clocks follow each other without a gap, the timeline is in order', async () => {
  const bodies = ['bod-015', 'bod-017', 'bod-020']
  const step = fc.record({
    what: fc.constantFrom('hand', 'resolve', 'confirm', 'reopen', 'decline', 'answer'),
    to: fc.constantFrom(...bodies),
    hours: fc.integer({ min: -5, max: 200 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const { number, secret } = await stage.complain()
      let clock = monday
      for (const { what, to, hours: passed } of steps) {
        clock = later(clock, hours(passed))
        const staff = stage.city([...boris, ...role('inspector')], clock)
        const act = {
          hand: () => handOver(staff, { number, to, reason: 'Передаём' }),
          resolve: () => resolveCase(staff, { number, note: 'Готово', photo: null, word: 'Видел сам' }),
          confirm: () => confirmCase(stage.city([], clock), { number, token: secret }),
          reopen: () => reopenCase(stage.city([], clock), { number, token: secret, reason: 'Нет' }),
          decline: () => declineCase(staff, { number, reason: 'Нет' }),
          answer: () => answerCase(staff, { number, text: 'Смотрим' }),
        }[what]
        await act?.().catch((error) => expect(error).toMatchObject({ name: 'Refusal' }))
      }
      const { rows } = await stage.bare.database.pool.query(
        `select h.* from cases.holdings h join cases.cases c on c.id = h.case_id where c.number = $1 order by place_in_chain`,
        [number],
      )
      const view = await caseFor(stage.city(), number)
      expect(rows.filter(({ until }) => until === null)).toHaveLength(view?.status === 'open' ? 1 : 0)
      for (const [n, row] of rows.entries()) {
        const next = rows[n + 1]
        if (row.ended_by === 'handed-over') expect(next.since).toEqual(row.until)
        if (next) expect(next.since.getTime()).toBeGreaterThanOrEqual(row.until.getTime())
      }
      const times = view?.timeline.map((one) => one.at.getTime()) ?? []
      expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b))
      expect(view?.timeline[0]?.kind).toBe('opened')
    }),
    { numRuns: 25 },
  )
})
