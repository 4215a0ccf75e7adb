// Single values of sources: ages, money, times, states, addresses and hostile markup.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ages } from './found.ts'
import { lettersOf } from './letters.ts'
import { momentOf, timeOf } from './moments.ts'
import { lineOf, plainTextOf } from './plain-text.ts'
import { ageOf, linkOf, moneyOf, pricesIn, stateOf } from './values.ts'

const zone = 'Europe/Samara'

test.each([
  ['12+', '12+'],
  ['12-18', '12+'],
  ['от 16 лет', '16+'],
  [0, '0+'],
  ['0', '0+'],
  ['18+', '18+'],
  ['14+', null],
  ['3+', null],
  ['120+', null],
  ['для всех', null],
  [null, null],
])('the age %s is %s', (said, age) => expect(ageOf(said)).toBe(age))

test('no text ever becomes an age that the law does not know (property)', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.integer()), (said) => {
      const age = ageOf(said)
      expect(age === null || ages.includes(age)).toBe(true)
    }),
  )
})

test.each([
  ['1 200,50 ₽', { kopecks: 120_050 }],
  ['500', { kopecks: 50_000 }],
  [350.5, { kopecks: 35_050 }],
  ['$35', null],
  ['-5', { wrong: 'negative' }],
  [1e12, { wrong: 'absurd' }],
  ['нет', null],
])('the price %s', (said, money) => expect(moneyOf(said)).toEqual(money))

test.each([
  ['от 300 до 1 200 рублей', { kopecks: 30_000 }, { kopecks: 120_000 }, null],
  ['300–500 ₽', { kopecks: 30_000 }, { kopecks: 50_000 }, null],
  ['от 700 ₽', { kopecks: 70_000 }, null, null],
  ['Вход свободный', null, null, true],
  ['0', { kopecks: 0 }, { kopecks: 0 }, true],
  ['10 €', null, null, null],
])('prices in «%s»', (said, min, max, free) => expect(pricesIn(said)).toEqual({ min, max, free }))

test('every sum of money in roubles and kopecks is read to the kopeck (property)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), (kopecks) => {
      const roubles = (kopecks / 100).toFixed(2)
      expect(moneyOf(roubles)).toEqual({ kopecks })
      expect(moneyOf(`${roubles.replace('.', ',')} ₽`)).toEqual({ kopecks })
    }),
  )
})

describe('a time', () => {
  test.each([
    ['2026-11-28', '2026-11-28'],
    ['2026-11-28T18:30', '2026-11-28T18:30:00+04:00'],
    ['2026-11-28 18:30:15', '2026-11-28T18:30:15+04:00'],
    ['2026-11-28T18:30:00+0300', '2026-11-28T18:30:00+03:00'],
    ['2026-11-28T14:30Z', '2026-11-28T14:30:00+00:00'],
    ['2026-11-28T24:00', '2026-11-29T00:00:00+04:00'],
    ['28.11.2026 18:30', '2026-11-28T18:30:00+04:00'],
    ['28.11.2026', '2026-11-28'],
    ['20261128T183000', '2026-11-28T18:30:00+04:00'],
    [1_795_789_800, '2026-11-27T18:30:00+04:00'],
    ['1795789800000', '2026-11-27T18:30:00+04:00'],
    ['2026-02-30', null],
    ['2026-13-01T10:00', null],
    ['2026-11-28T25:00', null],
    ['завтра', null],
    [Number.NaN, null],
    [1e300, null],
  ])('%s is %s', (said, moment) => expect(momentOf(said, zone)).toBe(moment))

  test('is the same instant in seconds, milliseconds and ISO (property)', () => {
    const instants = fc.integer({ min: 631_152_000, max: 4_102_444_800 })
    fc.assert(
      fc.property(instants, (seconds) => {
        const told = [
          momentOf(seconds, zone, 'seconds'),
          momentOf(seconds * 1000, zone, 'milliseconds'),
          momentOf(new Date(seconds * 1000).toISOString(), zone),
        ]
        for (const moment of told) expect(timeOf(moment ?? '')).toBe(seconds * 1000)
      }),
    )
  })
})

test.each([
  ['https://schema.org/EventCancelled', 'cancelled'],
  ['CANCELLED', 'cancelled'],
  ['отменён', 'cancelled'],
  ['EventRescheduled', 'moved'],
  ['перенесено', 'moved'],
  ['EventPostponed', 'postponed'],
  ['EventMovedOnline', 'online'],
  ['EventScheduled', 'scheduled'],
  ['когда-нибудь', null],
])('the state %s', (said, state) => expect(stateOf(said)).toBe(state))

describe('hostile text', () => {
  test('keeps its words and nothing else', () => {
    const html =
      '<p>Лекция<script>steal()</script> о&nbsp;<b onclick=x>заводе</b></p><p>Вход&mdash;свободный<iframe src=//x></iframe>'
    expect(plainTextOf(html)).toBe('Лекция о заводе\nВход—свободный')
    expect(lineOf('<b>Сон</b>\nв летнюю <i>ночь</i>')).toBe('Сон в летнюю ночь')
    expect(plainTextOf('до\u0000по\u202eсле\u200b')).toBe('допосле')
    expect(plainTextOf('5 < 6 & 7 > 2')).toBe('5 < 6 & 7 > 2')
  })

  test('that nests thirty thousand elements does no harm', () => {
    expect(plainTextOf(`${'<div>'.repeat(30_000)}дно`)).toBe('дно')
  })

  test('never comes out as markup, a control or half a sign (property)', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('<script>', '<img onerror=x>', '&lt;', '<p>', '</p>', '\u0000', '\ud800', '\u202e'),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = plainTextOf(pieces.join(''))
        expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Cs}|\u202e/u)
        expect(text.isWellFormed()).toBe(true)
      }),
    )
  })

  test('in addresses leads nowhere', () => {
    const wrong = [
      'javascript:alert(1)',
      ' JaVaScRiPt:x',
      'data:text/html,x',
      'file:///etc/passwd',
      'https://anna:1@x.ru/',
      'нет',
      '',
      7,
    ]
    expect(wrong.map((said) => linkOf(said))).toEqual(wrong.map(() => null))
    expect(linkOf('/afisha?id=1', 'https://teatr.example/x/')).toBe('https://teatr.example/afisha?id=1')
    expect(linkOf('javascript:x', 'https://teatr.example/')).toBeNull()
  })
})

describe('letters', () => {
  const older = Uint8Array.from([0xd1, 0xef, 0xe5, 0xea, 0xf2, 0xe0, 0xea, 0xeb, 0xfc])
  test('are found by the server, the page, the mark, else by trying', () => {
    expect(lettersOf(older, 'windows-1251')).toBe('Спектакль')
    expect(lettersOf(older, null)).toBe('Спектакль')
    expect(lettersOf(Buffer.concat([Buffer.from('<meta charset=windows-1251>'), older]), null)).toContain('Спектакль')
    expect(lettersOf(Buffer.from('Спектакль'), null)).toBe('Спектакль')
    expect(lettersOf(Buffer.from('\ufeffСпектакль'), 'windows-1251')).toBe('Спектакль')
    expect(lettersOf(Buffer.from('\ufeffСпектакль', 'utf16le'), null)).toBe('Спектакль')
    expect(lettersOf(Buffer.from('Спектакль'), 'no-such-letters')).toBe('Спектакль')
  })
})
