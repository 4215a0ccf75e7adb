// A place given by the phone.
import type { Example } from '../example.ts'
import { Where } from './where.tsx'

export const whereExamples: Example[] = [
  {
    title: 'Точка на карте',
    view: (
      <Where
        lat={{ name: 'lat', label: 'Широта', value: '56,8519' }}
        lon={{ name: 'lon', label: 'Долгота', value: '53,2048' }}
        words={{
          here: 'Я здесь',
          looking: 'Спрашиваем телефон',
          found: 'Место отмечено',
          failed: 'Телефон не сказал, где вы. Напишите адрес или ориентир.',
        }}
      />
    ),
  },
]
