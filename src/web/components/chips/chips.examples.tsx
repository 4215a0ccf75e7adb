// Quick choices: none, one and counted ones.
import type { Example } from '../example.ts'
import { Chips } from './chips.tsx'

export const chipsExamples: Example[] = [
  {
    title: 'Быстрый выбор',
    view: (
      <Chips
        label="Быстрый выбор"
        chips={[
          { href: '/events?when=today', label: 'сегодня', on: false, count: '3' },
          { href: '/events?when=weekend', label: 'выходные', on: true, count: '12' },
          { href: '/events?free=yes', label: 'бесплатно', on: false },
        ]}
      />
    ),
  },
]
