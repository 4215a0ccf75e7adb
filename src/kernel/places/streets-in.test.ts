// Every street that a text names is found, and a park with a street's name is no street.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { projectRoot } from '#platform/root.ts'
import { streetsIn } from './rules.ts'

const streets = z
  .array(z.object({ name: z.string(), type: z.string(), aliases: z.array(z.string()) }))
  .parse(JSON.parse(readFileSync(join(projectRoot, 'city/izhevsk/streets.json'), 'utf8')))

describe('streetsIn', () => {
  test.each<[string, string[]]>([
    ['Ленина, Первомайская и К. Маркса', ['Карла Маркса', 'Ленина', 'Первомайская']],
    ['от Автозаводской до Воткинского шоссе', ['Автозаводская', 'Воткинское']],
    ['перекрёсток Кирова и Песочной', ['Кирова', 'Песочная']],
    ['ул. 40 лет Победы – ул. 10 лет Октября', ['10 лет Октября', '40 лет Победы']],
    ['ул. молодежная, 80, 82', ['Молодёжная']],
    ['парк Кирова, сквер Победы', []],
    ['Первомайский, Ленинский, часть Индустриального', []],
    ['Заречный сквер', []],
    ['Ижевск', []],
    ['', []],
  ])('«%s»', (text, named) => expect(streetsIn(text, streets)).toEqual(named))

  test('finds each of any streets joined by commas, once, in the order of the list', () => {
    // A square or a bank shares its name with streets and counts only with its type; others may be named alone.
    const alone = streets.filter(({ name, type }) => streetsIn(name, streets).length === 1 && type === 'ул.')
    fc.assert(
      fc.property(fc.shuffledSubarray(alone, { minLength: 1, maxLength: 8 }), (some) => {
        const found = streetsIn(some.map(({ name }) => `ул. ${name}`).join(', '), streets)
        const asked = new Set(some.map(({ name }) => name))
        expect(found).toEqual([...new Set(streets.map(({ name }) => name))].filter((name) => asked.has(name)))
      }),
    )
  })

  test('ends on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        expect(Array.isArray(streetsIn(text, streets))).toBe(true)
      }),
    )
  })
})
