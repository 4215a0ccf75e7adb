// The facts of one subject are heard in their order and end in one state, whatever fails and whoever works.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { hear, openProbes, type Probe } from './probe.testing.ts'
import { deliver, type Reaction, when } from './reaction.ts'

let probes: Awaited<ReturnType<typeof openProbes>>
let probe: Probe

beforeAll(async () => {
  probes = await openProbes()
})

afterAll(() => probes.close())

const data = z.object({ n: z.number() })

test('two workers side by side: every subject in its order, every fact once', async () => {
  const reactions = ['a.hear', 'b.hear'].map((name) =>
    when('probe.said', name, data, (city, { n }, { subject }) => hear(city, { by: name, subject, n })),
  )
  // On a server ten connections work at once; the embedded database has one, and the same must hold.
  probe = await probes.open(reactions)
  const subjects = ['case:1', 'case:2', 'case:3', 'case:4']
  const facts = Array.from({ length: 40 }, (_, n) => ({ subject: subjects[n % subjects.length] ?? '', n }))
  const other = probe.another(reactions)
  for (const { subject, n } of facts.slice(0, 20)) await probe.say(subject, n)
  const settling = [probe.worker, other, probe.another(reactions)].map((worker) => worker.settle())
  await Promise.all([...settling, ...facts.slice(20).map(({ subject, n }) => probe.say(subject, n))])
  await Promise.all([probe.worker.settle(), other.settle()])
  const heard = await probe.heard()
  expect(heard.length).toBe(80)
  expect(new Set(heard).size).toBe(80)
  for (const by of ['a.hear', 'b.hear']) {
    for (const subject of subjects) {
      const first = heard
        .filter((line) => line.startsWith(`${by} ${subject} `))
        .map((line) => Number(line.split(' ').at(-1)))
        .filter((n) => n < 20)
      expect(first).toEqual([...first].sort((a, b) => a - b))
    }
  }
})

test('shuffled between subjects, failed and repeated in any way, deliveries end in the same state', async () => {
  let failures: boolean[] = []
  const mayFail = (): void => {
    if (failures.pop() === true) throw new Error('away')
  }
  const got = new Map<string, Map<string, number>>()
  const outside = (subject: string, key: string, n: number): void => {
    // A receiver that honours the key: repeating a delivery changes nothing there.
    got.set(subject, (got.get(subject) ?? new Map()).set(key, n))
  }
  const reactions: Reaction[] = [
    when('probe.said', 'a.hear', data, async (city, { n }, { subject }) => {
      await hear(city, { by: 'a.hear', subject, n })
      mayFail()
    }),
    deliver('probe.said', 'a.send', data, async (_city, { n }, { id, subject }) => {
      outside(subject, id, n)
      mayFail()
    }),
  ]
  probe = await probes.open(reactions)
  let round = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.boolean(), { maxLength: 24 }),
      fc.array(fc.nat({ max: 5 }), { maxLength: 8 }),
      async (subjects, fails, steps) => {
        round += 1
        failures = [...fails]
        got.clear()
        const before = (await probe.heard()).length
        const nameOf = (index: number) => `case:${round}-${index}`
        for (const [n, index] of subjects.entries()) {
          await probe.say(nameOf(index), n)
          // Deliveries happen between announcements as well, as chance has it.
          for (let step = steps[n] ?? 0; step > 0; step -= 1) await probe.worker.step()
        }
        do {
          await probe.worker.settle()
          probe.wait(86_400)
        } while (failures.length > 0 && (await probe.worker.step()))
        for (let turn = 0; turn < 3; turn += 1) {
          probe.wait(86_400)
          await probe.worker.settle()
        }
        const heard = (await probe.heard()).slice(before)
        for (const index of new Set(subjects)) {
          const expected = [...subjects.entries()].filter(([, each]) => each === index).map(([n]) => n)
          expect(heard.filter((line) => line.split(' ')[1] === nameOf(index))).toEqual(
            expected.map((n) => `a.hear ${nameOf(index)} ${n}`),
          )
          expect([...(got.get(nameOf(index))?.values() ?? [])]).toEqual(expected)
        }
      },
    ),
    { numRuns: 25 },
  )
})
