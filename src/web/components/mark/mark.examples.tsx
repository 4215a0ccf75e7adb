// The flower, small and large.
import type { Example } from '../example.ts'
import { Mark } from './mark.tsx'

export const markExamples: Example[] = [
  {
    title: 'Знак',
    view: (
      <p>
        <Mark size={24} /> <Mark /> <Mark size={72} label="Италмас" />
      </p>
    ),
  },
]
