// A series of three from Polina's draft to her door, in real browsers: one with scripts, one without, on a phone and on a desk.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { axe, openBrowser, screenshot, sideways, type TestBrowser } from '../browser.ts'
import { openStage, type Stage } from '../people.ts'

let stage: Stage
let browser: TestBrowser
let origin: string

beforeAll(async () => {
  stage = await openStage()
  await stage.city.app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${z.object({ port: z.number() }).parse(stage.city.app.server.address()).port}`
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await stage.close()
})

test('Polina sends a series, Anna gives her seat back, Marat takes it and is let in', async () => {
  const polina = await person('polina', { width: 360 })
  await polina.goto(`${origin}/events/cabinet`)
  await seen(polina, 'cabinet')
  await press(polina, 'Начать')
  await polina.getByLabel('Название').fill('Вечер старых пластинок')
  await polina.getByLabel('Вид события').selectOption('concert')
  await seen(polina, 'draft-what')
  await press(polina, 'Дальше')
  await polina.getByLabel('Место', { exact: true }).fill('Дом у пруда')
  await press(polina, 'Дальше')
  await polina.getByLabel('Дни и часы').fill('пт 4 декабря 18:30, 5.12 12:00\nвс 5 декабря 12:00')
  await press(polina, 'Дальше')
  expect(await polina.locator('main').innerText()).toContain('этот день\u00a0— суббота')
  await seen(polina, 'draft-mistakes')
  await polina.getByLabel('Дни и часы').fill('пт 4 декабря 18:30, 5.12 12:00\nвс 6 декабря 12:00')
  await press(polina, 'Дальше')
  await polina.getByLabel('6+', { exact: true }).check()
  await polina.getByLabel('бесплатно').check()
  await press(polina, 'Дальше')
  await polina.getByLabel('записываем, места ограничены').check()
  await polina.getByLabel('Мест на сеанс').fill('1')
  await press(polina, 'Дальше')
  expect(await polina.locator('main').innerText()).toContain('3 сеанса')
  await seen(polina, 'draft-check')
  await press(polina, 'Отправить редактору')
  const event = polina.url().split('/').at(-1) ?? ''

  const ruslan = await person('ruslan', { width: 1280 })
  await ruslan.goto(`${origin}/desk/events/moderation`)
  await seen(ruslan, 'review-queue')
  await ruslan.getByRole('link', { name: 'Вечер старых пластинок' }).click()
  await ruslan.getByLabel('опубликовать').check()
  await seen(ruslan, 'review')
  await press(ruslan, 'Сохранить решение')
  await stage.settle()

  const anna = await person('anna', { width: 360, javascript: false })
  await anna.goto(`${origin}/events/${event}`)
  await seen(anna, 'event')
  await anna.getByRole('link', { name: /Занять место ?: пт/ }).click()
  await seen(anna, 'registration')
  await press(anna, 'Занять место')
  await seen(anna, 'ticket')

  const marat = await person('marat', { width: 1280 })
  await marat.goto(`${origin}/events/${event}`)
  await marat.getByRole('link', { name: /Встать в очередь ?: пт/ }).click()
  await press(marat, 'Встать в очередь')
  const ticket = marat.url()
  await press(anna, 'Отказаться от места')
  await stage.settle()
  await marat.goto(ticket)
  await seen(marat, 'offered')
  await press(marat, 'Да, приду')

  await polina.goto(`${origin}/events/cabinet/events/${event}`)
  await seen(polina, 'own-event')
  await polina.getByRole('link', { name: /пт, 4/ }).click()
  await seen(polina, 'own-session')
  await polina.getByLabel('Новое время').fill('пт 4 декабря 20:00')
  await polina.getByLabel('Причина').first().fill('Задержится поезд')
  await press(polina, 'Перенести и сообщить всем')
  await stage.settle()
  await marat.goto(`${origin}/notifications`)
  expect(await marat.locator('main').innerText()).toContain(
    'Перенесено: «Вечер старых пластинок», теперь 04.12.2026, 20:00',
  )

  stage.now = new Date('2026-12-04T19:50:00+04:00')
  await marat.goto(ticket)
  const said = (await marat.locator('svg.qr').getAttribute('aria-label')) ?? ''
  const code = said.replaceAll(/\D/g, '')
  await polina.goto(`${origin}/events/check-in/${code}`)
  await seen(polina, 'door')
  await press(polina, 'Отметить приход')
  await polina.goto(`${origin}/events/check-in/${code}`)
  expect(await polina.locator('main').innerText()).toContain('Уже отмечено')
  await polina.getByRole('link', { name: 'Кто придёт' }).click()
  expect(await polina.locator('main').innerText()).toContain('записей: 1 из 1')
  await seen(polina, 'attendance')
})

// Axe waits on timers, which never come where scripts are off.
const scriptless = new WeakSet<Page>()

async function person(name: string, wish: { width: number; javascript?: boolean }): Promise<Page> {
  const page = await browser.newPage(wish)
  // A step that cannot be done says which it is, long before the whole test ends.
  page.setDefaultTimeout(30_000)
  const visitor = await stage.as(name)
  if (wish.javascript === false) scriptless.add(page)
  await page.context().addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: origin }])
  return page
}

async function press(page: Page, name: string): Promise<void> {
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name, exact: true }).first().click()
  await loaded
}

/** What a person would see there: no barrier, no scrolling to the side, and a picture to look at. */
async function seen(page: Page, name: string): Promise<void> {
  expect(await sideways(page)).toBe(0)
  if (!scriptless.has(page)) expect(await axe(page)).toEqual([])
  await screenshot(page, `seats-${name}`)
}
