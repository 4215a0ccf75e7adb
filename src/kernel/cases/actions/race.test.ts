// Two people at once: of one case only one step happens, and the other is told why.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#platform/policy.ts'
import { hours, later } from '#platform/time.ts'
import { handOver, resolveCase } from '../index.ts'
import { monday, openStage, type Stage } from '../stage.testing.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage(10)
})
afterAll(() => stage.close())

const boris: Role[] = [
  { name: 'dispatcher', body: null },
  { name: 'inspector', body: null },
]

test('of ten hand-overs to the same holder at once one happens', async () => {
  const { number } = await stage.complain()
  const tries = Array.from({ length: 10 }, () =>
    handOver(stage.city(boris, later(monday, hours(1))), { number, to: 'bod-020', reason: 'Это фонарь' }),
  )
  const ended = await Promise.allSettled(tries)
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of ended) if (one.status === 'rejected') expect(one.reason).toMatchObject({ kind: 'conflict' })
  expect(await stage.facts(number)).toEqual(['cases.opened', 'cases.handed-over'])
})

test('closing and handing over at once leave one running clock or none', async () => {
  const { number } = await stage.complain()
  await Promise.allSettled([
    resolveCase(stage.city(boris, later(monday, hours(1))), { number, note: 'Готово', photo: null, word: 'Видел сам' }),
    handOver(stage.city(boris, later(monday, hours(1))), { number, to: 'bod-020', reason: 'Это фонарь' }),
    resolveCase(stage.city(boris, later(monday, hours(1))), { number, note: 'Готово', photo: null, word: 'Видел сам' }),
  ])
  const resolved = (await stage.facts(number)).filter((kind) => kind === 'cases.resolved')
  expect(resolved).toHaveLength(1)
})

test('numbers given out at once are all different and without gaps', async () => {
  const opened = await Promise.all(Array.from({ length: 12 }, () => stage.complain()))
  const numbers = opened.map(({ number }) => Number(number.slice(5))).sort((a, b) => a - b)
  const first = numbers[0] ?? 0
  expect(numbers).toEqual(numbers.map((_, at) => first + at))
})
