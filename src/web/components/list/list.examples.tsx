// Lists of what happens, what is near, and why a number is what it is.
import type { Example } from '../example.ts'
import { Tag } from '../tag/tag.tsx'
import { List } from './list.tsx'

export const listExamples: Example[] = [
  {
    title: 'Список со временем',
    view: (
      <List
        items={[
          {
            lead: 'вчера',
            at: '2026-11-22T18:30:00+04:00',
            exactly: '22 ноября 2026, 18:30',
            href: '/cases/2026-000123',
            title: 'Не горит фонарь, Карла Либкнехта, 19',
            tag: <Tag>у Горсвета, ещё 2 дня</Tag>,
          },
          {
            lead: '20 ноя',
            at: '2026-11-20T09:00:00+04:00',
            href: '/cases/2026-000101',
            title: 'Гололёд у подъезда, Пушкинская, 229',
            note: 'сообщили трое',
            tag: <Tag kind="late">срок вышел вчера</Tag>,
          },
        ]}
      />
    ),
  },
  {
    title: 'Почему такое число',
    view: (
      <List
        ordered
        items={[
          { lead: '+0,4', href: '/small-wins/12', title: 'Сданы три дома в Восточном', note: 'Росстат, 31.03.2026' },
          { lead: '−0,1', title: 'Исправление: дом учтён дважды', note: 'заметил житель, 04.06.2026' },
        ]}
      />
    ),
  },
]
