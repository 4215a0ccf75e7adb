// The five states a tag can tell.
import type { Example } from '../example.ts'
import { Tag } from './tag.tsx'

export const tagExamples: Example[] = [
  {
    title: 'Метки состояния',
    view: (
      <p>
        <Tag kind="kept">сделано</Tag> <Tag kind="ok">идёт, но медленно</Tag> <Tag kind="late">срок вышел вчера</Tag>{' '}
        <Tag kind="silent">молчание 41 день</Tag> <Tag>у Горсвета, ещё 2 дня</Tag>
      </p>
    ),
  },
]
