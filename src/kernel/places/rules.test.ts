// Tables and properties of the place rules.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { distanceMetres, findLandmark, inCity, parseAddress, parsePoint } from './rules.ts'

const readCity = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../city/izhevsk/${name}.json`, import.meta.url), 'utf8'))
const streets = z
  .array(z.object({ name: z.string(), type: z.string(), aliases: z.array(z.string()) }))
  .parse(readCity('streets'))
const landmarks = z
  .array(z.object({ id: z.string(), name: z.string(), names: z.array(z.string()), capital: z.array(z.string()) }))
  .parse(readCity('landmarks'))
const box = { south: 56.74, north: 56.98, west: 52.95, east: 53.42 }

describe('parseAddress', () => {
  it.each([
    ['г. Ижевск, ул. Пушкинская, д. 123, корп. 1, кв. 5', 'ул. Пушкинская, 123, корп. 1'],
    ['пушкинская 123к1', 'ул. Пушкинская, 123, корп. 1'],
    ['Воткинское ш 56', 'Воткинское шоссе, 56'],
    ['10 лет Октября, 53', 'ул. 10 лет Октября, 53'],
    ['40 лет победы 110', 'ул. 40 лет Победы, 110'],
    ['9 января 219а', 'ул. 9-е Января, 219а'],
    ['9-го января 219 А', 'ул. 9-е Января, 219а'],
    ['ул К.Маркса 246', 'ул. Карла Маркса, 246'],
    ['Карла Либкнехта, 19', 'ул. Карла Либкнехта, 19'],
    ['Кирова 12/3', 'ул. Кирова, 12/3'],
    ['Азина 10 к2', 'ул. Азина, 10, корп. 2'],
    ['Петрова 5 стр. 1', 'ул. Петрова, 5, стр. 1'],
    ['8-я Подлесная, 82', 'ул. 8-я Подлесная, 82'],
    ['Молодежная 60', 'ул. Молодёжная, 60'],
    ['Пушкинcкая 12a', 'ул. Пушкинская, 12а'],
    ['на Удмуртской 255б', 'ул. Удмуртская, 255б'],
    ['Пушкинскя 3', 'ул. Пушкинская, 3'],
    ['Холмагорова 15', 'ул. Холмогорова, 15'],
    ['12, ул. Ленина', 'ул. Ленина, 12'],
    ['пр. Калашникова 3', 'пр-т Калашникова, 3'],
    ['Копровый проезд, 7', 'пр-д Копровый, 7'],
    ['ул. Баранова', 'ул. Баранова'],
  ])('knows «%s»', (text, canonical) => {
    expect(parseAddress(text, streets)).toMatchObject({ canonical, known: true })
  })

  it.each([
    ['Лермонтова 5', 'Лермонтова, 5'],
    ['пер. Советский 4', 'пер. Советский, 4'],
    ['ул. Центральная, 4', 'ул. Центральная, 4'],
    ['ул. 10-я Подлесная, 5', 'ул. 10-я Подлесная, 5'],
    ['ул. 60 лет Октября 5', 'ул. 60 лет Октября, 5'],
    ['улица Народного Ополчения д. 9к.3', 'ул. Народного Ополчения, 9, корп. 3'],
  ])('accepts «%s» as unknown', (text, canonical) => {
    expect(parseAddress(text, streets)).toMatchObject({ canonical, known: false })
  })

  it.each(['', '   ', 'у дома 5', '12345', 'яма', ',,,', 'возле магазина'])('finds no street in «%s»', (text) => {
    expect(parseAddress(text, streets)).toBeNull()
  })

  it('keeps the words around the address and takes a preposition for what it is', () => {
    expect(parseAddress('Яма на Клубной 85 у третьего подъезда', streets)).toMatchObject({
      street: 'Клубная',
      house: '85',
      rest: 'Яма третьего подъезда',
    })
    expect(parseAddress('ул им. Баранова, дом 67, подъезд 2', streets)).toMatchObject({
      house: '67',
      rest: 'подъезд 2',
    })
  })

  it('takes the house from the words around the street, and no other number', () => {
    const read = (text: string) => parseAddress(text, streets)?.canonical
    expect(read('Здравствуйте. Напротив дома 5 по ул Азина образовалась яма')).toBe('ул. Азина, 5')
    expect(read('ул. Азина, напротив дома 5')).toBe('ул. Азина, 5')
    expect(read('2 ямы на Ленина')).toBe('ул. Ленина')
    expect(read('Ленина, три ямы, 2 метра')).toBe('ул. Ленина')
  })

  it('does not take a street of another town for ours', () => {
    expect(parseAddress('г. Воткинск, ул. Ленина, 5', streets)).toMatchObject({ known: false, rest: 'г. Воткинск' })
    expect(parseAddress('г Ижевск, ул. Ленина, 5', streets)).toMatchObject({ known: true, rest: '' })
  })

  it('never keeps a flat, whatever its form', () => {
    const flat = fc.integer({ min: 1001, max: 9999 })
    const form = fc.constantFrom(', кв. ', ' кв', ', квартира ', ' - ', '-', ', ', ', оф. ', ' кв № ')
    fc.assert(
      fc.property(
        fc.constantFrom(...streets),
        fc.integer({ min: 1, max: 999 }),
        form,
        flat,
        (street, house, link, number) => {
          const read = parseAddress(`${street.type} ${street.name}, ${house}${link}${number}`, streets)
          expect(read?.house).toBe(String(house))
          expect(JSON.stringify(read)).not.toContain(String(number))
        },
      ),
    )
  })

  it('drops a telephone', () => {
    expect(JSON.stringify(parseAddress('Ленина 5, +7 912 345-67-89', streets))).not.toMatch(/912|345|67|89/)
  })

  it('reads its own canonical form back, in any case and with е for ё', () => {
    const house = fc.record({
      number: fc.integer({ min: 1, max: 999 }),
      letter: fc.constantFrom('', 'а', 'б'),
      part: fc.constantFrom('', ', корп. 2', ', стр. 1'),
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...streets),
        house,
        fc.constantFrom('up', 'low', 'same'),
        (street, { number, letter, part }, how) => {
          const first = parseAddress(`${street.type} ${street.name}, ${number}${letter}${part}`, streets)
          const text = first?.canonical.replace(/ё/g, 'е') ?? ''
          const again = parseAddress(
            how === 'up' ? text.toUpperCase() : how === 'low' ? text.toLowerCase() : text,
            streets,
          )
          expect(first).toMatchObject({
            street: street.name,
            streetType: street.type,
            house: `${number}${letter}`,
            known: true,
          })
          expect(again).toEqual(first)
        },
      ),
    )
  })

  it('answers something for any text, quickly and without a crash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const read = parseAddress(text, streets)
        expect(read === null || read.street !== '').toBe(true)
      }),
    )
    expect(() => parseAddress('1 '.repeat(50_000), streets)).not.toThrow()
  })

  it('agrees with published addresses of other cities on street and house', () => {
    const vectors = z
      .object({
        addresses: z.array(
          z.object({ text: z.string(), parts: z.array(z.object({ value: z.string(), type: z.string().nullable() })) }),
        ),
      })
      .parse(
        JSON.parse(readFileSync(new URL('../../../tests/vectors/addresses-natasha.json', import.meta.url), 'utf8')),
      )
    for (const { text, parts } of vectors.addresses) {
      const part = (...types: string[]) => parts.find((p) => p.type !== null && types.includes(p.type))?.value
      const read = parseAddress(text, [])
      const street = part('улица', 'проспект', 'проезд', 'переулок')?.replace('Б. ', 'Б ')
      expect([text, read?.street]).toEqual([text, street])
      // The source says house «9к» for «9к.3»; a corpus is a part of its own here.
      const house = part('дом')?.replace(' ', '').toLowerCase().replace(/к$/, '')
      if (house) expect([text, read?.house]).toEqual([text, house])
    }
  })
})

describe('parsePoint', () => {
  it.each([
    ['56.85, 53.21', 56.85, 53.21, false],
    ['56.85 53.21', 56.85, 53.21, false],
    ['56.85;53.21', 56.85, 53.21, false],
    ['56,85, 53,21', 56.85, 53.21, false],
    ['56,85 53,21', 56.85, 53.21, false],
    ['geo:56.85,53.21', 56.85, 53.21, false],
    ['53.21, 56.85', 56.85, 53.21, true],
    ['56.85° с. ш. 53.21° в. д.', 56.85, 53.21, false],
    ['53.21° E, 56.85° N', 56.85, 53.21, true],
    ['56.85N 53.21E', 56.85, 53.21, false],
    ['56°51′00″ с. ш. 53°12′36″ в. д.', 56.85, 53.21, false],
    ['56°51\'00" 53°12\'36"', 56.85, 53.21, false],
    ['56°51′ с.ш., 53°12,6′ в.д.', 56.85, 53.21, false],
    ['-33.5, 100', -33.5, 100, false],
    ['100, -33.5', -33.5, 100, true],
  ])('reads «%s»', (text, lat, lon, swapped) => {
    const read = parsePoint(text, box)
    expect(read?.lat).toBeCloseTo(lat, 9)
    expect(read?.lon).toBeCloseTo(lon, 9)
    expect(read?.swapped).toBe(swapped)
  })

  it.each([
    '',
    '56,85',
    '56',
    'Ленина 5',
    '56.85',
    '200, 300',
    '56°61′ 53°12′',
    '56.85 с. ш. 53.21 с. ш.',
    '1,2,3',
    '9 января 219',
  ])('refuses «%s»', (text) => {
    expect(parsePoint(text, box)).toBeNull()
  })

  it('reads back any point of the city in either order', () => {
    const coordinate = (min: number, max: number) => fc.integer({ min: min * 1e6, max: max * 1e6 }).map((n) => n / 1e6)
    fc.assert(
      fc.property(coordinate(56.74, 56.98), coordinate(52.95, 53.42), fc.boolean(), (lat, lon, swap) => {
        const text = swap ? `${lon}, ${lat}` : `${lat}, ${lon}`
        expect(parsePoint(text, box)).toEqual({ lat, lon, swapped: swap })
      }),
    )
  })
})

describe('inCity and distanceMetres', () => {
  it('counts the edge in', () => {
    expect(inCity({ lat: 56.74, lon: 52.95 }, box)).toBe(true)
    expect(inCity({ lat: 56.7399, lon: 53 }, box)).toBe(false)
    expect(inCity({ lat: 55.75, lon: 37.62 }, box)).toBe(false)
  })

  it('measures a degree of latitude and of longitude', () => {
    expect(distanceMetres({ lat: 56, lon: 53 }, { lat: 57, lon: 53 })).toBeCloseTo(111_195, -1)
    const atIzhevsk = distanceMetres({ lat: 56.85, lon: 53 }, { lat: 56.85, lon: 54 })
    expect(atIzhevsk / (111_195 * Math.cos((56.85 * Math.PI) / 180))).toBeCloseTo(1, 3)
  })

  it('is a distance: zero to itself, the same both ways, no longer than a detour', () => {
    const point = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
    })
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(distanceMetres(a, a)).toBe(0)
        expect(distanceMetres(a, b)).toBeCloseTo(distanceMetres(b, a), 3)
        expect(distanceMetres(a, b)).toBeLessThanOrEqual(distanceMetres(a, c) + distanceMetres(c, b) + 1)
      }),
    )
  })
})

describe('findLandmark', () => {
  it.each([
    ['яма у парка Кирова', 'Парк культуры и отдыха им. С. М. Кирова'],
    ['в Летнем саду сломана скамейка', 'Летний сад им. М. Горького'],
    ['лужа возле ДК Металлург', 'ДК «Металлург»'],
    ['на буммаше темно', 'Буммаш'],
    ['за цирком свалка', 'Государственный цирк Удмуртии'],
    ['у библиотеки Некрасова', 'Библиотека им. Н. А. Некрасова'],
    ['район Болото, возле колонки', 'Болото'],
  ])('finds in «%s» %s', (text, name) => {
    expect(findLandmark(text, landmarks)?.landmark.name).toBe(name)
  })

  it.each(['', 'болото во дворе', 'Болото во дворе', 'просто яма', 'талисман потерял'])(
    'finds nothing in «%s»',
    (text) => {
      expect(findLandmark(text, landmarks)).toBeNull()
    },
  )

  it('finds every landmark by its own name', () => {
    for (const landmark of landmarks) {
      expect(findLandmark(`рядом: место ${landmark.name}`, landmarks)).not.toBeNull()
    }
  })
})
