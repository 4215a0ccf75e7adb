// What the city has done, in numbers.
import type { Example } from '../example.ts'
import { Tiles } from './tiles.tsx'

export const tilesExamples: Example[] = [
  {
    title: 'Большие числа',
    view: (
      <Tiles
        tiles={[
          {
            number: '32',
            unit: 'км',
            what: 'дорог за 2025 год',
            where: '29 участков, весь город',
            href: '/small-wins',
          },
          { number: '5', unit: 'км', what: 'трамвайных путей', where: 'обновлены к 28 августа 2025' },
          { number: '262', what: 'лифта заменено', where: '2025 год, 192,4 млн ₽' },
          { number: '20 842', what: 'фонаря стали светодиодными', where: '2024 год' },
        ]}
      />
    ),
  },
]
