// `when`: the action and the done mark commit together, and a failure holds back its own subject only.
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { announce } from './announce.ts'
import { failedDeliveries, retryDelivery } from './failed.ts'
import { hear, openProbes, type Probe } from './probe.testing.ts'
import { type Reaction, when } from './reaction.ts'
import { factsOf } from './told.ts'

let probes: Awaited<ReturnType<typeof openProbes>>
let probe: Probe

beforeAll(async () => {
  probes = await openProbes()
})

afterAll(() => probes.close())
const broken = new Set<string>()

const data = z.object({ n: z.number() })
const keeping = (name: string, fact = 'probe.said'): Reaction =>
  when(fact, name, data, async (city, { n }, { subject }) => {
    await hear(city, { by: name, subject, n })
    if (broken.has(`${name} ${subject}`)) throw new Error('anna@example.ru \u0000 is away')
  })

afterEach(() => {
  broken.clear()
})

test('each reaction hears a fact exactly once, however often the workers look', async () => {
  probe = await probes.open([keeping('a.hear'), keeping('b.hear')])
  await probe.say('case:1', 1)
  await probe.worker.settle()
  await probe.worker.settle()
  expect((await probe.heard()).sort()).toEqual(['a.hear case:1 1', 'b.hear case:1 1'])
  expect(await factsOf(probe.as(), 'case:1')).toEqual([{ kind: 'probe.said', at: probe.now, data: { n: 1 } }])
})

test('a failure rolls back what it wrote, counts a try, waits longer each time, and holds back its subject only', async () => {
  probe = await probes.open([keeping('a.hear')])
  broken.add('a.hear case:1')
  await probe.say('case:1', 1)
  await probe.say('case:1', 2)
  await probe.say('case:2', 3)
  await probe.worker.settle()
  expect(await probe.heard()).toEqual(['a.hear case:2 3'])
  const waits: number[] = []
  for (;;) {
    const [failed] = await failedDeliveries(probe.as())
    expect(failed).toMatchObject({ subject: 'case:1', tries: waits.length + 1, kind: 'probe.said', reaction: 'a.hear' })
    if (!failed || failed.dead) break
    const seconds = (failed.dueAt.getTime() - probe.now.getTime()) / 1000
    waits.push(seconds)
    probe.wait(seconds - 0.5)
    expect(await probe.worker.step()).toBe(false)
    probe.wait(0.5)
    await probe.worker.settle()
  }
  expect(waits.length).toBeGreaterThan(8)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits.reduce((sum, each) => sum + each)).toBeGreaterThan(2 * 86_400)
  probe.wait(10 * 86_400)
  await probe.say('case:2', 4)
  await probe.worker.settle()
  expect(await probe.heard()).toEqual(['a.hear case:2 3', 'a.hear case:2 4'])
})

test('the desk sees the failure without personal data, mends it, and the subject goes on in its order', async () => {
  probe = await probes.open([keeping('a.hear')])
  broken.add('a.hear case:1')
  await probe.say('case:1', 1)
  await probe.say('case:1', 2)
  await probe.worker.settle()
  const [failed] = await failedDeliveries(probe.as())
  expect(failed?.error).toContain('is away')
  expect(failed?.error).not.toContain('anna')
  broken.clear()
  await retryDelivery(probe.as(), { id: failed?.id ?? 0 })
  await probe.worker.settle()
  expect(await probe.heard()).toEqual(['a.hear case:1 1', 'a.hear case:1 2'])
  expect(await failedDeliveries(probe.as())).toEqual([])
  await expect(retryDelivery(probe.as(), { id: failed?.id ?? 0 })).rejects.toMatchObject({ kind: 'missing' })
})

test('one reaction that fails does not hold back another that hears the same fact', async () => {
  probe = await probes.open([keeping('a.hear'), keeping('b.hear')])
  broken.add('a.hear case:1')
  await probe.say('case:1', 1)
  await probe.say('case:1', 2)
  await probe.worker.settle()
  expect(await probe.heard()).toEqual(['b.hear case:1 1', 'b.hear case:1 2'])
})

test('deliveries of a module that was removed stay and block nobody', async () => {
  probe = await probes.open([keeping('gone.hear'), keeping('a.hear')])
  await probe.say('case:1', 1)
  const worker = probe.another([keeping('a.hear')])
  await worker.settle()
  expect(await probe.heard()).toEqual(['a.hear case:1 1'])
  const { rows } = await sql`select reaction from facts.deliveries where done_at is null`.execute(probe.as().db)
  expect(rows).toEqual([{ reaction: 'gone.hear' }])
})

test('a fact of an older shape that a reaction cannot read is a failure, not a standstill', async () => {
  probe = await probes.open([
    when('probe.said', 'strict.hear', z.object({ name: z.string() }), async () => {}),
    keeping('a.hear'),
  ])
  await probe.say('case:1', 1)
  await probe.worker.settle()
  expect(await probe.heard()).toEqual(['a.hear case:1 1'])
  expect(await failedDeliveries(probe.as())).toMatchObject([{ reaction: 'strict.hear', tries: 1 }])
})

test('announcing outside an action throws, and a fact of a change that failed is never told', async () => {
  probe = await probes.open([keeping('a.hear')])
  await expect(announce(probe.as(), 'probe.said', 'case:1', { n: 1 })).rejects.toThrow('outside an action')
  broken.add('a.hear case:1')
  expect(await factsOf(probe.as(), 'case:1')).toEqual([])
})

test('two reactions of the same name are refused at the start', async () => {
  await expect(probes.open([keeping('a.hear'), keeping('a.hear')])).rejects.toThrow('the same name')
})
