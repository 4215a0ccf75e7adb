// What is known about a report.
import type { Example } from '../example.ts'
import { Facts } from './facts.tsx'

export const factsExamples: Example[] = [
  {
    title: 'Сведения',
    view: (
      <Facts
        facts={[
          { name: 'Где', value: 'Карла Либкнехта, 19' },
          { name: 'Держит', value: 'Горсвет' },
          { name: 'Ответ до', value: '26 ноября (ориентир)' },
        ]}
      />
    ),
  },
]
