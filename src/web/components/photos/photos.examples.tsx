// Before and after. The mark stands in for photographs, so that the example needs no file of its own.
import type { Example } from '../example.ts'
import { PhotoPair } from './photos.tsx'

const picture = '/favicon.svg'

export const photosExamples: Example[] = [
  {
    title: 'До и после',
    view: (
      <PhotoPair
        before={{
          src: picture,
          alt: 'Яма у второго подъезда, полная воды',
          width: 480,
          height: 480,
          caption: 'До, 20 ноября',
        }}
        after={{
          src: picture,
          alt: 'На месте ямы новый асфальт',
          width: 480,
          height: 480,
          caption: 'После, 25 ноября',
        }}
      />
    ),
  },
]
