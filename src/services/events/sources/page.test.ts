// Pages of venues as machines read them: JSON-LD in all its shapes, microdata with parts that stand elsewhere, and broken blocks.
import { describe, expect, test } from 'vitest'
import type { Reading } from './found.ts'
import { microdataOf } from './microdata.ts'
import { readPage } from './page.ts'

const options = { zone: 'Europe/Samara', base: 'https://teatr.example/afisha/', now: new Date('2026-11-26T09:00:00Z') }
const read = (data: unknown): Reading => readPage(JSON.stringify(data), options)
const titles = (reading: Reading) => reading.found.map(({ title }) => title)
const reasons = (reading: Reading) => reading.setAside.map(({ reason }) => reason.replace('events.aside.', ''))

const play = { '@type': 'TheaterEvent', name: 'Чайка', startDate: '2026-12-05T18:00', location: 'Большой зал' }

test('an item of two hundred thousand elements is read to its end', () => {
  const many = '<br>'.repeat(200_000)
  const [item] = microdataOf(`<div itemscope>${many}<p itemprop="name">Чайка${many}</p></div>`)
  expect(item?.properties.name).toBe('Чайка')
})

describe('JSON-LD', () => {
  test('tells everything of an event', () => {
    const [one] = read({
      '@context': 'https://schema.org',
      ...play,
      '@id': 'https://teatr.example/#7',
      description: '<p>Комедия в&nbsp;четырёх действиях</p>',
      endDate: '2026-12-05T21:00',
      eventStatus: 'https://schema.org/EventRescheduled',
      previousStartDate: '2026-12-04T18:00',
      location: {
        '@type': 'Place',
        name: 'Большая сцена',
        containedInPlace: { '@type': 'Place', name: 'Театр' },
        address: { '@type': 'PostalAddress', streetAddress: 'ул. Пушкинская, 1', addressLocality: 'Ижевск' },
        geo: { latitude: '56.85', longitude: 53.2 },
        amenityFeature: [{ name: 'wheelchair', value: true }],
      },
      offers: [
        { '@type': 'Offer', price: '300', priceCurrency: 'RUB', url: '/kassa' },
        { '@type': 'AggregateOffer', lowPrice: 500, highPrice: '1 200,50', priceCurrency: 'RUB' },
        { '@type': 'Offer', price: '10', priceCurrency: 'EUR' },
      ],
      typicalAgeRange: '12-18',
      inLanguage: 'ru-RU',
      performer: [{ '@type': 'Person', name: 'Анна Иванова' }, 'Труппа театра'],
      organizer: { '@type': 'Organization', name: 'Театр' },
      image: { '@type': 'ImageObject', url: 'chaika.jpg' },
      keywords: 'классика, драма',
      url: 'javascript:alert(1)',
    }).found
    expect(one).toMatchObject({
      ...{
        uid: 'https://teatr.example/#7',
        title: 'Чайка',
        description: 'Комедия в четырёх действиях',
        kind: 'TheaterEvent',
      },
      ...{ age: '12+', free: false, priceMin: 30_000, priceMax: 120_050, language: 'ru', status: 'moved', url: null },
      venue: { name: 'Театр', hall: 'Большая сцена', address: 'ул. Пушкинская, 1, Ижевск', lat: 56.85, lon: 53.2 },
      ...{
        ticketUrl: 'https://teatr.example/kassa',
        image: 'https://teatr.example/afisha/chaika.jpg',
        organiser: 'Театр',
      },
      ...{ performers: ['Анна Иванова', 'Труппа театра'], topics: ['классика', 'драма'] },
      access: { ramp: true, loop: null, signLanguage: null },
      sessions: [
        {
          ...{ start: '2026-12-05T18:00:00+04:00', end: '2026-12-05T21:00:00+04:00', status: 'moved' },
          previousStart: '2026-12-04T18:00:00+04:00',
        },
      ],
    })
  })

  test('is found in graphs, lists, parts and beside other things', () => {
    const graph = {
      '@graph': [
        { '@type': 'WebPage', mainEntity: { '@id': '#1' } },
        { ...play, '@id': '#1' },
      ],
    }
    expect(titles(read(graph))).toEqual(['Чайка'])
    const listed = {
      '@type': 'ItemList',
      itemListElement: [{ '@type': 'ListItem', item: play }, { item: { ...play, name: 'Нос' } }],
    }
    expect(titles(read(listed))).toEqual(['Чайка', 'Нос'])
    expect(titles(read({ '@type': 'Person', name: 'Никто' }))).toEqual([])
  })

  test('takes places and organisers by reference', () => {
    const { found } = read([
      { ...play, location: { '@id': '#hall' }, organizer: { '@id': '#us' } },
      { '@id': '#hall', '@type': 'Place', name: 'Дом' },
      { '@id': '#us', '@type': 'Organization', name: 'Мы' },
    ])
    expect([found[0]?.venue.name, found[0]?.organiser]).toEqual(['Дом', 'Мы'])
  })

  test('makes sessions of the nameless parts of a series, and events of a festival’s named ones', () => {
    const times = ['2026-12-05T18:00', '2026-12-06T12:00'].map((startDate) => ({ '@type': 'Event', startDate }))
    const series = read({ '@type': 'EventSeries', name: 'Щелкунчик', location: 'Театр', subEvent: times })
    expect(series.found.map(({ title, sessions }) => [title, sessions.length])).toEqual([['Щелкунчик', 2]])
    const festival = read({
      '@type': 'Festival',
      '@id': '#fest',
      name: 'Рыжий фестиваль',
      location: 'Парк',
      subEvent: [play],
    })
    expect(festival.found).toMatchObject([{ title: 'Чайка', series: '#fest' }])
    const turned = read([
      { '@type': 'Festival', '@id': '#fest', name: 'Фест', startDate: '2026-09-13' },
      { ...play, superEvent: '#fest' },
    ])
    expect(turned.found.map(({ title, series: of }) => [title, of])).toEqual([
      ['Фест', undefined],
      ['Чайка', '#fest'],
    ])
  })

  test('follows a schedule in its own zone, without its exceptions, and not for ever', () => {
    const weekly = {
      startDate: '2026-12-02',
      endDate: '2026-12-31',
      repeatFrequency: 'P1W',
      byDay: 'https://schema.org/Wednesday',
    }
    const times = { startTime: '19:00', endTime: '20:30', scheduleTimezone: 'Europe/Moscow', exceptDate: '2026-12-16' }
    const { found } = read({ '@type': 'Event', name: 'Хор', eventSchedule: { ...weekly, ...times } })
    expect(found[0]?.sessions.map(({ start, end }) => [start, end])).toEqual([
      ['2026-12-02T19:00:00+03:00', '2026-12-02T20:30:00+03:00'],
      ['2026-12-09T19:00:00+03:00', '2026-12-09T20:30:00+03:00'],
      ['2026-12-23T19:00:00+03:00', '2026-12-23T20:30:00+03:00'],
      ['2026-12-30T19:00:00+03:00', '2026-12-30T20:30:00+03:00'],
    ])
    const endless = read({
      '@type': 'Event',
      name: 'Хор',
      eventSchedule: { startDate: '2026-12-01', repeatFrequency: 'P1D' },
    })
    expect(endless.found[0]?.sessions.length).toBeLessThanOrEqual(500)
    const strange = [
      { repeatFrequency: 'P1W' },
      { startDate: '2026-12-01', repeatFrequency: 'sometimes' },
      { startDate: '2026-12-01', repeatFrequency: 'P1D', scheduleTimezone: 'Mars/Olympus' },
    ]
    expect(strange.map((eventSchedule) => reasons(read({ '@type': 'Event', name: 'Хор', eventSchedule }))[0])).toEqual([
      'noStart',
      'badSchedule',
      'badSchedule',
    ])
  })

  test('knows what is free, and takes no other currency for roubles', () => {
    const free = (more: object) => read({ ...play, ...more }).found[0]
    expect(free({ isAccessibleForFree: 'true' })?.free).toBe(true)
    expect(free({ offers: { price: 0, priceCurrency: 'USD' } })?.free).toBe(true)
    expect(free({ offers: { price: '35', priceCurrency: 'USD' } })).toMatchObject({ free: null, priceMin: null })
    expect(free({ offers: { price: '35' } })).toMatchObject({ free: null, priceMin: null })
    expect(free({ offers: { price: '35 ₽' } })).toMatchObject({ free: false, priceMin: 3_500 })
  })

  test('that cannot be is set aside, and the rest goes in', () => {
    expect(reasons(read({ ...play, name: ' ' }))).toEqual(['noTitle'])
    expect(reasons(read({ ...play, startDate: undefined }))).toEqual(['noStart'])
    expect(reasons(read({ ...play, startDate: 'скоро' }))).toEqual(['badDate'])
    expect(reasons(read({ ...play, startDate: '1900-01-01' }))).toEqual(['farDate'])
    expect(reasons(read({ ...play, startDate: '2999-01-01' }))).toEqual(['farDate'])
    expect(reasons(read({ ...play, endDate: '2026-12-04T18:00' }))).toEqual(['endsBefore'])
    const priced = read({ ...play, offers: { price: '-100', priceCurrency: 'RUB' } })
    expect([reasons(priced), priced.found[0]?.priceMin]).toEqual([['negativePrice'], null])
    expect(read({ ...play, typicalAgeRange: '14+' }).found[0]?.age).toBeNull()
    const page = `<h1>Афиша</h1>\n<script type="application/ld+json">{"@type":</script>\n<script type="application/ld+json">${JSON.stringify(play)}</script>`
    const reading = readPage(page, options)
    expect([titles(reading), reading.setAside]).toEqual([
      ['Чайка'],
      [{ line: 2, item: null, reason: 'events.aside.badJson', values: {} }],
    ])
  })

  test('that refers to itself ends', () => {
    expect(titles(read([{ ...play, '@id': '#a', superEvent: '#a', subEvent: [{ '@id': '#a' }] }]))).toEqual(['Чайка'])
    const deep = Array.from({ length: 5_000 }).reduce<unknown>((inner) => ({ '@type': 'Thing', about: inner }), play)
    expect(titles(read(deep))).toEqual(['Чайка'])
  })
})

describe('microdata', () => {
  const html = `<div itemscope itemtype="https://schema.org/Event" itemid="urn:1" itemref="where price">
      <h2 itemprop="name"> Вечер <b>джаза</b> </h2>
      <time itemprop="startDate" datetime="2026-12-05T19:00">5 декабря</time>
      <meta itemprop="typicalAgeRange" content="16+"><link itemprop="url" href="/jazz"><img itemprop="image" src="j.png">
      <div itemscope itemtype="https://schema.org/Review"><span itemprop="name">Не то</span></div>
      <span itemprop="performer alternateName">Трио</span><span itemprop="performer">Дуэт</span>
    </div>
    <p id="where" itemprop="location" itemscope itemtype="https://schema.org/Place"><span itemprop="name">Клуб</span></p>
    <div id="price"><div itemprop="offers" itemscope><data itemprop="price" value="400">четыреста</data><meta itemprop="priceCurrency" content="RUB"></div></div>`

  test('comes as plain items, with what stands elsewhere', () => {
    expect(microdataOf(html)[0]).toEqual({
      type: 'https://schema.org/Event',
      id: 'urn:1',
      properties: {
        ...{ name: 'Вечер джаза', startDate: '2026-12-05T19:00', typicalAgeRange: '16+', url: '/jazz', image: 'j.png' },
        ...{ performer: ['Трио', 'Дуэт'], alternateName: 'Трио' },
        location: { type: 'https://schema.org/Place', properties: { name: 'Клуб' } },
        offers: { properties: { price: '400', priceCurrency: 'RUB' } },
      },
    })
  })

  test('is read as an event', () => {
    expect(readPage(html, options).found).toMatchObject([
      {
        ...{ uid: 'urn:1', title: 'Вечер джаза', age: '16+', priceMin: 40_000, url: 'https://teatr.example/jazz' },
        ...{
          venue: { name: 'Клуб' },
          performers: ['Трио', 'Дуэт'],
          sessions: [{ start: '2026-12-05T19:00:00+04:00' }],
        },
      },
    ])
  })

  test('that refers to itself ends', () => {
    const circle =
      '<div id=a itemscope itemprop=x itemref=b></div><div id=b itemscope itemprop=x itemref=a></div><p itemscope itemref="a b"></p>'
    expect(microdataOf(circle)).toHaveLength(1)
  })
})
