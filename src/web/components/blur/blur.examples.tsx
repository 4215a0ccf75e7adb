// One rectangle over the middle of the picture.
import type { Example } from '../example.ts'
import { BlurField } from './blur.tsx'

export const blurExamples = (picture: string): Example[] => [
  {
    title: 'Что скрыть на снимке',
    view: (
      <BlurField
        name="boxes"
        label="Что скрыть"
        hint="На каждой строке: слева, сверху, ширина и высота в процентах. Например: 10 20 15 8"
        value="40 40 20 20"
        photo={{ src: picture, alt: 'Снимок жителя', width: 300, height: 300 }}
        words={{ draw: 'Обведите на снимке лица и номера', undo: 'Убрать последнее' }}
      />
    ),
  },
]
