// Before and after. Any picture of the house's own stands in for photographs.
import type { Example } from '../example.ts'
import { PhotoPair } from './photos.tsx'

export const photosExamples = (picture: string): Example[] => [
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
