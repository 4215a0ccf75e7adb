// What the demo invents: venues that do not exist and events that nobody will hold. Days are counted from today.
import type { EventFields } from '../rules/fields.ts'

export type Invented = Partial<EventFields> &
  Pick<EventFields, 'title' | 'kind'> & {
    id: string
    /** The day from today, the hour, and how many minutes it takes. */
    sessions?: readonly (readonly [day: number, hour: string, long: number])[]
    /** The first and the last day of what goes on for long. */
    running?: readonly [from: number, to: number]
  }

export const demoVenues = [
  {
    ...{
      id: 'demo-rodnik',
      name: 'Зал «Родник»',
      kind: 'концертный зал',
      address: 'Вымышленная улица, 1',
      capacity: 320,
    },
    ...{ district: 'Октябрьский', ramp: true, loop: true, sign_language: false },
    way: 'Вход со двора, пандус слева от крыльца. Остановка в двух минутах.',
  },
  {
    ...{ id: 'demo-prud', name: 'Сцена «Пруд»', kind: 'театр', address: 'Вымышленная улица, 8', capacity: 90 },
    ...{ district: 'Первомайский', ramp: false },
    way: 'Второй этаж, лифта нет.',
  },
  {
    ...{ id: 'demo-zakladka', name: 'Библиотека «Закладка»', kind: 'библиотека', address: 'Вымышленный переулок, 3' },
    ...{ district: 'Ленинский', ramp: true, sign_language: true },
    way: 'Первый этаж, порога нет.',
  },
  {
    ...{ id: 'demo-lodka', name: 'Двор «Лодка»', kind: 'площадка под открытым небом', district: 'Индустриальный' },
    way: 'Арка между домами, дорожка ровная.',
  },
]

const paid = (from: number, to: number) => ({ free: false, price_min: from * 100, price_max: to * 100 })

export const demoEvents: readonly Invented[] = [
  {
    ...{
      id: 'demo-light',
      title: 'Фестиваль «Свет в окне»',
      title_en: 'Light in the Window festival',
      kind: 'festival',
    },
    ...{ topics: ['city', 'art'], age: '0+', free: true, venue: 'demo-lodka', organiser: 'Дворовый клуб «Лодка»' },
    description: 'Три вечера, когда двор светится: кино на стене, чай и музыка соседей.',
    sessions: [
      [1, '17:00', 240],
      [2, '17:00', 240],
      [3, '17:00', 240],
    ],
  },
  {
    ...{
      id: 'demo-wall',
      title: 'Кино на стене: короткий метр',
      kind: 'film',
      parent: 'demo-light',
      age: '12+',
      free: true,
    },
    ...{ topics: ['cinema'], venue: 'demo-lodka', sessions: [[1, '19:00', 100]] },
  },
  {
    ...{
      id: 'demo-tea',
      title: 'Чайная читка: письма из дома',
      kind: 'meeting',
      parent: 'demo-light',
      age: '6+',
      free: true,
    },
    ...{ topics: ['books'], venue: 'demo-lodka', sessions: [[2, '18:00', 90]] },
  },
  {
    ...{
      id: 'demo-choir',
      title: 'Хор соседей поёт у ёлки',
      kind: 'concert',
      parent: 'demo-light',
      age: '0+',
      free: true,
    },
    ...{ topics: ['music', 'family'], venue: 'demo-lodka', sessions: [[3, '18:00', 60]] },
  },
  {
    ...{
      id: 'demo-jazz',
      title: 'Джаз без микрофонов',
      title_en: 'Jazz without microphones',
      kind: 'concert',
      age: '12+',
    },
    ...{
      topics: ['music'],
      artists: ['Квартет «Тихий ход»'],
      venue: 'demo-rodnik',
      hall: 'большой зал',
      pushkin_card: true,
    },
    ...{ ...paid(600, 1400), organiser: 'Зал «Родник»', sessions: [[3, '19:00', 120]] },
    description: 'Двое духовых, контрабас и барабаны щётками. Играют так, чтобы слышно было без усиления.',
  },
  {
    ...{
      id: 'demo-bear',
      title: 'Медведь, который считал звёзды',
      kind: 'play',
      age: '0+',
      topics: ['theatre', 'family'],
    },
    ...{ venue: 'demo-prud', ...paid(350, 350), organiser: 'Сцена «Пруд»', sign_language: true },
    description: 'Спектакль для тех, кому от трёх лет. Идёт сорок минут, антракта нет.',
    sessions: [
      [0, '11:00', 40],
      [0, '13:00', 40],
      [2, '11:00', 40],
      [2, '13:00', 40],
      [9, '11:00', 40],
      [16, '11:00', 40],
    ],
  },
  {
    ...{ id: 'demo-letters', title: 'Письма с завода', title_en: 'Letters from the Works', kind: 'play', age: '16+' },
    ...{ topics: ['theatre', 'history'], venue: 'demo-prud', ...paid(500, 900), pushkin_card: true },
    ...{ artists: ['Труппа «Пруд»'], organiser: 'Сцена «Пруд»' },
    sessions: [
      [0, '19:00', 110],
      [5, '19:00', 110],
      [7, '19:00', 110],
      [12, '19:00', 110],
      [19, '19:00', 110],
      [26, '19:00', 110],
    ],
  },
  {
    ...{ id: 'demo-maps', title: 'Карты, которых не было', kind: 'exhibition', age: '6+', topics: ['art', 'history'] },
    ...{ venue: 'demo-zakladka', free: true, running: [-20, 38], organiser: 'Библиотека «Закладка»' },
    description: 'Город, каким его рисовали и не построили. Трогать можно почти всё.',
  },
  {
    ...{ id: 'demo-threads', title: 'Нити: узоры из данных', kind: 'exhibition', age: '0+', topics: ['art', 'udmurt'] },
    ...{ venue: 'demo-rodnik', hall: 'фойе', ...paid(150, 150), running: [-5, 60] },
  },
  {
    ...{ id: 'demo-pottery', title: 'Глина для начинающих', kind: 'workshop', age: '6+', topics: ['crafts', 'family'] },
    ...{
      venue: 'demo-lodka',
      hall: 'мастерская',
      ...paid(700, 700),
      sessions: [
        [1, '12:00', 120],
        [8, '12:00', 120],
      ],
    },
  },
  {
    ...{
      id: 'demo-walk',
      title: 'Прогулка по крышам на бумаге',
      kind: 'tour',
      age: '12+',
      topics: ['history', 'city'],
    },
    ...{ venue: 'demo-lodka', free: true, sessions: [[6, '15:00', 90]] },
  },
  {
    ...{ id: 'demo-robots', title: 'Как робот учится ходить', kind: 'lecture', age: '12+', topics: ['science'] },
    ...{ venue: 'demo-zakladka', free: true, pushkin_card: null, loop: true, sessions: [[0, '18:30', 80]] },
    organiser: 'Библиотека «Закладка»',
  },
  {
    ...{
      id: 'demo-lullaby',
      title: 'Колыбельные на двух языках',
      kind: 'concert',
      age: '0+',
      topics: ['music', 'udmurt', 'family'],
    },
    ...{ venue: 'demo-zakladka', free: true, language: 'русский и удмуртский', sessions: [[4, '17:00', 50]] },
  },
  {
    ...{
      id: 'demo-chess',
      title: 'Шахматы во дворе',
      kind: 'sport',
      age: '6+',
      topics: ['sport'],
      venue: 'demo-lodka',
      free: true,
    },
    sessions: [
      [2, '14:00', 120],
      [9, '14:00', 120],
      [16, '14:00', 120],
      [23, '14:00', 120],
    ],
  },
  {
    ...{
      id: 'demo-organ',
      title: 'Вечер старой музыки',
      kind: 'concert',
      age: '6+',
      topics: ['music'],
      venue: 'demo-rodnik',
    },
    ...{
      hall: 'малый зал',
      price_min: 40_000,
      sessions: [
        [10, '18:30', 90],
        [24, '18:30', 90],
      ],
    },
  },
  {
    ...{
      id: 'demo-fair',
      title: 'Ярмарка самодельных открыток',
      kind: 'fair',
      age: '0+',
      topics: ['crafts', 'family'],
    },
    ...{
      venue: 'demo-zakladka',
      free: true,
      sessions: [
        [9, '11:00', 360],
        [10, '11:00', 360],
      ],
    },
  },
  {
    ...{ id: 'demo-dance', title: 'Танцы для всех, кто не умеет', kind: 'workshop', age: '16+', topics: ['dance'] },
    ...{
      venue: 'demo-rodnik',
      hall: 'малый зал',
      ...paid(300, 300),
      sessions: [
        [0, '20:00', 90],
        [7, '20:00', 90],
        [14, '20:00', 90],
      ],
    },
  },
  {
    ...{
      id: 'demo-night',
      title: 'Ночь страшных историй',
      kind: 'meeting',
      age: '18+',
      topics: ['books'],
      venue: 'demo-prud',
    },
    ...{ ...paid(250, 250), sessions: [[15, '22:00', 240]] },
  },
]
