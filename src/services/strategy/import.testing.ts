// Sheets that tests bring: one of any titles and rows, and a whole chain from a goal to a milestone.
import type { Put } from '#platform/sheets/index.ts'

export const put = (name: string, titles: string[], ...rows: Put['rows']): Put => ({
  name,
  head: titles.map((title) => ({ title })),
  rows,
})

export const chain = (weight: string): Put[] => [
  put(
    'Цели',
    ['Код', 'Название', 'Направление', 'Источник', 'Дата источника'],
    ['goal-77', 'Тихий город', 'Жильё и городская среда', 'https://example.org/goal', '2026-02'],
  ),
  put('Задачи', ['Код', 'Название', 'Цель'], ['task-77', 'Убавить шум', 'Тихий город']),
  put(
    'Показатели',
    [
      'Код',
      'Название',
      'Направление',
      'Цель',
      'Задача',
      'ОКЕИ',
      'Как складывается',
      'Что лучше',
      'Было',
      'Год начала',
      'Обещано',
      'К году',
      'Источник',
      'Дата источника',
    ],
    [
      'ind-771',
      'Тихих дворов',
      'Жильё и городская среда',
      'goal-77',
      'Убавить шум',
      '744',
      'наблюдение',
      'больше',
      { decimal: '10' },
      { decimal: '2025' },
      { decimal: '60' },
      { decimal: '2036' },
      'https://example.org/goal',
      '2026-02',
    ],
    ['ind-772', 'Дворов', 'Жильё и городская среда', null, null, '642', 'наблюдение', 'больше'],
    ['ind-773', 'Доля', 'Жильё и городская среда', null, null, '744', 'отношение', 'больше'],
  ),
  put(
    'Проекты',
    ['Код', 'Название', 'Направление', 'Цель', 'Задача', 'Что будет сделано', 'Этап', 'Начало', 'Срок', 'Отчёт'],
    [
      'prj-771',
      'Тихие дворы',
      'Жильё и городская среда',
      'goal-77',
      'task-77',
      'Посадить деревья',
      'намечен',
      '2027',
      '2030',
      'раз в квартал',
    ],
  ),
  put(
    'Контрольные точки',
    ['Код', 'Проект', 'Название', 'Срок', 'Вес'],
    ['ms-771', 'Тихие дворы', 'Первые десять дворов', { day: '2027-09-01' }, { decimal: weight }],
  ),
]
const ratio = chain('1')[2]
export const withParts = (sheets: Put[]) =>
  sheets.map((sheet) =>
    sheet.name === ratio?.name
      ? {
          ...sheet,
          head: [...sheet.head, { title: 'Числитель' }, { title: 'Знаменатель' }],
          rows: sheet.rows.map((row, nth) => [
            ...row,
            ...Array(14 - row.length).fill(null),
            ...(nth === 2 ? ['ind-771', 'Дворов'] : [null, null]),
          ]),
        }
      : sheet,
  )
