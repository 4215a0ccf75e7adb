// Each piece of text says its language: no Russian words in an English page without a mark, and no English ones in a Russian page.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crawl } from './crawl.ts'
import { type LivedIn, liveIn } from './lived-in.ts'
import { openStage, type Stage } from './people.ts'
import { strangersIn } from './text-of-page.ts'

let stage: Stage
let lived: LivedIn

beforeAll(async () => {
  stage = await openStage()
  lived = await liveIn(stage)
})
afterAll(() => stage.close())

const staff = ['boris', 'nina', 'lena', 'sergey'] as const

test.each([
  ['en', '/en'],
  ['ru', ''],
] as const)(
  'in %s every piece in another language is marked',
  async (locale, prefix) => {
    const wrong: string[] = []
    const look = async (name: string, starts: string[], within?: RegExp) => {
      const visitor = name === 'guest' ? stage.guest() : await stage.as(name)
      const { pages } = await crawl(stage, visitor, starts, 2, within)
      for (const [template, path] of pages) {
        if (!template.startsWith(`${locale} `)) continue
        const { body } = await visitor.get(path)
        for (const text of strangersIn(body, locale)) wrong.push(`${template} as ${name}: ${text}`)
      }
    }
    const own = `${prefix}/cases/${lived.resolved.number}?token=${lived.resolved.secret}`
    await look('guest', [prefix || '/', `${prefix}/demo`, own])
    await look('anna', [`${prefix}/account`, `${prefix}/notifications`], /\/(account|notifications)/)
    for (const name of staff) await look(name, [`${prefix}/desk`], /\/desk/)
    expect([...new Set(wrong)]).toEqual([])
  },
  120_000,
)

test('the check sees what is not marked', () => {
  const page = (body: string) => `<html lang="en"><body><p>Plain</p>${body}</body></html>`
  expect(strangersIn(page('<p>Яма</p>'), 'en')).toEqual(['Яма'])
  expect(strangersIn(page('<p lang="ru">Яма <b>тут</b></p><img alt="Двор">'), 'en')).toEqual(['Двор'])
  expect(strangersIn(page('<p lang="ru"><span lang="en">Яма</span></p>'), 'en')).toEqual(['Яма'])
  expect(strangersIn('<html lang="ru"><p>This is a whole sentence in English</p>', 'ru')).toHaveLength(1)
  expect(
    strangersIn('<html lang="ru"><p>GeoReport v2, JSON</p><code>git log of the whole city here</code>', 'ru'),
  ).toEqual([])
})
