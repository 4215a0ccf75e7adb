// Any picture of the house's own stands in for the two photographs.
import type { Example } from '../example.ts'
import { Compare } from './compare.tsx'

export const compareExamples = (picture: string): Example[] => [
  {
    title: 'До и после под ползунком',
    view: (
      <Compare
        label="Сравнить «было» и «стало»"
        value="Снимок «стало» открыт на # %"
        help="Двигайте ползунок пальцем, мышью или стрелками."
        before={{ src: picture, alt: 'Двор до ремонта', width: 480, height: 480, caption: 'Было' }}
        after={{ src: picture, alt: 'Двор после ремонта', width: 480, height: 480, caption: 'Стало' }}
      />
    ),
  },
]
