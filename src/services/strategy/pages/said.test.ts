// How the strategy says its units: after any number, in both languages.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { type Locale, openWords } from '#platform/words.ts'
import { unitOf } from './said.tsx'

const catalogue = openWords(
  [{ prefix: 'strategy', folder: join(projectRoot, 'src/services/strategy') }],
  'Europe/Samara',
)
const fixes = {
  unit: 'устранений',
  unitEn: 'fixes',
  unitForms: { one: 'устранение', few: 'устранения', many: 'устранений', en: { one: 'fix', other: 'fixes' } },
}

test.each<[Locale, string | null, string]>([
  ['en', '1', 'fix'],
  ['en', '0', 'fixes'],
  ['en', '21', 'fixes'],
  ['en', null, 'fixes'],
  ['ru', '1', 'устранение'],
  ['ru', '3', 'устранения'],
  ['ru', '11', 'устранений'],
  ['ru', null, 'устранений'],
])('%s, %s: %s', (locale, value, said) => {
  expect(unitOf(catalogue.in(locale), fixes, value)).toBe(said)
})

test('a unit without English forms is said as it is, and one without English in Russian', () => {
  const bare = { unit: 'км', unitEn: 'km', unitForms: null }
  expect(unitOf(catalogue.in('en'), bare, '1')).toBe('km')
  expect(unitOf(catalogue.in('en'), { ...bare, unitEn: null }, '1')).toBe('км')
})
