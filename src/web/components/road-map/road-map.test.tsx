// The picture, its sentence and its table say the same, and what lies outside the years is not lost.
import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { roadMapExamples } from './road-map.examples.tsx'

const html = render(roadMapExamples[0]?.view ?? <p />)
const titles = ['Карта нехватки парков', 'Список участков', 'Первый парк открыт', 'Двенадцать парков', 'Все шесть']
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)

test('every milestone stands in the sentence of its project and in the table of its group', () => {
  const sentences = all(html, /role="img" aria-label="([^"]*)"/g).join('\n')
  const tables = all(html, /<table>(.*?)<\/table>/g).join('\n')
  for (const title of titles) {
    expect(sentences).toContain(title)
    expect(tables).toContain(title)
  }
  expect(sentences).toContain('Первый парк открыт: впереди, 1 сентября 2028, сначала обещали 1 сентября 2027')
  expect(tables).toMatch(/Первый парк открыт<\/a><\/th><td>1 сентября 2028<\/td><td>1 сентября 2027</)
  expect(all(html, /<caption>([^<]*)/g)).toEqual(['Городская среда', 'Ответственный не назван'])
})

test('each state has a shape of its own', () => {
  const strips = all(html, /(<svg class="road-strip".*?<\/svg>(?=<ul|<\/div>))/g).join('')
  expect(strips.match(/<circle class="done"/g)).toHaveLength(2)
  expect(strips.match(/<rect class="late"/g)).toHaveLength(1)
  expect(strips.match(/<circle class="silent"/g)).toHaveLength(1)
  // One of the six planned lies beyond the years shown.
  expect(strips.match(/<circle class="planned"/g)).toHaveLength(5)
  expect(strips.match(/<path class="moved"/g)).toHaveLength(1)
  expect(strips.match(/class="beyond"/g)).toHaveLength(2)
})

test('beside a project stands what went wrong, what was moved and what comes next', () => {
  const told = all(html, /<ul class="road-told">(.*?)<\/ul>/g)
  expect(told[0]).toMatch(
    /Список участков: срок вышел.*Первый парк открыт<\/a>: впереди.*сначала обещали 1 сентября 2027/,
  )
  expect(told[0]).not.toMatch(/Карта нехватки|Двенадцать/)
  expect(told[1]).toMatch(/Отчёт за III квартал: молчание.*Все пять районов: впереди/)
  expect(html).toContain('сроки не названы, контрольные точки не названы')
})

test('nothing is drawn that is not there', () => {
  expect(html).not.toMatch(/NaN|undefined|style=/)
  const empty = render(roadMapExamples[1]?.view ?? <p />)
  expect(empty).toContain('Здесь появится дорожная карта')
  expect(empty).not.toMatch(/<svg|<table/)
})
