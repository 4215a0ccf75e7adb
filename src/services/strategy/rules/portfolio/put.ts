// The portfolio as sheets to be written: what is read back from them changes nothing.
import type { Put, PutCell } from '#platform/sheets/index.ts'
import { okei } from '../okei.ts'
import { type FlatRow, type Named, type Portfolio, planYears } from './compare.ts'
import { type Field, fieldsOf, type SheetKey, sheetForm, sheetForms, sheetKeys } from './format.ts'

/** All sheets, with the one that explains them. `from` is the first year of the plans, where none is earlier. */
export function portfolioSheets(portfolio: Portfolio, from: number): Put[] {
  return [...sheetKeys.map((key) => portfolioSheet(portfolio, key, from)), guideSheet(portfolio)]
}

/** One sheet. */
export function portfolioSheet(portfolio: Portfolio, key: SheetKey, from: number): Put {
  const rows = [...(portfolio.rows.get(key)?.values() ?? [])]
  const fields = fieldsOf(key, key === 'plans' ? planYears(rows, from, portfolio.horizon) : [])
  return {
    name: sheetForm(key).titles[0],
    head: fields.map(({ titles }) => ({ title: titles[0] })),
    rows: rows.map((row) => fields.map((field) => cellOf(field, row, portfolio))),
  }
}

/** What people read for a value: names for codes. */
export function labelOf(field: Field, value: string, portfolio: Portfolio): string {
  if (field.choices) return field.choices[value]?.[0] ?? value
  if (field.kind === 'yes') return value === 'yes' ? 'да' : 'нет'
  if (field.refers === 'direction') return nameIn(portfolio.directions, value)
  if (field.refers === 'owner')
    return value.startsWith('body:') ? nameIn(portfolio.bodies, value.slice('body:'.length)) : value
  if (field.refers === 'national')
    return value
      .split(';')
      .map((id) => nameIn(portfolio.national, id))
      .join('; ')
  return value
}

function cellOf(field: Field, row: FlatRow, portfolio: Portfolio): PutCell {
  if (field.role === 'shown') return nameOfThing(row, portfolio)
  const value = row[field.key] ?? null
  if (value === null) return null
  if (field.kind === 'decimal' || field.kind === 'roubles' || field.kind === 'year') return { decimal: value }
  if (field.kind === 'yes') return { yes: value === 'yes' }
  if (field.kind === 'period' && value.length === 10) return { day: value }
  return labelOf(field, value, portfolio)
}

function nameOfThing(row: FlatRow, portfolio: Portfolio): string | null {
  const indicator = portfolio.rows.get('indicators')?.get(row.indicator ?? '')
  const project = portfolio.rows.get('projects')?.get(row.project ?? '')
  return indicator?.scope ?? project?.name ?? null
}

// A name that two things share says nothing: then the code is written.
function nameIn(things: readonly Named[], id: string): string {
  const name = things.find((each) => each.id === id)?.name
  return name !== undefined && things.filter((each) => each.name === name).length === 1 ? name : id
}

function guideSheet({ directions, bodies, national }: Portfolio): Put {
  const columns = sheetForms.flatMap(({ key, titles, fields }) =>
    fields.map((field) => [titles[0], field.titles[0], hintOf(key, field)]),
  )
  return {
    name: 'Справка',
    head: [
      { title: 'Лист', width: 22 },
      { title: 'Столбец', width: 28 },
      { title: 'Что писать', width: 90 },
    ],
    rows: [
      [
        'Все листы',
        '',
        'Пустая ячейка ничего не меняет. Строк, которых в файле нет, загрузка не трогает и не удаляет.',
      ],
      ...columns,
      ['План по годам', 'Столбец на каждый год', 'Число: сколько намечено к концу этого года по этому сценарию.'],
      ...directions.map(({ id, name }) => ['Направления', id, name]),
      ...bodies.map(({ id, name }) => ['Органы и службы', id, name]),
      ...national.map(({ id, name }) => ['Национальные проекты', id, name]),
      ...Object.entries(okei).map(([code, unit]) => ['Единицы по ОКЕИ', code, unit]),
    ],
  }
}

function hintOf(sheet: SheetKey, field: Field): string {
  const must = field.needed ? ' Обязательно для новой строки.' : ''
  const stays = field.role === 'once' ? ' Записывается один раз и потом не меняется.' : ''
  return `${whatOf(sheet, field)}${must}${stays}`
}

function whatOf(sheet: SheetKey, field: Field): string {
  if (field.role === 'why') return 'Почему меняется то, что было обещано. Без неё действует общая причина загрузки.'
  if (field.role === 'shown') return 'Для чтения: при загрузке не учитывается.'
  if (field.key === 'id') return 'Строчные латинские буквы, цифры, точка и дефис, хотя бы одна цифра. Код не меняется.'
  if (field.choices)
    return `Одно из: ${Object.values(field.choices)
      .map(([name]) => name)
      .join(', ')}.`
  if (field.refers === 'owner') return 'Название из списка «Органы и службы» или словами.'
  if (field.refers === 'national') return 'Названия через точку с запятой.'
  if (field.refers === 'okei') return 'Код из списка «Единицы по ОКЕИ».'
  if (field.refers) return 'Код или точное название.'
  if (field.kind === 'decimal')
    return sheet === 'indicators' && field.titles[0].endsWith('%') ? 'Процент плана.' : 'Число.'
  if (field.kind === 'roubles') return 'Рубли, не меньше нуля.'
  if (field.kind === 'year') return 'Год четырьмя цифрами.'
  if (field.kind === 'period') return 'Год (2027), месяц (06.2027) или день (15.06.2027).'
  if (field.kind === 'yes') return 'Да или нет.'
  return field.kind === 'page' ? 'Адрес страницы, начинается с https://.' : 'Текст.'
}
