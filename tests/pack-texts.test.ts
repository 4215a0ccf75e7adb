// The texts of the city pack: whole in both languages, readable, honest about where a fact comes from, and only of what exists.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { linksOf, readMarkdown, wordsOf } from '#platform/markdown/index.ts'
import { openCityPack } from '../src/pack.ts'
import { readPagesPack } from '../src/services/pages/pack.ts'

const folder = new URL('../city/izhevsk/', import.meta.url)
const pages = readPagesPack(openCityPack(folder.pathname))
const texts = pages.flatMap(({ kind, slug, texts: { ru, en } }) => [
  { name: `${kind}/${slug} in Russian`, ...ru },
  ...(en ? [{ name: `${kind}/${slug} in English`, ...en }] : []),
])

describe('every text', () => {
  it('is there in both languages', () => {
    expect(pages.filter(({ texts: { en } }) => en === null).map(({ slug }) => slug)).toEqual([])
    expect(pages.length).toBeGreaterThan(12)
  })

  it('is read: no file of the folder is left out', () => {
    const files = readdirSync(new URL('pages/', folder), { recursive: true, encoding: 'utf8' })
    expect(files.filter((name) => name.endsWith('.md'))).toHaveLength(texts.length)
  })

  it.each(texts)('$name leads and shows only where it may', ({ body, title }) => {
    expect(readMarkdown(body, { title }).problems).toEqual([])
  })

  it.each(texts)('$name says nothing loudly, and keeps its language', ({ name, title, lead, body }) => {
    const said = `${title} ${lead} ${wordsOf(readMarkdown(body, { title }).nodes)}`
    expect(said).not.toMatch(/!|осуществлен|обеспечени[ея] (?!д)|в целях|данный портал/i)
    if (name.endsWith('English')) expect(said).not.toMatch(/[а-яё]{2,}/i)
  })

  it('has the same links and as many headings in English as in Russian', () => {
    for (const { slug, texts: both } of pages) {
      const [ru, en] = [both.ru, both.en].map((text) => readMarkdown(text?.body ?? '', { title: '' }).nodes)
      expect([slug, linksOf(en ?? [])]).toEqual([slug, linksOf(ru ?? [])])
      expect([slug, headings(en ?? [])]).toEqual([slug, headings(ru ?? [])])
    }
  })
})

it('phones of the city stand beside the page they were taken from', () => {
  const city = JSON.parse(readFileSync(new URL('city.json', folder), 'utf8'))
  for (const { name, body } of texts.filter(({ body: text }) => text.includes(city.cityPhone.phone)))
    expect([name, body.includes(city.cityPhone.source)]).toEqual([name, true])
})

function headings(nodes: ReturnType<typeof readMarkdown>['nodes']): number {
  return nodes.filter((node) => typeof node !== 'string' && /^h\d$/.test(node.tag)).length
}
