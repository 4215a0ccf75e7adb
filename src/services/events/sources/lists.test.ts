// Feeds in JSON and tables: by a mapping, in the shapes of Linked Events and of ticket offices, and as sheets people fill in.
import { describe, expect, test } from 'vitest'
import { writeWorkbook } from '#platform/sheets/index.ts'
import { readJsonList } from './json-list.ts'
import { readLinkedEvents } from './linked-events.ts'
import { cityGuide, proCulture } from './pro-culture.ts'
import { readEventTable } from './tables.ts'
import { readTicketOffice } from './ticket-office.ts'

const options = { zone: 'Europe/Samara', base: null, now: new Date('2026-11-26T09:00:00Z') }
const start = Date.parse('2026-12-05T14:00:00Z')

test('PRO.Культура-like exports are read by their mapping', () => {
  const feed = {
    events: [
      {
        ...{
          _id: 4821,
          name: 'Спектакль «Гроза»',
          shortDescription: 'Кратко',
          description: '<p>Драма А.&nbsp;Островского</p>',
        },
        ...{
          category: { name: 'Спектакли', sysName: 'spektakli' },
          tags: [{ id: 1, name: 'Классика' }],
          ageRestriction: 12,
        },
        ...{ isFree: false, price: 300, maxPrice: 900, isPushkinsCard: true, saleLink: 'https://bilety.example/7' },
        image: { url: 'https://culture.example/7.jpg' },
        organization: { id: 5, name: 'Драматический театр' },
        places: [
          {
            name: 'Драмтеатр',
            address: { fullAddress: 'г Ижевск, ул Пушкинская, д 1', street: 'ул Пушкинская' },
            mapPosition: { type: 'Point', coordinates: [53.2, 56.85] },
          },
        ],
        seances: [
          { start, end: start + 7_200_000 },
          { start: start + 86_400_000, end: start + 93_600_000 },
        ],
        externalInfo: [{ url: 'https://teatr.example/groza', serviceName: 'Сайт' }],
      },
      { _id: 1, name: 'Без времени', seances: [] },
      { _id: 2, name: 'Задом наперёд', seances: [{ start, end: start - 1 }] },
      'не событие',
    ],
  }
  const { found, setAside } = readJsonList(JSON.stringify(feed), proCulture, options)
  expect(found).toMatchObject([
    {
      ...{
        uid: '4821',
        title: 'Спектакль «Гроза»',
        description: 'Драма А. Островского',
        kind: 'Спектакли',
        topics: ['Классика'],
      },
      ...{
        age: '12+',
        free: false,
        priceMin: 30_000,
        priceMax: 90_000,
        pushkinCard: true,
        organiser: 'Драматический театр',
      },
      venue: { name: 'Драмтеатр', address: 'г Ижевск, ул Пушкинская, д 1', lat: 56.85, lon: 53.2 },
      sessions: [
        { start: '2026-12-05T18:00:00+04:00', end: '2026-12-05T20:00:00+04:00' },
        { start: '2026-12-06T18:00:00+04:00', end: '2026-12-06T20:00:00+04:00' },
      ],
      url: 'https://teatr.example/groza',
    },
  ])
  expect(setAside.map(({ line, reason }) => [line, reason])).toEqual([
    [2, 'events.aside.noStart'],
    [3, 'events.aside.endsBefore'],
    [4, 'events.aside.noTitle'],
  ])
})

test('a city guide’s pages are read by theirs: seconds, prices in words, dates beyond all years', () => {
  const seconds = start / 1000
  const feed = {
    next: null,
    results: [
      {
        ...{
          id: 7,
          title: 'выставка «Лес»',
          body_text: '<p>О лесе</p>',
          categories: ['exhibition'],
          tags: ['природа'],
        },
        ...{
          age_restriction: '0+',
          price: 'от 200 до 350 рублей',
          is_free: false,
          site_url: 'https://guide.example/7/',
        },
        dates: [
          { start: seconds, end: seconds },
          { start: -62_135_433_000, end: 253_370_754_000 },
        ],
        ...{
          place: { title: 'Галерея', coords: { lat: 56.84, lon: 53.21 } },
          images: [{ image: 'https://guide.example/7.jpg' }],
        },
        participants: [{ agent: { title: 'Иван Лесной' } }],
      },
    ],
  }
  const { found, setAside } = readJsonList(JSON.stringify(feed), cityGuide, options)
  expect(found).toMatchObject([
    {
      ...{ title: 'выставка «Лес»', age: '0+', priceMin: 20_000, priceMax: 35_000, performers: ['Иван Лесной'] },
      ...{ venue: { name: 'Галерея', lat: 56.84 }, sessions: [{ start: '2026-12-05T18:00:00+04:00', end: null }] },
    },
  ])
  expect(setAside.map(({ reason }) => reason)).toEqual(['events.aside.farDate'])
})

test('a file that is no feed is said to be none', () => {
  const reasons = (text: string) => readJsonList(text, cityGuide, options).setAside.map(({ reason }) => reason)
  expect(reasons('<html>')).toEqual(['events.aside.notJson'])
  expect(reasons('{"detail": "Нет такой страницы"}')).toEqual(['events.aside.noList'])
  expect(readLinkedEvents('[]', options).setAside[0]?.reason).toBe('events.aside.noList')
  expect(readTicketOffice('null', options).setAside[0]?.reason).toBe('events.aside.noList')
})

test('Linked Events are read in the reader’s language, with prices, places and what they are part of', () => {
  const feed = {
    meta: { next: null },
    data: [
      {
        ...{ id: 'kult:1', name: { fi: 'Talvi', en: 'Winter', ru: 'Зима' }, short_description: { en: 'Cold' } },
        ...{
          description: { ru: '<p>Песни о зиме</p>' },
          start_time: '2026-12-05T14:00:00Z',
          end_time: '2026-12-05T16:00:00Z',
        },
        ...{
          event_status: 'EventPostponed',
          audience_min_age: 6,
          in_language: [{ '@id': 'x', name: { en: 'Russian' } }],
        },
        location: {
          ...{ name: { ru: 'Филармония' }, street_address: { ru: 'ул. Мира, 1' }, address_locality: { ru: 'Ижевск' } },
          position: { type: 'Point', coordinates: [53.2, 56.85] },
        },
        keywords: [{ name: { ru: 'концерты' } }, { name: { ru: 'музыка' } }],
        offers: [{ is_free: false, price: { ru: '300–500 ₽' }, info_url: { ru: 'https://bilety.example/' } }],
        ...{ super_event: { '@id': 'https://api.example/v1/event/kult:0/' }, provider: { ru: 'Филармония' } },
        last_modified_time: '2026-11-20T10:00:00Z',
      },
      {
        id: 'kult:2',
        name: { fi: 'Päivä' },
        start_time: '2026-12-06T20:00:00Z',
        has_start_time: false,
        offers: [{ is_free: true }],
      },
      { id: 'kult:3', name: { ru: 'Удалено' }, start_time: '2026-12-06', deleted: true },
      {
        id: 'kult:0',
        name: { ru: 'Серия' },
        super_event_type: 'recurring',
        sub_events: [{}],
        start_time: '2026-12-05',
      },
    ],
  }
  const { found, setAside } = readLinkedEvents(JSON.stringify(feed), options)
  expect(found).toMatchObject([
    {
      ...{
        uid: 'kult:1',
        title: 'Зима',
        description: 'Песни о зиме',
        kind: 'концерты',
        status: 'postponed',
        age: '6+',
      },
      ...{ priceMin: 30_000, priceMax: 50_000, free: false, language: 'ru', series: 'kult:0', organiser: 'Филармония' },
      ...{
        venue: { name: 'Филармония', address: 'ул. Мира, 1, Ижевск', lat: 56.85 },
        ticketUrl: 'https://bilety.example/',
      },
      modifiedAt: '2026-11-20T10:00:00+00:00',
    },
    { title: 'Päivä', free: true, sessions: [{ start: '2026-12-06', allDay: true }] },
  ])
  expect(setAside).toEqual([])
})

test('shows of a ticket office become sessions of one event in one house', () => {
  const show = (id: string, day: string, more: object = {}) => ({
    ...{
      EventSerieId: '12',
      EventId: id,
      EventName: 'ГРОЗА',
      EventDate: day,
      EventTime: '19:00',
      EventStreet: 'Мира, 1',
    },
    ...{ EventVenue: 'Театр, Большая сцена', EventPlace: 'Ижевск', EventLinkEn: 'https://kassa.example/12', ...more },
    ...{ EventSerieText: ',<b>Гроза</b> на сцене', Categories: [{ CategoryId: '2', Name: 'Драма' }] },
  })
  const feed = {
    Events: [
      show('1', '05.12.2026'),
      show('2', '06.12.2026'),
      show('3', '31.02.2026'),
      show('4', '07.12.2026', { EventVenue: 'Клуб' }),
    ],
  }
  const { found, setAside } = readTicketOffice(JSON.stringify(feed), options)
  expect(
    found.map(({ title, venue, sessions }) => [title, venue.name, venue.hall, sessions.map(({ uid }) => uid)]),
  ).toEqual([
    ['ГРОЗА', 'Театр', 'Большая сцена', ['1', '2']],
    ['ГРОЗА', 'Клуб', null, ['4']],
  ])
  expect(found[0]).toMatchObject({
    description: 'Гроза на сцене',
    ticketUrl: 'https://kassa.example/12',
    kind: 'Драма',
  })
  expect(setAside).toMatchObject([{ item: '12', reason: 'events.aside.badDate' }])
})

describe('a table', () => {
  const csv = (text: string) => readEventTable(Buffer.from(text), options)

  test('is read by Russian names, and by English ones; rows of one event are its sessions', async () => {
    const russian = await csv(
      'Название;Дата;Время;Место;Возраст;Цена;Пушкинская карта;Билеты\n' +
        'Гроза;05.12.2026;18:30;Театр;12+;от 300 до 900 ₽;да;https://bilety.example/\n' +
        'Гроза;2026-12-06;18.30;Театр;14+;300;нет;javascript:x\n' +
        'Лекция;2026-12-07;;Музей;;бесплатно;;\n',
    )
    expect(russian.found).toMatchObject([
      {
        ...{ title: 'Гроза', age: '12+', priceMin: 30_000, priceMax: 90_000, pushkinCard: true },
        sessions: [{ start: '2026-12-05T18:30:00+04:00' }, { start: '2026-12-06T18:30:00+04:00' }],
      },
      { title: 'Лекция', free: true, sessions: [{ start: '2026-12-07', allDay: true }] },
    ])
    const english = await csv('Title,Start,End,Venue\nStorm,2026-12-05T18:30,2026-12-05T20:00,Theatre\n')
    expect(english.found).toMatchObject([{ title: 'Storm', sessions: [{ end: '2026-12-05T20:00:00+04:00' }] }])
  })

  test('names what is wrong by line and cell, with the column probably meant; the rest goes in', async () => {
    const { found, setAside } = await csv(
      'Название;Дата;Плошадка\nГроза;2026-12-05;Театр\n;2026-12-05;Театр\nНос;завтра;Театр\n',
    )
    expect(found.map(({ title }) => title)).toEqual(['Гроза'])
    expect(setAside).toMatchObject([
      { item: 'C1', reason: 'platform.sheets.head.unknownNear', values: { nearest: 'Место' } },
      { line: 3, reason: 'platform.sheets.cell.missing' },
      { line: 4, reason: 'events.aside.badDate' },
    ])
  })

  test('of a spreadsheet keeps its days and its hours', async () => {
    const bytes = await writeWorkbook([
      {
        name: 'События',
        head: ['Название', 'Дата', 'Время', 'Цена от'].map((title) => ({ title })),
        rows: [['Гроза', { day: '2026-12-05' }, { decimal: '0.7708333333' }, { decimal: '300' }]],
      },
    ])
    const { found, setAside } = await readEventTable(bytes, options)
    expect(setAside).toEqual([])
    expect(found).toMatchObject([{ priceMin: 30_000, sessions: [{ start: '2026-12-05T18:30:00+04:00' }] }])
  })

  test('that is none is said to be none', async () => {
    expect((await csv('')).found).toEqual([])
    expect((await readEventTable(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), options)).setAside).toHaveLength(1)
  })
})
