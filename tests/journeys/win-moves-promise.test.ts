// A resident's word becomes a win that moves a promise; taken back, it takes the promise back by a row of its own.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reopenCase } from '#kernel/cases/index.ts'
import { openFiles } from '#platform/files.ts'
import { hours, later } from '#platform/time.ts'
import { openStage, type Stage, zone } from '#services/small-wins/stage.testing.ts'
import { measurementsOf, promiseFor } from '#services/strategy/queries/promises.ts'
import { strategy } from '#services/strategy/service.ts'

const own = 'own-confirmed-fixes'
let stage: Stage
beforeAll(async () => {
  stage = await openStage([strategy({ zone, files: openFiles(join(tmpdir(), 'no-papers')) })])
})
afterAll(() => stage.bare.close())

const value = async () => (await promiseFor(stage.city, own))?.value

test('one confirmed pothole moves the promise by one, and its reopening moves it back', async () => {
  expect(await value()).toBe('0')
  const { number, token, id } = await stage.published()
  expect(await value()).toBe('1')
  expect(await measurementsOf(stage.city, own)).toMatchObject([{ value: '1', win: id, case: number }])

  stage.bare.now = later(stage.bare.now, hours(1))
  await reopenCase(stage.bare.as(), { number, token, reason: 'Снова яма' })
  await stage.bare.worker.settle()
  expect(await value()).toBe('0')
  expect((await measurementsOf(stage.city, own)).map((each) => each.value)).toEqual(['-1', '1'])
})

test('no record of the press moves it', async () => {
  expect((await measurementsOf(stage.city, own)).every((each) => each.case !== null)).toBe(true)
})
