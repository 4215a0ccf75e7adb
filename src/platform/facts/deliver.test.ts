// `deliver`: nothing is held while it sends, and what may not have arrived is sent again with the same key.
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { failedDeliveries } from './failed.ts'
import { openProbes, type Probe } from './probe.testing.ts'
import { deliver } from './reaction.ts'

let probes: Awaited<ReturnType<typeof openProbes>>
let probe: Probe

beforeAll(async () => {
  probes = await openProbes()
})

afterAll(() => probes.close())
let fails = false
const sent: { key: string; n: number }[] = []
let during: () => Promise<void> = async () => {}

const sending = deliver('probe.said', 'a.send', z.object({ n: z.number() }), async (_city, { n }, { id }) => {
  sent.push({ key: id, n })
  await during()
  if (fails) throw new Error('550 no such mailbox <anna@example.ru>, call +7 912 345-67-89')
})

afterEach(() => {
  fails = false
  sent.length = 0
  during = async () => {}
})

test('a delivery is sent with the id of its fact as key, and once when all goes well', async () => {
  probe = await probes.open([sending])
  await probe.say('case:1', 1)
  await probe.worker.settle()
  await probe.worker.settle()
  const { rows } = await sql<{ id: string }>`select id from facts.facts`.execute(probe.as().db)
  expect(sent).toEqual([{ key: rows[0]?.id, n: 1 }])
})

test('while it sends no connection is held and nobody else takes it', async () => {
  probe = await probes.open([sending])
  await probe.say('case:1', 1)
  const other = probe.another([sending])
  during = async () => {
    // With a pool of one connection this would wait for ever if the worker held it.
    expect(await other.step()).toBe(false)
  }
  await probe.worker.settle()
  expect(sent.length).toBe(1)
})

test('a process that ends between sending and marking: sent again, with the same key, once its lease is over', async () => {
  probe = await probes.open([sending])
  await probe.say('case:1', 1)
  await probe.say('case:1', 2)
  const stranded = sql`alter table facts.deliveries rename column done_at to done_at_away`
  const mended = sql`alter table facts.deliveries rename column done_at_away to done_at`
  // The database refuses the mark, as if the process had ended there.
  during = async () => {
    await stranded.execute(probe.as().db)
  }
  await expect(probe.worker.step()).rejects.toThrow()
  await mended.execute(probe.as().db)
  during = async () => {}
  await probe.worker.settle()
  expect(sent.map(({ n }) => n)).toEqual([1])
  probe.wait(5 * 60 + 1)
  await probe.worker.settle()
  expect(sent.map(({ n }) => n)).toEqual([1, 1, 2])
  expect(sent[0]?.key).toBe(sent[1]?.key)
  expect(sent[2]?.key).not.toBe(sent[1]?.key)
})

test('a refused delivery waits and is tried again; what staff see of it names no person', async () => {
  probe = await probes.open([sending])
  fails = true
  await probe.say('case:1', 1)
  await probe.worker.settle()
  const [failed] = await failedDeliveries(probe.as())
  expect(failed).toMatchObject({ tries: 1, dead: false })
  expect(failed?.error).toContain('550')
  expect(failed?.error).not.toMatch(/anna|345/)
  fails = false
  probe.wait(1)
  await probe.worker.settle()
  expect(sent.length).toBe(2)
  expect(await failedDeliveries(probe.as())).toEqual([])
})

test('a worker asked for actions only leaves deliveries alone', async () => {
  probe = await probes.open([sending])
  await probe.say('case:1', 1)
  expect(await probe.worker.step('when')).toBe(false)
  expect(await probe.worker.step('deliver')).toBe(true)
})
