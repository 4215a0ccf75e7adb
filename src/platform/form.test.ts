// Forms: every field's limits, all errors at once in keys that have words, and nothing a person types can break them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Fields, field, form } from './form.ts'
import { projectRoot } from './root.ts'
import { openWords } from './words.ts'

const words = openWords([{ prefix: 'platform', folder: `${projectRoot}/src/platform` }], 'Europe/Samara')
const shape = {
  text: field.text(20),
  note: field.maybe(20),
  kind: field.choice(['yard', 'street']),
  topic: field.code(),
  agree: field.tick(),
  email: field.email(),
  count: field.whole(1, 100),
  area: field.number(0.5, 1000),
  day: field.day(),
}
const everything = form(shape)
const good = { text: 'Яма', kind: 'yard', topic: 'pothole', count: '5', area: '12,5', day: '2026-11-23' }

test('a good form gives values, tidied', () => {
  expect(everything.read({ ...good, text: '  и\u0306ама\r\n ', agree: 'on', email: ' anna@example.ru ' })).toEqual({
    text: 'йама',
    note: '',
    kind: 'yard',
    topic: 'pothole',
    agree: true,
    email: 'anna@example.ru',
    count: 5,
    area: 12.5,
    day: '2026-11-23',
  })
})

test('an empty form has every error at once', () => {
  const sent = everything.check({})
  expect(sent.ok ? [] : Object.keys(sent.errors)).toEqual(['text', 'kind', 'topic', 'count', 'area', 'day'])
})

test.each<[string, string, string | null]>([
  ['text', ' ', 'platform.form.missing'],
  ['text', 'я'.repeat(20), null],
  ['text', 'я'.repeat(21), 'platform.form.tooLong'],
  ['note', 'я'.repeat(21), 'platform.form.tooLong'],
  ['kind', 'park', 'platform.form.choose'],
  ['topic', '', 'platform.form.choose'],
  ['email', 'anna', 'platform.form.email'],
  ['email', '', null],
  ['count', '1 00', null],
  ['count', '0', 'platform.form.least'],
  ['count', '101', 'platform.form.most'],
  ['count', '1,5', 'platform.form.whole'],
  ['count', 'пять', 'platform.form.whole'],
  ['count', '1e999', 'platform.form.whole'],
  ['area', '1\u00a0000', null],
  ['area', '1\u202f000,0', null],
  ['area', '0,4', 'platform.form.least'],
  ['area', '−5', 'platform.form.least'],
  ['area', '1,2,3', 'platform.form.number'],
  ['day', '2026-02-30', 'platform.form.day'],
  ['day', '23.11.2026', 'platform.form.day'],
  ['text', 'a\u0000', 'platform.form.unreadable'],
  ['note', 'a\ufffd', 'platform.form.unreadable'],
])('%s «%s» answers %s', (name, value, key) => {
  const sent = everything.check({ ...good, [name]: value })
  expect(sent.ok ? null : sent.errors[name]?.key).toBe(key)
})

test('whatever is sent, a form answers, and each error has words in every language that say its limits', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }))
  const name = fc.constantFrom(...Object.keys(shape), 'other', '__proto__', 'constructor', 'toString')
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (pairs) => {
      const fields: Fields = Object.create(null)
      for (const [key, sent] of pairs) fields[key] = sent
      const checked = everything.check(fields)
      for (const error of checked.ok ? [] : Object.values(checked.errors)) {
        for (const locale of ['ru', 'en'] as const) {
          expect(words.in(locale).borrowed(error.key) && locale === 'en').toBe(false)
          expect(words.in(locale)(error.key, error.values)).not.toMatch(/[{}]/)
        }
      }
    }),
  )
})

test('an error that is no key of ours does not reach the person in English', () => {
  const sent = form({ a: z.string().min(3) }).check({ a: 'x' })
  expect(sent.ok ? null : sent.errors.a?.key).toBe('platform.form.wrong')
})

test('rules over several fields add to the errors, and reading throws them all as one refusal', () => {
  const both = form({ from: field.whole(0, 9), to: field.whole(0, 9) }, ({ from, to }) =>
    from > to ? { to: { key: 'platform.form.least', values: { least: from } } } : {},
  )
  expect(both.check({ from: '3', to: '2' })).toEqual({
    ok: false,
    errors: { to: { key: 'platform.form.least', values: { least: 3 } } },
  })
  expect(() => both.read({ from: '3', to: '2' })).toThrow(expect.objectContaining({ kind: 'invalid', status: 422 }))
})
