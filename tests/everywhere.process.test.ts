// Every page of the city in a real browser: both languages, every width, several looks, and nobody left out.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { axe, openBrowser, sideways, type TestBrowser } from './browser.ts'
import { crawl } from './crawl.ts'
import { type LivedIn, liveIn } from './lived-in.ts'
import { openStage, type Stage, type Visitor } from './people.ts'

const who = ['guest', 'anna', 'boris', 'nina', 'lena'] as const
type Who = (typeof who)[number]

/** Each page meets two of these at 360 and 1280 px, another page two others: together all of them, often. */
const looks = [
  { name: 'light', scheme: 'light', cookie: null },
  { name: 'dark', scheme: 'dark', cookie: null },
  { name: 'white on black, largest', scheme: 'light', cookie: 'white-on-black.xl.wide.off' },
] as const

let stage: Stage
let lived: LivedIn
let browser: TestBrowser
let origin: string
let visitors: Record<Who, Visitor>
const windows = new Map<string, Page>()

beforeAll(async () => {
  stage = await openStage()
  lived = await liveIn(stage)
  await stage.city.app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${z.object({ port: z.number() }).parse(stage.city.app.server.address()).port}`
  browser = await openBrowser()
  visitors = {
    guest: stage.guest(),
    anna: await stage.as('anna'),
    boris: await stage.as('boris'),
    nina: await stage.as('nina'),
    lena: await stage.as('lena'),
  }
})
afterAll(async () => {
  await browser.close()
  await stage.close()
})

const starts: Record<Who, string[]> = {
  guest: ['/', '/demo', '/demo/inbox'],
  anna: ['/account', '/notifications', '/open-data/keys', '/open-data/webhooks'],
  boris: ['/desk'],
  nina: ['/desk'],
  lena: ['/desk'],
}

/** Pages that are looked at as this person; the rest has been seen as somebody else. */
const belonging: Record<Who, RegExp> = {
  guest: /^(?!\/desk)/,
  anna: /^\/(account|notifications|open-data\/(keys|webhooks))/,
  boris: /^\/desk(\/cases|$)/,
  nina: /^\/desk\/(?!cases|small-wins|pages)/,
  lena: /^\/desk\/(small-wins|pages)/,
}

describe.each(who)('as %s', (name) => {
  test.each(['ru', 'en'] as const)('every page stands, in %s', async (locale) => {
    const prefix = locale === 'ru' ? '' : '/en'
    const own = name === 'guest' ? [`/cases/${lived.resolved.number}?token=${lived.resolved.secret}`] : []
    const from = [...starts[name], ...own].map((path) => (path === '/' ? prefix || '/' : prefix + path))
    const { pages, dead } = await crawl(stage, visitors[name], from)
    expect(dead).toEqual([])
    const mine = belonging[name]
    const templates = [...pages].filter(
      ([template]) => template.startsWith(`${locale} `) && mine.test(template.slice(3)),
    )
    expect(templates.length).toBeGreaterThan(0)
    const all = templates.map(([, path], at) => ({ path, at }))
    // Two windows side by side: while one page is looked through, the city makes the other.
    const wrong = await Promise.all(
      [0, 1].map(async (lane) => {
        const said: string[] = []
        for (const { path, at } of all.filter((_, index) => index % 2 === lane))
          said.push(...(await inspect(name, locale, path, at, visitors[name], lane)))
        return said
      }),
    )
    expect(wrong.flat()).toEqual([])
  })
})

test('the report stands at each of its steps', async () => {
  const reporter = stage.guest()
  const wrong: string[] = []
  const steps = [
    { at: '/my-yard/report', fields: {} },
    { at: '/my-yard/report', fields: { text: 'Глубокая яма на проезде у подъезда' } },
    { at: '/my-yard/report/where', fields: { where: 'нет такой улицы, 1' } },
    {
      at: '/my-yard/report/where',
      fields: { where: 'Пушкинская, 270', topic: 'road.pothole', land: 'street', district: 'dst-003' },
    },
    { at: '/my-yard/report/same', fields: { number: '' } },
  ]
  for (const [index, { at, fields }] of steps.entries()) {
    const answer = await reporter.post(at, fields)
    if (answer.statusCode === 303)
      wrong.push(...(await inspect('reporter', 'ru', String(answer.headers.location), index, reporter)))
    else expect(answer.statusCode).toBe(422)
  }
  expect(wrong).toEqual([])
})

test('paper gets no menus and no buttons', async () => {
  const page = await windowOf('guest', visitors.guest)
  await page.goto(`${origin}/cases/${lived.released.number}`)
  await page.emulateMedia({ media: 'print' })
  for (const selector of ['header nav', 'main form', '.foot ul']) {
    for (const one of await page.locator(selector).all())
      expect([selector, await one.isVisible()]).toEqual([selector, false])
  }
  expect(await page.locator('h1').isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
})

/** Sentences for what is wrong with one page. */
async function inspect(
  name: string,
  locale: string,
  path: string,
  at: number,
  visitor: Visitor,
  lane = 0,
): Promise<string[]> {
  const page = await windowOf(`${name} ${lane}`, visitor)
  const wrong: string[] = []
  // What differs between languages is words, so the second one is looked at in one width, by turns.
  const widths = locale === 'ru' ? [360, 1280] : [at % 2 === 0 ? 360 : 1280]
  for (const [turn, width] of widths.entries()) {
    const look = looks[(at + turn) % looks.length] ?? looks[0]
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: look.scheme })
    await page.context().clearCookies({ name: 'look' })
    if (look.cookie) await page.context().addCookies([{ name: 'look', value: look.cookie, url: origin }])
    const answer = await page.goto(origin + path)
    const where = `${path} at ${width} px, ${look.name}`
    if (answer?.status() !== 200) wrong.push(`${where} answers ${answer?.status()}`)
    // Words and shape are the same at each width, width and colours in each language: each is asked once.
    const asked = locale === 'en' ? 'words' : turn === 0 ? 'all' : 'look'
    wrong.push(...(await axe(page, asked)).map((said) => `${where}: ${said}`))
    // 320 px is 1280 at 400 %, 640 px is 1280 at 200 %.
    const narrow = width === 360 ? 320 : 640
    await page.setViewportSize({ width: narrow, height: 800 })
    const over = await sideways(page)
    if (over > 0) wrong.push(`${where}: at ${narrow} px it scrolls ${over} px to the side`)
    if (turn === 0) wrong.push(...(await headOf(page, locale)).map((said) => `${where}: ${said}`))
  }
  return wrong
}

async function headOf(page: Page, locale: string): Promise<string[]> {
  const wrong: string[] = []
  const headings = await page.locator('h1').count()
  if (headings !== 1) wrong.push(`${headings} h1`)
  if ((await page.locator('html').getAttribute('lang')) !== locale) wrong.push('its language is not said')
  if (!/\S+.* — (Италмас|Italmas)$|^(Италмас|Italmas)/.test(await page.title()))
    wrong.push(`its title is «${await page.title()}»`)
  const description = await page
    .locator('meta[name=description]')
    .getAttribute('content', { timeout: 500 })
    .catch(() => null)
  if (!description && !(await page.locator('meta[name=robots][content=noindex]').count()))
    wrong.push('it has no description')
  const left = await page.evaluate(() => {
    const said = document.querySelector('main')?.cloneNode(true)
    if (!(said instanceof HTMLElement)) return ''
    for (const code of said.querySelectorAll('pre, code, a')) code.remove()
    return said.textContent
  })
  const leftover = /\b[a-z]+[A-Z]\w*\.[a-z]\w+|\{\w+\}|\bundefined\b|\bnull\b|\bNaN\b/.exec(left)
  if (leftover) wrong.push(`it says «${leftover[0]}»`)
  return wrong
}

/** A window of this person's own. */
async function windowOf(name: string, visitor: Visitor): Promise<Page> {
  const page = windows.get(name) ?? (await browser.newPage({ width: 360 }))
  windows.set(name, page)
  for (const cookie of ['session', 'my-yard-draft']) {
    const value = visitor.cookie(cookie)
    if (value) await page.context().addCookies([{ name: cookie, value, url: origin }])
  }
  return page
}
