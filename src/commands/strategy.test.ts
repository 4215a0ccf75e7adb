// The operator's way to the portfolio: out into a workbook, in from one, and never a wrong cell.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Put, writeWorkbook } from '#platform/sheets/index.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { strategy } from './strategy.ts'

let stage: Stage
let folder: string
beforeAll(async () => {
  stage = await openStage()
  folder = await mkdtemp(join(tmpdir(), 'italmas-portfolio-'))
})
afterAll(async () => {
  await stage.close()
  await rm(folder, { recursive: true, force: true })
})

async function order(words: string[], options: Record<string, string> = {}) {
  const lines: { text: string; data?: unknown }[] = []
  const outcome = await strategy(stage.city, words, options, (line) => lines.push(line))
  return { outcome, last: lines.at(-1)?.data, said: lines.map(({ text }) => text).join('\n') }
}

async function fileOf(target: string): Promise<string> {
  const head = ['Код', 'Обещано'].map((title) => ({ title }))
  const sheet: Put = { name: 'Показатели', head, rows: [['ind-001', target]] }
  const file = join(folder, `${target}.xlsx`)
  await writeFile(file, await writeWorkbook([sheet]))
  return file
}

test('what is exported changes nothing when it is imported', async () => {
  const file = join(folder, 'out.xlsx')
  expect((await order(['export', file])).outcome).toBe('done')
  expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK')
  const { outcome, last } = await order(['import', file])
  expect([outcome, last]).toMatchObject(['done', { added: 0, changed: 0, errors: 0 }])
})

test('a move is checked, wants a reason, and is written with one', async () => {
  const file = await fileOf('36')
  expect((await order(['import', file], { dryRun: 'true' })).last).toMatchObject({ changed: 1, written: false })
  expect(await order(['import', file])).toMatchObject({
    outcome: 'failed',
    last: { needsReason: true, written: false },
  })
  expect((await order(['import', file], { reason: 'Пересчитали' })).last).toMatchObject({ changed: 1, written: true })
  expect((await order(['import', file])).last).toMatchObject({ changed: 0 })
})

test('wrong cells, files and words are told', async () => {
  const { outcome, said } = await order(['import', await fileOf('много')], { reason: 'x' })
  expect(outcome).toBe('failed')
  expect(said).toContain('Лист «Показатели», B2')
  expect((await order(['import', join(folder, 'none.xlsx')])).outcome).toBe('failed')
  expect((await order(['import'])).outcome).toBe('misused')
})
