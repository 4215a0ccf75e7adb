// A queue with one late case.
import type { Example } from '../example.ts'
import { Tag } from '../tag/tag.tsx'
import { Queue } from './queue.tsx'

export const queueExamples: Example[] = [
  {
    title: 'Очередь диспетчера',
    view: (
      <Queue
        caption="Открытые дела по сроку"
        columns={['Дело', 'Где', 'Держит', 'Срок']}
        rows={[
          {
            key: '2026-000101',
            late: true,
            cells: [
              <a href="/cases">№ 2026-000101, гололёд</a>,
              'Пушкинская, 229',
              'УК «Вест-Снаб»',
              <Tag kind="late">срок вышел вчера</Tag>,
            ],
          },
          {
            key: '2026-000123',
            cells: [<a href="/cases">№ 2026-000123, фонарь</a>, 'Карла Либкнехта, 19', 'Горсвет', <Tag>ещё 2 дня</Tag>],
          },
        ]}
      />
    ),
  },
]
