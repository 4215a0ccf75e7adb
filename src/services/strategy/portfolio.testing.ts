// A small portfolio, and files checked against it.
import { csvSheet, csvText } from '#platform/sheets/csv.ts'
import { type Put, usualLimits } from '#platform/sheets/index.ts'
import { sheetsOf } from '#platform/sheets/workbook.ts'
import { workbookBytes } from '#platform/sheets/write.ts'
import { checkPortfolio } from './forms/portfolio/check.ts'
import { sortSheets } from './forms/portfolio/open.ts'
import { type FlatRow, type Portfolio, rowKey } from './rules/portfolio/compare.ts'
import { type SheetKey, sheetForm, sheetKeys } from './rules/portfolio/format.ts'

export const today = '2026-11-23'

export function portfolio(rows: Partial<Record<SheetKey, FlatRow[]>> = {}): Portfolio {
  return {
    rows: new Map(sheetKeys.map((key) => [key, new Map((rows[key] ?? []).map((row) => [rowKey(key, row), row]))])),
    horizon: 2036,
    directions: [
      { id: 'environment', name: 'Городская среда' },
      { id: 'business', name: 'Бизнес' },
    ],
    bodies: [
      { id: 'bod-001', name: 'Управление дорог' },
      { id: 'bod-002', name: 'Управление культуры' },
    ],
    national: [
      { id: 'family', name: 'Семья' },
      { id: 'youth', name: 'Молодёжь и дети' },
    ],
  }
}

export const known = portfolio({
  goals: [
    { id: 'goal-1', name: 'Жильё', direction: 'environment', source: 'https://a.example/1', sourceDate: '2026-02' },
  ],
  indicators: [
    {
      ...{ id: 'ind-1', scope: 'Жильё на человека', direction: 'environment', goal: 'goal-1', unit: 'м²', okei: '055' },
      ...{ kind: 'latest', polarity: 'up', baseline: '25.9', baselineYear: '2025', target: '38', due: '2036' },
    },
    { id: 'ind-2', scope: 'Починено', direction: 'environment', unit: 'шт.', kind: 'sum', polarity: 'up' },
  ],
  plans: [{ indicator: 'ind-1', scenario: 'base', '2027': '27', '2028': '28' }],
  projects: [
    {
      ...{ id: 'prj-1', name: 'Набережная', direction: 'environment', scope: 'Построить', stage: 'running' },
      ...{ start: '2026', due: '2030-06', budget: '1000.5', owner: 'body:bod-001', national: 'family;youth' },
    },
  ],
  milestones: [{ id: 'ms-1', project: 'prj-1', scope: 'Проект готов', due: '2027-03-01', weight: '1', critical: 'no' }],
  money: [{ project: 'prj-1', year: '2026', fund: 'city', planned: '500', spent: '20' }],
  observations: [
    { indicator: 'ind-1', period: '2025', value: '26.8', source: 'https://a.example/2', sourceDate: '2026-03-31' },
  ],
})

/** A file with one sheet: titles, and rows of texts. */
export async function sheetOf(key: SheetKey, titles: string[], ...rows: (string | null)[][]) {
  const put: Put = { name: sheetForm(key).titles[0], head: titles.map((title) => ({ title })), rows }
  return checked([put])
}

// The bytes of real files, read without the thread that the city reads them in.
export async function checked(puts: Put[], present = known) {
  const sheets = sheetsOf(await workbookBytes(puts), usualLimits)
  const opened = sortSheets([{ name: 'a.xlsx', opened: { ok: true, sheets } }])
  const found = checkPortfolio(opened.sheets, present, today)
  return { ...found, errors: [...opened.errors, ...found.errors] }
}

export const csvFile = (name: string, put: Put) => ({
  name,
  opened: { ok: true as const, sheets: [csvSheet(new TextEncoder().encode(csvText(put)), usualLimits)] },
})

export const said = (errors: readonly { sheet: string; cell: string; key: string }[]) =>
  errors.map(({ sheet, cell, key }) => `${sheet}!${cell} ${key.replace('strategy.portfolio.', '')}`)
