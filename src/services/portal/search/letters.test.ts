// Words as they are compared: one spelling whatever was typed, and nothing that a text holds breaks it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'
import { otherLayout } from './keyboard.ts'
import { fold, wordsIn } from './letters.ts'
import { nearForms, slipsApart } from './near.ts'

const texts = (text: string) => wordsIn(text).map((word) => word.text)

describe('words', () => {
  test.each([
    ['Ёлка', 'елка'],
    ['ӝӟӥӧӵ', 'жзиоч'],
    ['Ӝӟӥӧӵ'.normalize('NFD'), 'жзиоч'],
    ['й', 'й'],
    ['й'.normalize('NFD'), 'й'],
    ['за́мок', 'замок'],
    ['пере\u00adнос', 'перенос'],
  ])('%s is %s', (typed, folded) => expect(fold(typed)).toBe(folded))

  test.each([
    ['ул. Пушкинская, 270', ['улица', 'пушкинская', '270']],
    ['пр-т Ленина', ['проспект', 'ленина']],
    ['пр‑д Чугуевского', ['проезд', 'чугуевского']],
    ['б-р Гоголя', ['бульвар', 'гоголя']],
    ['кое-что', ['кое', 'что']],
    ['№ 2026-000123', ['2026-000123', '2026', '123']],
    ['дом 123к1', ['дом', '123к1', '123', '1']],
    ['prj-001', ['prj-001', 'prj', '1']],
    ['👍 & | ! <-> "', []],
  ])('%s', (text, words) => expect(texts(text)).toEqual(words))

  test('stand where they say they do, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { from, to, text: word } of wordsIn(text)) {
          expect(from).toBeLessThan(to)
          expect(to).toBeLessThanOrEqual(text.length)
          expect(word).not.toBe('')
        }
      }),
    )
  })

  test('are the same composed and decomposed, large and small', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'абвёйӝӟӥӧӵ -'), maxLength: 40 }), (text) => {
        expect(texts(text.normalize('NFD'))).toEqual(texts(text.normalize('NFC')))
        expect(texts(text.toUpperCase())).toEqual(texts(text))
      }),
    )
  })
})

describe('the other keyboard', () => {
  test.each([
    ['gfhr', 'парк'],
    ['[jkjl', 'холод'],
    ['зфкл', 'park'],
    ['Ghbdtn', 'привет'],
    ['парк park', null],
    ['2026', null],
  ])('%s', (typed, meant) => expect(otherLayout(typed)).toBe(meant))

  test('takes a Russian word there and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'абвгдежзийклмнопрстуфхцчшщьыэюя'), minLength: 1 }), (word) => {
        const typed = otherLayout(word) ?? ''
        fc.pre(/[a-z]/.test(typed))
        expect(otherLayout(typed)).toBe(word)
      }),
    )
  })
})

describe('slips', () => {
  const word = fc.string({ unit: fc.constantFrom(...'абвгде'), minLength: 4, maxLength: 12 })

  test('one slip apart means a form in common', () => {
    fc.assert(
      fc.property(word, fc.nat(11), fc.nat(3), fc.constantFrom(...'абвгде'), (one, place, how, letter) => {
        const at = place % one.length
        const other = [
          one.slice(0, at) + one.slice(at + 1),
          one.slice(0, at) + letter + one.slice(at),
          one.slice(0, at) + letter + one.slice(at + 1),
          one.slice(0, at) + (one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2),
        ][how]
        fc.pre(other !== undefined && other.length >= 4)
        expect(slipsApart(one, other ?? '', 1)).toBeLessThanOrEqual(1)
        const forms = new Set(nearForms(one, one))
        expect(nearForms(other ?? '', other ?? '').some((form) => forms.has(form))).toBe(true)
      }),
    )
  })

  test('are counted alike from both sides, and never beyond what is asked', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const slips = slipsApart(one, other, 3)
        expect(slipsApart(other, one, 3)).toBe(slips)
        expect(slips).toBeLessThanOrEqual(4)
        expect(slips === 0).toBe(one === other)
      }),
    )
  })
})

test('an excerpt says nothing that the text does not say', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'абв где '), maxLength: 900 }), fc.nat(30), (text, skip) => {
      const words = wordsIn(text).filter((_, at) => at % (skip + 1) === 0)
      const runs = excerptOf(text, words)
      const said = runs.map((run) => run.text).join('')
      expect(text).toContain(said.replace(/^… /, '').replace(/ …$/, ''))
      for (const run of runs)
        if (run.marked) expect(words.map(({ from, to }) => text.slice(from, to))).toContain(run.text)
    }),
  )
})
