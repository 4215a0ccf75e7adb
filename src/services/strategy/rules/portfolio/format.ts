// The workbook of the whole portfolio: its sheets, and what each of their columns means. Titles are part of the format.
import type { funds } from '../codes.ts'

export const sheetKeys = [
  'goals',
  'tasks',
  'indicators',
  'plans',
  'projects',
  'milestones',
  'money',
  'observations',
] as const
export type SheetKey = (typeof sheetKeys)[number]

/** What a cell of one sheet names on another, or in the city. */
export type Reference = 'direction' | 'goal' | 'task' | 'indicator' | 'project' | 'owner' | 'national' | 'okei'

/**
 * key: tells which thing the row is of. promise: a term, whose change is a move. told: may change with a reason. once: may be
 * written where nothing stood, and stays. shown: for people, not read. why: the reason of this row's changes.
 */
export type Role = 'key' | 'promise' | 'told' | 'once' | 'shown' | 'why'

/** `period` is a year, a month or a day; `page` an address on the web. Roubles are never negative. */
export type Kind = 'text' | 'decimal' | 'roubles' | 'year' | 'period' | 'yes' | 'page' | 'choice'

export interface Field {
  key: string
  /** The header, and what else it may be called. */
  titles: readonly [string, ...string[]]
  kind: Kind
  role: Role
  refers?: Reference
  choices?: Readonly<Record<string, readonly [string, ...string[]]>>
  /** A new thing must have it. */
  needed?: boolean
  /** Characters of a text. */
  most?: number
}

export interface SheetForm {
  key: SheetKey
  titles: readonly [string, ...string[]]
  fields: readonly Field[]
}

const text = (
  key: string,
  titles: Field['titles'],
  role: Role,
  more: Pick<Field, 'refers' | 'needed' | 'most'> = {},
): Field => ({ key, titles, kind: 'text', role, ...more })
const choice = (
  key: string,
  titles: Field['titles'],
  role: Role,
  choices: NonNullable<Field['choices']>,
  more: Pick<Field, 'needed'> = {},
): Field => ({ key, titles, kind: 'choice', role, choices, ...more })

const code = text('id', ['Код', 'Код показателя', 'Код проекта', 'Id', 'Code'], 'key', { needed: true, most: 60 })
const why = text('why', ['Причина', 'Причина изменения', 'Обоснование'], 'why', { most: 1000 })
const sources = (role: Role, needed = false): Field[] => [
  { key: 'source', titles: ['Источник', 'Ссылка', 'Страница'], kind: 'page', role, needed },
  { key: 'sourceDate', titles: ['Дата источника', 'Дата'], kind: 'period', role, needed },
]
const owners: Field[] = [
  text('owner', ['Ответственный', 'Владелец', 'Исполнитель'], 'promise', { refers: 'owner', most: 300 }),
  text('curator', ['Куратор'], 'promise', { refers: 'owner', most: 300 }),
]
const okeiField = (role: Role): Field =>
  text('okei', ['ОКЕИ', 'Код ОКЕИ', 'Код по ОКЕИ'], role, { refers: 'okei', most: 3 })
const cadences = {
  month: ['раз в месяц', 'месяц', 'ежемесячно'],
  quarter: ['раз в квартал', 'квартал', 'ежеквартально'],
  half: ['раз в полгода', 'полугодие'],
  year: ['раз в год', 'год', 'ежегодно'],
} as const

export const scenarioNames = {
  pessimistic: ['пессимистичный', 'консервативный'],
  base: ['базовый', 'основной'],
  optimistic: ['оптимистичный', 'целевой'],
} as const

const fundNames = {
  federal: ['федеральный бюджет', 'ФБ'],
  republic: ['бюджет республики', 'республиканский бюджет', 'бюджет УР', 'бюджет Удмуртии', 'РБ'],
  city: ['бюджет города', 'местный бюджет', 'бюджет Ижевска', 'МБ'],
  outside: ['не из бюджета', 'внебюджет', 'внебюджетные средства', 'ВБ'],
} as const satisfies Record<(typeof funds)[number], readonly [string, ...string[]]>

export const stageNames = {
  proposed: ['предложен'],
  planned: ['намечен', 'запланирован'],
  running: ['идёт', 'в работе'],
  moved: ['перенесён'],
  done: ['сделан', 'завершён'],
  other: ['этап словами источника', 'другое'],
} as const

export const sheetForms: readonly SheetForm[] = [
  {
    key: 'goals',
    titles: ['Цели'],
    fields: [
      code,
      text('name', ['Название', 'Цель'], 'told', { needed: true }),
      text('direction', ['Направление'], 'told', { refers: 'direction', needed: true }),
      ...sources('told', true),
      why,
    ],
  },
  {
    key: 'tasks',
    titles: ['Задачи'],
    fields: [
      code,
      text('name', ['Название', 'Задача'], 'told', { needed: true }),
      text('goal', ['Цель', 'Код цели'], 'told', { refers: 'goal', needed: true }),
      ...sources('told'),
      why,
    ],
  },
  {
    key: 'indicators',
    titles: ['Показатели'],
    fields: [
      code,
      text('scope', ['Название', 'Показатель', 'Наименование'], 'promise', { needed: true }),
      text('direction', ['Направление'], 'told', { refers: 'direction', needed: true }),
      text('goal', ['Цель', 'Код цели'], 'told', { refers: 'goal' }),
      text('task', ['Задача', 'Код задачи'], 'told', { refers: 'task' }),
      text('unit', ['Единица', 'Единица измерения', 'Ед. изм.'], 'once', { most: 100 }),
      okeiField('told'),
      choice(
        'kind',
        ['Как складывается', 'Вид'],
        'once',
        { latest: ['наблюдение'], sum: ['сумма'], ratio: ['отношение'] },
        { needed: true },
      ),
      choice(
        'polarity',
        ['Что лучше', 'Полярность'],
        'told',
        { up: ['больше'], down: ['меньше'], target: ['точно'] },
        { needed: true },
      ),
      text('numerator', ['Числитель'], 'once', { refers: 'indicator' }),
      text('denominator', ['Знаменатель'], 'once', { refers: 'indicator' }),
      choice('periodicity', ['Как часто', 'Периодичность'], 'told', cadences),
      { key: 'kept', titles: ['Выполнено от, %', 'Выполнено от'], kind: 'decimal', role: 'told' },
      { key: 'near', titles: ['Почти выполнено от, %', 'Почти выполнено от'], kind: 'decimal', role: 'told' },
      { key: 'baseline', titles: ['Было', 'Начальное значение', 'База'], kind: 'decimal', role: 'once' },
      { key: 'baselineYear', titles: ['Год начала', 'Год базы'], kind: 'year', role: 'once' },
      { key: 'target', titles: ['Обещано', 'Целевое значение'], kind: 'decimal', role: 'promise' },
      { key: 'due', titles: ['К году', 'Срок', 'Год цели'], kind: 'year', role: 'promise' },
      ...owners,
      text('method', ['Как считается', 'Методика'], 'told', { most: 4000 }),
      ...sources('told'),
      why,
    ],
  },
  {
    key: 'plans',
    titles: ['План по годам', 'Планы'],
    // A column a year is added by planFields.
    fields: [
      text('indicator', ['Показатель', 'Код', 'Код показателя'], 'key', { refers: 'indicator', needed: true }),
      text('name', ['Название', 'Наименование'], 'shown'),
      choice('scenario', ['Сценарий'], 'key', scenarioNames, { needed: true }),
      why,
    ],
  },
  {
    key: 'projects',
    titles: ['Проекты'],
    fields: [
      code,
      text('name', ['Название', 'Проект', 'Наименование'], 'told', { needed: true }),
      text('direction', ['Направление'], 'told', { refers: 'direction', needed: true }),
      text('goal', ['Цель', 'Код цели'], 'told', { refers: 'goal' }),
      text('task', ['Задача', 'Код задачи'], 'told', { refers: 'task' }),
      text('scope', ['Что будет сделано', 'Суть', 'Содержание'], 'promise', { needed: true, most: 4000 }),
      choice('stage', ['Этап', 'Стадия'], 'told', stageNames, { needed: true }),
      ...owners,
      { key: 'start', titles: ['Начало'], kind: 'period', role: 'promise' },
      { key: 'due', titles: ['Срок', 'Окончание', 'Конец'], kind: 'period', role: 'promise' },
      { key: 'budget', titles: ['Бюджет, руб.', 'Бюджет'], kind: 'roubles', role: 'promise' },
      text('national', ['Национальные проекты', 'Нацпроекты'], 'told', { refers: 'national' }),
      choice('reporting', ['Отчёт', 'Отчётность'], 'promise', cadences),
      ...sources('told'),
      why,
    ],
  },
  {
    key: 'milestones',
    titles: ['Контрольные точки', 'Вехи'],
    fields: [
      code,
      text('project', ['Проект', 'Код проекта'], 'once', { refers: 'project', needed: true }),
      text('scope', ['Название', 'Контрольная точка', 'Результат'], 'promise', { needed: true }),
      { key: 'due', titles: ['Срок', 'Дата'], kind: 'period', role: 'promise', needed: true },
      { key: 'target', titles: ['Количество', 'Сколько'], kind: 'decimal', role: 'promise' },
      text('unit', ['Единица', 'Единица измерения', 'Ед. изм.'], 'once', { most: 100 }),
      okeiField('once'),
      text('owner', ['Ответственный', 'Исполнитель'], 'promise', { refers: 'owner', most: 300 }),
      text('document', ['Чем подтверждается', 'Документ'], 'once'),
      { key: 'weight', titles: ['Вес'], kind: 'decimal', role: 'once' },
      { key: 'critical', titles: ['Решающая', 'Критичная'], kind: 'yes', role: 'once' },
      { key: 'source', titles: ['Источник', 'Ссылка'], kind: 'page', role: 'once' },
      { key: 'sourceDate', titles: ['Дата источника'], kind: 'period', role: 'once' },
      why,
    ],
  },
  {
    key: 'money',
    titles: ['Деньги', 'Финансирование'],
    fields: [
      text('project', ['Проект', 'Код проекта', 'Код'], 'key', { refers: 'project', needed: true }),
      text('name', ['Название', 'Наименование'], 'shown'),
      { key: 'year', titles: ['Год'], kind: 'year', role: 'key', needed: true },
      choice('fund', ['Чьи деньги', 'Источник финансирования', 'Фонд'], 'key', fundNames, { needed: true }),
      { key: 'planned', titles: ['Намечено, руб.', 'План, руб.', 'План'], kind: 'roubles', role: 'promise' },
      { key: 'spent', titles: ['Потрачено, руб.', 'Факт, руб.', 'Факт'], kind: 'roubles', role: 'told' },
      why,
    ],
  },
  {
    key: 'observations',
    titles: ['Наблюдения', 'Факты'],
    fields: [
      text('indicator', ['Показатель', 'Код', 'Код показателя'], 'key', { refers: 'indicator', needed: true }),
      text('name', ['Название', 'Наименование'], 'shown'),
      { key: 'period', titles: ['За какое время', 'Период'], kind: 'period', role: 'key' },
      { key: 'value', titles: ['Значение'], kind: 'decimal', role: 'told', needed: true },
      ...sources('told', true),
      why,
    ],
  },
]

/** Sheets that we write for people and do not read. */
export const sheetsForPeople: readonly string[] = ['Справка']

export function sheetForm(key: SheetKey): SheetForm {
  const form = sheetForms.find((each) => each.key === key)
  if (!form) throw new Error(`there is no sheet ${key}`)
  return form
}

/** Fields of a sheet; that of plans has one for each of these years. */
export function fieldsOf(key: SheetKey, years: readonly number[]): Field[] {
  const fields = sheetForm(key).fields.filter((field) => field !== why)
  const yearly = key === 'plans' ? years.map(yearField) : []
  return [...fields, ...yearly, why]
}

function yearField(year: number): Field {
  return { key: String(year), titles: [String(year), `${year} год`, `${year} г.`], kind: 'decimal', role: 'promise' }
}
