// `whenever`: work that waits in a module's own tables is done after the facts that are due, until there is none.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { hear, openProbes, type Probe } from './probe.testing.ts'
import { type Reaction, when, whenever } from './reaction.ts'

let probes: Awaited<ReturnType<typeof openProbes>>
let probe: Probe

beforeAll(async () => {
  probes = await openProbes()
})

afterAll(() => probes.close())

const keeping = when('probe.said', 'a.hear', z.object({ n: z.number() }), (city, { n }, { subject }) =>
  hear(city, { by: 'a.hear', subject, n }),
)

/** Finds work so many times, and does it in an action of its own. */
function finding(name: string, times: number): Reaction {
  let left = times
  return whenever(name, async (city) => {
    expect(city.within.transaction).toBe(false)
    if (left === 0) return false
    left -= 1
    await hear(city, { by: name, subject: 'found', n: left })
    return true
  })
}

test('it comes after the facts that are due, and again as long as it finds something', async () => {
  probe = await probes.open([finding('b.find', 3), keeping])
  await probe.say('case:1', 1)
  await probe.worker.settle()
  expect(await probe.heard()).toEqual(['a.hear case:1 1', 'b.find found 2', 'b.find found 1', 'b.find found 0'])
})

test('one that fails is logged and holds up neither facts nor the others', async () => {
  const failing = whenever('b.fail', async () => {
    throw new Error('away')
  })
  probe = await probes.open([failing, finding('c.find', 1), keeping])
  await probe.say('case:1', 1)
  await probe.worker.settle()
  expect(await probe.heard()).toEqual(['a.hear case:1 1', 'c.find found 0'])
})

test('a worker asked for deliveries only leaves it alone; one asked for it alone leaves facts alone', async () => {
  probe = await probes.open([finding('b.find', 1), keeping])
  await probe.say('case:1', 1)
  expect(await probe.worker.step('deliver')).toBe(false)
  expect(await probe.worker.step('whenever')).toBe(true)
  expect(await probe.worker.step('whenever')).toBe(false)
  expect(await probe.heard()).toEqual(['b.find found 0'])
})

test('two of the same name are refused at the start, whatever their kinds', async () => {
  await expect(probes.open([finding('a.hear', 1), keeping])).rejects.toThrow('the same name')
})
