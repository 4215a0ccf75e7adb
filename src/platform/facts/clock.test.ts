// The clock: once over all processes, the newest stroke only, and nights that begin at three.
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openClock, slotOf } from './clock.ts'
import { failedDeliveries } from './failed.ts'
import { hear, openProbes, type Probe } from './probe.testing.ts'
import { every, type Reaction, when } from './reaction.ts'

let probes: Awaited<ReturnType<typeof openProbes>>
let probe: Probe

beforeAll(async () => {
  probes = await openProbes()
})

afterAll(() => probes.close())
let fails = false

const each = (schedule: 'minute' | 'hour' | 'night'): Reaction =>
  every(schedule, `a.${schedule}`, async (city) => {
    await hear(city, { by: schedule, subject: 'clock', n: 0 })
    if (fails) throw new Error('away')
  })
const all = [each('minute'), each('hour'), each('night')]

afterEach(() => {
  fails = false
})

const struckBy = async (by: string) => (await probe.heard()).filter((line) => line.startsWith(`${by} `)).length

test('however many processes ask, and at once, a schedule strikes once a slot', async () => {
  probe = await probes.open(all)
  const clocks = Array.from({ length: 4 }, () => openClock(() => probe.as(), 'Europe/Samara'))
  await Promise.all(clocks.map((strike) => strike()))
  await probe.worker.settle()
  expect((await probe.heard()).sort()).toEqual(['hour clock 0', 'minute clock 0', 'night clock 0'])
  probe.wait(60)
  await Promise.all(clocks.map((strike) => strike()))
  await Promise.all(clocks.map((strike) => strike()))
  await probe.worker.settle()
  expect([await struckBy('minute'), await struckBy('hour')]).toEqual([2, 1])
})

test('after a standstill a job runs once, and old strokes leave nothing behind', async () => {
  probe = await probes.open(all)
  for (let minute = 0; minute < 90; minute += 1) {
    await probe.worker.tick()
    probe.wait(60)
  }
  await probe.worker.settle()
  expect([await struckBy('minute'), await struckBy('hour')]).toEqual([1, 1])
  const { rows } = await sql`select count(*) as n from facts.facts`.execute(probe.as().db)
  expect(rows).toEqual([{ n: 3 }])
})

test('a job that fails is not lost and not piled up: its next stroke runs', async () => {
  probe = await probes.open([each('hour')])
  fails = true
  await probe.worker.tick()
  await probe.worker.settle()
  expect(await failedDeliveries(probe.as())).toMatchObject([{ reaction: 'a.hour', tries: 1 }])
  probe.wait(3600)
  fails = false
  await probe.worker.tick()
  await probe.worker.settle()
  expect(await struckBy('hour')).toBe(1)
  expect(await failedDeliveries(probe.as())).toEqual([])
})

test('that something was carried out is forgotten after ninety days; what waits and the facts stay', async () => {
  probe = await probes.open([when('probe.said', 'a.hear', z.unknown(), async () => {})])
  await probe.say('old', 1)
  await probe.worker.settle()
  probe.wait(89 * 86_400)
  await probe.say('young', 2)
  await probe.worker.settle()
  await probe.say('waiting', 3)
  probe.wait(2 * 86_400)
  await probe.worker.tick()
  const of = async (table: string) =>
    (
      await sql<{
        subject: string
      }>`select subject from ${sql.table(table)} where subject not like 'clock.%' order by id`.execute(probe.as().db)
    ).rows.map(({ subject }) => subject)
  expect(await of('facts.deliveries')).toEqual(['young', 'waiting'])
  expect(await of('facts.facts')).toEqual(['old', 'young', 'waiting'])
})

test('a clock that is behind strikes nothing again', async () => {
  probe = await probes.open([each('hour')])
  await probe.worker.tick()
  await probe.worker.settle()
  probe.wait(-7200)
  await probe.another([each('hour')]).tick()
  await probe.worker.settle()
  expect(await struckBy('hour')).toBe(1)
})

test.each([
  ['minute', '2026-11-23T09:59:59.999Z', '2026-11-23T09:59'],
  ['hour', '2026-11-23T09:59:59.999Z', '2026-11-23T09'],
  // Izhevsk is four hours ahead: 22:59Z is 02:59 of the next day there, still the night before.
  ['night', '2026-11-22T22:59:59Z', '2026-11-22'],
  ['night', '2026-11-22T23:00:00Z', '2026-11-23'],
  ['night', '2026-11-23T22:59:59Z', '2026-11-23'],
] as const)('%s of %s is %s', async (schedule, at, slot) => {
  expect(slotOf(schedule, new Date(at), 'Europe/Samara')).toBe(slot)
})
