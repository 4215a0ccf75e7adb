// What the tree of a text holds: links, headings, tables and pictures as a page wants them.
import { describe, expect, it } from 'vitest'
import { addressKind, linksOf, readMarkdown, withValues, wordsOf } from './index.ts'

const picture = '/pages/pictures/0198a0c0-0000-7000-8000-000000000000'
const pictures = new Map([[picture, { width: 800, height: 600 }]])
const read = (text: string) => readMarkdown(text, { title: 'Текст', pictures })

describe('links', () => {
  it('lead within the house, elsewhere, or to somebody', () => {
    expect(['/cases?x=1', 'https://izh.ru/', 'mailto:a@izh.ru', 'tel:+73412414141'].map(addressKind)).toEqual([
      ...['inner', 'outer', 'contact', 'contact'],
    ])
  })

  it('that lead nowhere good leave their words and are told', () => {
    const { nodes, problems } = read('Смотри [сюда](javascript:steal()) и [туда](/cases).')
    expect(problems).toEqual([{ kind: 'link', at: 'javascript:steal()' }])
    expect(wordsOf(nodes)).toBe('Смотри сюда и туда.')
    expect(linksOf(nodes)).toEqual(['/cases'])
  })
})

describe('headings', () => {
  it('begin at the second level and leave none out', () => {
    const { nodes } = read('# А\n\n#### Б\n\n##### В\n\n## Г\n\n### Д')
    expect(nodes.map((node) => (typeof node === 'string' ? node : node.tag))).toEqual(['h2', 'h3', 'h4', 'h2', 'h3'])
  })
})

describe('tables', () => {
  it('have captions that differ', () => {
    const table = '| а |\n| --- |\n| б |'
    const { nodes } = read(`Таблица: Сроки\n\n${table}\n\n## Где\n\n${table}\n\nи\n\n${table}`)
    const captions = nodes.flatMap((node) => {
      if (typeof node === 'string' || node.tag !== 'table') return []
      const [caption] = node.children
      return typeof caption === 'object' ? caption.children : []
    })
    expect(captions).toEqual(['Сроки', 'Где', 'Где (2)'])
  })
})

describe('pictures', () => {
  it('are our own and have words', () => {
    expect(read(`![Яма](${picture})`).problems).toEqual([])
    expect(read(`![](${picture})`).problems).toEqual([{ kind: 'alt', at: picture }])
    expect(read('![Яма](/media/x/large)').problems).toEqual([{ kind: 'picture', at: '/media/x/large' }])
  })
})

describe('values', () => {
  it('stand in words only, and as words', () => {
    const { nodes } = read('Отвечает {{operator}}, [пишите](/x?{{operator}}), {{other}}')
    const filled = withValues(nodes, { operator: '**<b>**' })
    expect(wordsOf(filled)).toBe('Отвечает **<b>**, пишите, {{other}}')
    expect(linksOf(filled)).toEqual(linksOf(nodes))
  })
})
