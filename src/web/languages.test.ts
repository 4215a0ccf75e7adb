// The language of each piece, told in the page as it goes to the wire: by its letters in English, by its signs in Udmurt.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { udmurtFrom as from, markLanguages, udmurtTo as to } from './languages.ts'

const english = (body: string) => markLanguages(`<html lang="en"><body>${body}</body></html>`, { locale: 'en' })
const inside = (html: string) => html.replace(/^<html lang="\w+"><body>|<\/body><\/html>$/g, '')

test.each([
  ['<p>Plain text</p>', '<p>Plain text</p>'],
  ['<p>Яма</p>', '<p><span lang="ru">Яма</span></p>'],
  ['<p>Pothole, ул. Пушкинская, 270</p>', '<p><span>Pothole, <span lang="ru">ул. Пушкинская, 270</span></span></p>'],
  ['<p lang="ru">Яма</p>', '<p lang="ru">Яма</p>'],
  ['<p lang="ru">Яма <b lang="en">Яма</b></p>', '<p lang="ru">Яма <b lang="en"><span lang="ru">Яма</span></b></p>'],
  ['<option>Ленинский</option>', '<option lang="ru">Ленинский</option>'],
  ['<img alt="Двор">', '<img lang="ru" alt="Двор">'],
  ['<section aria-label="Двор"><p>Yard</p></section>', '<section aria-label="Двор"><p>Yard</p></section>'],
  ['<script src="/a.js"></script>', '<script src="/a.js"></script>'],
  ['<p>ӟуч кыл</p>', '<p><span lang="udm">ӟуч кыл</span></p>'],
  ['<p>a &lt; b<br>Яма</p>', '<p>a &lt; b<br><span lang="ru">Яма</span></p>'],
])('%s', (html, marked) => {
  expect(inside(english(html))).toBe(marked)
})

test('an Udmurt phrase is marked in a Russian page, and Russian data in an Udmurt one', () => {
  const html = `<html lang="ru"><title>${from}Бам${to}</title><body><h1>${from}Бам${to}</h1><p>Яма</p></body></html>`
  expect(markLanguages(html, { locale: 'udm', whole: false })).toBe(
    '<html lang="ru"><title lang="udm">Бам</title><body><h1><span lang="udm">Бам</span></h1><p>Яма</p></body></html>',
  )
  expect(markLanguages(html, { locale: 'udm', whole: true })).toBe(
    '<html lang="udm"><title>Бам</title><body><h1>Бам</h1><p><span lang="ru">Яма</span></p></body></html>',
  )
})

const letters = fc.string({ unit: fc.constantFrom(...'яма ЯМА pit, 12.«»—'), maxLength: 30 })

test('nothing that is said is lost or changed', () => {
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 6 }), (texts) => {
      const html = texts.map((text) => `<p>${text}</p>`).join('<br>')
      expect(english(html).replaceAll(/<[^>]+>/g, '')).toBe(texts.join(''))
    }),
  )
})
