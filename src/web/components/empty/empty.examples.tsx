// A page before its first record.
import type { Example } from '../example.ts'
import { Empty } from './empty.tsx'

export const emptyExamples: Example[] = [
  {
    title: 'Пока пусто',
    view: (
      <Empty title="Здесь появятся ваши сообщения">
        <p>
          Пока их нет. <a href="/my-yard/report">Сообщить о проблеме</a> можно без входа.
        </p>
      </Empty>
    ),
  },
]
