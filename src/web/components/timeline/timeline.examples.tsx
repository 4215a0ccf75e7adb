// The way of a report, from filing to what is expected next.
import type { Example } from '../example.ts'
import { Timeline } from './timeline.tsx'

export const timelineExamples: Example[] = [
  {
    title: 'Ход дела',
    view: (
      <Timeline
        label="Что происходило"
        steps={[
          { title: 'Сообщение принято', when: '20 ноября, 9:12', at: '2026-11-20T09:12:00+04:00', state: 'done' },
          {
            title: 'Передано в Горсвет',
            who: 'диспетчер города',
            when: '20 ноября, 9:40',
            at: '2026-11-20T09:40:00+04:00',
            state: 'done',
            children: <p>Причина: опора наружного освещения.</p>,
          },
          {
            title: 'Горсвет не успел в срок',
            when: 'вчера',
            at: '2026-11-22T18:00:00+04:00',
            exactly: '22 ноября 2026, 18:00',
            state: 'late',
          },
          { title: 'Чинят', who: 'Горсвет', when: 'сегодня, 8:05', at: '2026-11-23T08:05:00+04:00', state: 'now' },
          { title: 'Ждём ответа', when: 'до 26 ноября', at: '2026-11-26T18:00:00+04:00', state: 'ahead' },
        ]}
      />
    ),
  },
]
