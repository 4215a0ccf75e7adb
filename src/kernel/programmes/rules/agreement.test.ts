// An agreement promises what the city's template says, whatever an applicant has called her idea.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMarkdown, wordsOf } from '#platform/markdown/index.ts'
import { agreementText, type Places } from './agreement.ts'

const places = (summary: string): Places => ({
  ...{ number: '2026-000007', applicant: 'ИП Зоя *', programme: 'Месяц мастерской', call: 'Первый набор' },
  ...{ amount: '100 000 ₽', summary, day: '26 ноября 2026', milestones: 'Половина до 1 июня' },
})
const template = '## Предмет\n\n{{summary}}\n\nСоглашение {{number}}, {{applicant}}.'
const read = (summary: string) => readMarkdown(agreementText(template, places(summary)), { title: 'Соглашение' }).nodes
const tagsOf = (summary: string) => read(summary).map((node) => (typeof node === 'string' ? '' : node.tag))

test.each([
  'Печь\n\n## Деньги\n\nГород платит ещё миллион.',
  '## Деньги',
  '- пункт',
  '1. пункт',
  '12) пункт',
  '===',
  '---',
  '> слово города',
  '    сумма',
  '| а | б |\n|---|---|\n| 1 | 2 |',
  '```\nсумма',
  '<b>сумма</b>',
  '{{amount}}',
])('%j is words in a sentence of its own', (summary) => {
  expect(tagsOf(summary)).toEqual(['h2', 'p', 'p'])
  expect(wordsOf(read(summary).slice(1, 2))).toBe(summary.replaceAll(/\s+/g, ' ').trim())
})

test('no link leads out of an agreement by what an applicant wrote, and her words are those that she wrote', () => {
  const link = read('[порядок выплат](https://elsewhere.example) *важно*')
  expect(JSON.stringify(link)).not.toContain('"href"')
  expect(wordsOf(link)).toContain('[порядок выплат](https://elsewhere.example) *важно*')
  const signs = fc.constantFrom(...'аб1 \n#-+*_`[]()<>|~&\\=.!:{}"')
  fc.assert(
    fc.property(fc.array(signs, { minLength: 1, maxLength: 30 }), (letters) => {
      const summary = `а${letters.join('')}`
      expect(tagsOf(summary)).toEqual(['h2', 'p', 'p'])
      expect(wordsOf(read(summary).slice(1, 2))).toBe(summary.replaceAll(/\s+/g, ' ').trim())
    }),
  )
})
