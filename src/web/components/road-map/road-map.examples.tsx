// A map with everything a milestone can be, and one with nothing on it.
import type { Example } from '../example.ts'
import { RoadMap, type RoadMapLabels } from './road-map.tsx'

const labels: RoadMapLabels = {
  states: { done: 'сделано', planned: 'впереди', late: 'срок вышел', silent: 'молчание' },
  today: 'сегодня',
  first: 'сначала обещали',
  table: 'То же таблицей',
  columns: {
    milestone: 'Проект и его контрольные точки',
    when: 'Когда',
    first: 'Сначала обещали',
    state: 'Что с ней',
  },
  noMilestones: 'контрольные точки не названы',
  empty: {
    title: 'Здесь появится дорожная карта',
    text: 'Её показывают, как только у проекта назван хотя бы один срок.',
  },
}

export const roadMapExamples: Example[] = [
  {
    title: 'Дорожная карта',
    view: (
      <RoadMap
        from="2026-01-01"
        to="2030-12-31"
        today="2026-11-25"
        labels={labels}
        groups={[
          {
            title: 'Городская среда',
            projects: [
              {
                title: 'Парки в шаговой доступности',
                href: '/strategy/projects/parks',
                begins: '2026-03-01',
                ends: '2030-10-31',
                period: 'март 2026 — октябрь 2030',
                milestones: [
                  { title: 'Карта нехватки парков', on: '2026-05-20', when: '20 мая 2026', state: 'done' },
                  { title: 'Список участков', on: '2026-10-01', when: '1 октября 2026', state: 'late' },
                  {
                    title: 'Первый парк открыт',
                    href: '/strategy/road-map',
                    on: '2028-09-01',
                    when: '1 сентября 2028',
                    state: 'planned',
                    first: { on: '2027-09-01', when: '1 сентября 2027' },
                  },
                  { title: 'Двенадцать парков', on: '2030-10-31', when: '31 октября 2030', state: 'planned' },
                ],
              },
              {
                title: 'Мой двор: единый помощник жителя, где видно, кто за что отвечает и к какому дню',
                href: '/strategy/projects/my-yard',
                begins: '2025-06-01',
                ends: '2027-12-31',
                period: 'июнь 2025 — декабрь 2027',
                milestones: [
                  { title: 'Помощник отвечает', on: '2026-06-01', when: '1 июня 2026', state: 'done' },
                  { title: 'Отчёт за III квартал', on: '2026-10-15', when: '15 октября 2026', state: 'silent' },
                  { title: 'Все пять районов', on: '2027-02-01', when: '1 февраля 2027', state: 'planned' },
                  { title: 'Все управляющие компании', on: '2027-03-01', when: '1 марта 2027', state: 'planned' },
                ],
              },
              {
                title: 'Набережная пруда',
                period: 'сроки не названы',
                milestones: [],
              },
            ],
          },
          {
            title: 'Ответственный не назван',
            projects: [
              {
                title: 'Шесть технопарков',
                href: '/strategy/projects/technoparks',
                begins: '2026-02-06',
                ends: '2036-12-31',
                period: 'до 2036 года',
                milestones: [
                  { title: 'Площадка первого', on: '2027-12-31', when: '31 декабря 2027', state: 'planned' },
                  { title: 'Все шесть', on: '2031-12-31', when: '31 декабря 2031', state: 'planned' },
                ],
              },
            ],
          },
        ]}
      />
    ),
  },
  {
    title: 'Дорожная карта без сроков',
    view: <RoadMap from="2026-01-01" to="2030-12-31" today={null} groups={[]} labels={labels} />,
  },
]
