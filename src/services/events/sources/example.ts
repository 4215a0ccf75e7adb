// A table of events to fill in: every column by its name, and two rows that show how.
import type { Put } from '#platform/sheets/index.ts'
import { eventColumns } from './tables.ts'

const rows: Readonly<Record<string, string>>[] = [
  {
    ...{
      id: '1',
      title: 'Пример: концерт у фонтана',
      description: 'Вымышленная строка: удалите её',
      kind: 'концерт',
      topics: 'музыка, город',
    },
    ...{
      start: '05.12.2026',
      time: '18:30',
      endTime: '20:00',
      venue: 'Дом культуры',
      address: 'ул. Примерная, 1',
      hall: 'большой зал',
    },
    ...{
      age: '6+',
      price: 'от 300 до 900 ₽',
      free: 'нет',
      pushkin: 'да',
      tickets: 'https://bilety.example/1',
      organiser: 'Дом культуры',
    },
    ...{ performers: 'Городской оркестр', language: 'русский', ramp: 'да', loop: 'нет', sign: 'нет' },
  },
  {
    ...{ id: '1', title: 'Пример: концерт у фонтана', start: '06.12.2026', time: '12:00', venue: 'Дом культуры' },
    ...{ status: 'перенесено', was: '05.12.2026 12:00' },
  },
]

export function exampleSheet(): Put {
  return {
    name: 'События',
    head: eventColumns.map(({ titles }) => ({ title: titles[0] })),
    rows: rows.map((row) => eventColumns.map(({ key }) => row[key] ?? null)),
  }
}
