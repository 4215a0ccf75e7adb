// Markdown in, a safe page out: whatever is written, by chance or by malice, only the closed list of tags and attributes comes out.

import fc from 'fast-check'
import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { readMarkdown } from '#platform/markdown/index.ts'
import { Prose } from './prose.tsx'
import { stray } from './stray.testing.ts'

const picture = '/pages/pictures/0198a0c0-0000-7000-8000-000000000000'
const pictures = new Map([[picture, { width: 800, height: 600 }]])

const hostile = [
  '<script>steal()</script>',
  '<img src=x onerror=steal()>',
  '<svg onload=steal()>',
  '<style>*{display:none}</style>',
  '<iframe src="//evil.example"></iframe>',
  '[a](javascript:steal())',
  '[a](JaVaScRiPt:steal())',
  '[a](java\nscript:steal())',
  '[a](&#106;avascript:steal())',
  '[a](\u0001javascript:steal())',
  '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '[a](vbscript:steal())',
  '[a](file:///etc/passwd)',
  '[a](//evil.example/x)',
  '[a](/\\evil.example)',
  '[a](https://bank.example@evil.example/)',
  '<javascript:steal()>',
  '![x](javascript:steal())',
  '![x](data:image/svg+xml,<svg/onload=steal()>)',
  '![x](https://evil.example/pixel.png)',
  `![](${picture})`,
  `![" onerror="steal()](${picture} "x\\" onerror=\\"steal()")`,
  '[a](/x "\\" onclick=\\"steal()")',
  '[![x](javascript:1)](javascript:2)',
  '| a | b |\n| :-: | -: |\n| <b> | [x](javascript:1) |',
  '```html\n</code></pre><script>steal()</script>\n```',
  '[a]: javascript:steal()\n\n[a]',
  '- a\n\n  > b\n  >\n  > 1. c',
  '\u202e\u0000\ud800',
  `${'> '.repeat(500)}x`,
  `${'- '.repeat(500)}x`,
  `${'['.repeat(2000)}`,
  `${'*_'.repeat(2000)}x`,
]

const page = { href: (path: string) => `/en${path}`, away: '(another site)', lang: 'en' }
const shown = (text: string): string =>
  render(<Prose nodes={readMarkdown(text, { title: 'Текст', pictures }).nodes} lang="ru" page={page} />)

describe('what comes out', () => {
  it.each(hostile)('is safe for %j', (text) => {
    expect(stray(shown(text))).toEqual([])
  })

  it('is safe for anything put together of hostile and usual parts', () => {
    const usual = [
      '# ',
      '## ',
      '#### ',
      '\n\n',
      '\n',
      '* ',
      '1. ',
      '> ',
      '**',
      '`',
      '```\n',
      '| a |\n| - |\n',
      '[',
      '](',
      ')',
      '!',
      '<',
      '>',
      '"',
    ]
    const part = fc.oneof(fc.constantFrom(...hostile, ...usual), fc.string({ unit: 'binary', maxLength: 12 }))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        expect(stray(shown(parts.join('')))).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  it('would be seen if it were not', () => {
    for (const bad of [
      '<script>',
      '<p onclick="x">',
      '<p style="x">',
      '<a href="javascript:x">',
      '<img src="//evil">',
      '<p><em></p>',
    ])
      expect(stray(bad)).not.toEqual([])
  })
})

describe('a link', () => {
  it('within the house speaks the language of the page, and one to elsewhere says so', () => {
    expect(shown('[а](/cases)')).toContain('href="/en/cases"')
    expect(shown('[а](https://izh.ru/)')).toMatch(
      /rel="external noopener".*<span class="heard" lang="en"> \(another site\)/,
    )
    expect(shown('[а](tel:112)')).not.toContain('another site')
  })
})

describe('a table', () => {
  it('stands in a frame that is reached by keyboard and has a name', () => {
    const html = shown('Таблица: Сроки\n\n| а | б |\n| --- | ---: |\n| в | 1 |')
    expect(html).toContain('<section class="table-frame" tabindex="0" aria-label="Сроки">')
    expect(html).toContain('<th scope="col" class="numeric">')
    expect(html).not.toContain('style')
  })
})
