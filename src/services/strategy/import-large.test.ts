// A strategy of 500 indicators with eleven years in three scenarios arrives from one file as a whole.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chronicle, chronicleSize } from '#kernel/chronicle/index.ts'
import { places } from '#kernel/places/index.ts'
import { openFiles } from '#platform/files.ts'
import { type Actor, guest, machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { type Put, writeWorkbook } from '#platform/sheets/index.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import { importPortfolio } from './actions/import.ts'
import { checkPortfolio } from './forms/portfolio/check.ts'
import { openPortfolio } from './forms/portfolio/open.ts'
import { portfolioOf } from './queries/portfolio.ts'
import { scenarioNames } from './rules/portfolio/format.ts'
import { strategy as strategyOf } from './service.ts'

const sergey: Actor = { ...guest, person: 'sergey', name: 'Сергей', roles: [{ name: 'strategist', body: null }] }
const strategy = strategyOf({ zone: 'Europe/Samara', files: openFiles('no-papers') })
const today = '2026-11-23'
const many = 500
const years = Array.from({ length: 11 }, (_, index) => 2026 + index)
let bare: BareCity
beforeAll(async () => {
  bare = await openBareCity([places, chronicle(() => []), strategy])
  await strategy.pack?.(bare.as(machinery('test')), openCityPack(join(projectRoot, 'city/izhevsk')))
})
afterAll(() => bare.close())

function sheets(by: number): Put[] {
  const head = (...titles: string[]) => titles.map((title) => ({ title }))
  const ids = Array.from({ length: many }, (_, index) => `big-${index + 1}`)
  const reason = by === 0 ? null : 'Пересчитали'
  return [
    {
      name: 'Показатели',
      head: head('Код', 'Название', 'Направление', 'ОКЕИ', 'Вид', 'Что лучше', 'Обещано', 'К году', 'Ответственный'),
      rows: ids.map((id) => [
        ...[id, `Показатель ${id}`, 'housing', '642', 'наблюдение', 'больше', { decimal: String(1000) }],
        ...[{ decimal: '2036' }, 'Единая диспетчерская служба города'],
      ]),
    },
    {
      name: 'План по годам',
      head: head('Показатель', 'Сценарий', ...years.map(String), 'Причина'),
      rows: ids.flatMap((id, nth) =>
        Object.values(scenarioNames).map(([scenario], place) => [
          ...[id, scenario],
          ...years.map((_, year) => ({ decimal: `${nth + year * 10 + place + by}.5` })),
          reason,
        ]),
      ),
    },
  ]
}

async function bring(by: number, as = sergey) {
  const opened = await openPortfolio([{ name: 'big.xlsx', bytes: await writeWorkbook(sheets(by)) }])
  const team = bare.as(as)
  const present = await portfolioOf(team)
  if (!present) throw new Error('there is no strategy')
  const checked = checkPortfolio(opened.sheets, present, today)
  expect(checked.errors).toEqual([])
  return importPortfolio(team, {
    ...{ sheets: opened.sheets, files: [], shown: checked.fingerprint, reason: null, today },
  })
}

test('it is not for a manager of projects to bring', async () => {
  const oleg: Actor = { ...guest, person: 'oleg', roles: [{ name: 'manager', body: 'bod-015' }] }
  await expect(bring(0, oleg)).rejects.toMatchObject({ kind: 'not-allowed' })
})

test('new, then moved, and each thing has its entry in the chronicle', async () => {
  const city = bare.as(sergey)
  await bare.worker.settle()
  const before = await chronicleSize(city)
  expect(await bring(0)).toEqual({ added: many * 4, changed: 0 })
  await bare.worker.settle()
  expect(await chronicleSize(city)).toBe(before + many + 1)
  const written = (await portfolioOf(city))?.rows
  expect(written?.get('plans')?.get('big-500|optimistic')?.['2036']).toBe('601.5')
  bare.now = new Date('2026-11-24T09:00:00Z')
  expect(await bring(1)).toEqual({ added: 0, changed: many * 3 })
  expect((await portfolioOf(city))?.rows.get('plans')?.get('big-500|optimistic')?.['2036']).toBe('602.5')
}, 120_000)
