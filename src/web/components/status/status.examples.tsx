// Two statuses that agree, that contradict each other, and that are not known.
import type { Example } from '../example.ts'
import { Status } from './status.tsx'

export const statusExamples: Example[] = [
  {
    title: 'Слова и расчёт сходятся',
    view: (
      <Status
        official={{ label: 'Команда говорит', says: 'по плану', kind: 'kept' }}
        computed={{ label: 'Расчёт', says: 'к сроку 97 % обещанного', kind: 'kept' }}
      />
    ),
  },
  {
    title: 'Слова и расчёт расходятся',
    view: (
      <Status
        official={{ label: 'Команда говорит', says: 'по плану', kind: 'kept' }}
        computed={{ label: 'Расчёт', says: 'к сроку 61 % обещанного', kind: 'late' }}
        apart="Слова и расчёт расходятся"
      />
    ),
  },
  {
    title: 'Молчание вместо отчёта',
    view: (
      <Status
        official={{ label: 'Команда говорит', says: 'ничего', kind: 'plain' }}
        computed={{ label: 'Расчёт', says: 'посчитать нечем', kind: 'plain' }}
        silence="молчание 41 день"
      />
    ),
  },
]
