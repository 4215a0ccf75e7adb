// An editor in a real browser with scripts off: she writes news, looks at it, sets its hour; it appears by the clock and is corrected.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { later, minutes } from '#platform/time.ts'
import { axe, openBrowser, sideways, type TestBrowser } from '../browser.ts'
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

test('news is written, set for an hour, appears by the clock and is corrected', async () => {
  const lena = await browser.newPage({ width: 360, javascript: false })
  await lena.goto(`${origin}/demo`)
  await lena.getByRole('button', { name: 'Стать Леной' }).click()
  await lena.goto(`${origin}/desk`)
  await lena.getByRole('link', { name: 'Тексты портала' }).click()
  await lena.getByRole('link', { name: 'Написать новый текст' }).click()
  await lena.getByLabel('Адрес', { exact: true }).fill('first-snow')
  await lena.getByLabel('Заголовок по-русски').fill('Первый снег')
  await lena.getByLabel('Первое предложение по-русски').fill('Что убирают и в каком порядке.')
  await lena
    .getByLabel('Текст по-русски')
    .fill('## Порядок\n\nТаблица: Очередь\n\n| Где | Когда |\n| --- | ---: |\n| Дороги | 1 |')
  await lena.getByRole('button', { name: 'Сохранить и посмотреть' }).click()
  expect(await lena.getByRole('heading', { level: 1 }).innerText()).toBe('Первый снег')
  expect(await lena.getByRole('table', { name: 'Очередь' }).isVisible()).toBe(true)
  expect(await sideways(lena)).toBe(0)
  await lena.getByRole('link', { name: 'Вернуться к тексту' }).click()

  await lena.getByText('Показать текст 1 или назначить час').click()
  await lena.getByLabel('Показать с дня').fill('2026-11-23')
  await lena.getByLabel('Во сколько', { exact: true }).fill('12:10')
  await lena.getByRole('button', { name: 'Показать текст 1' }).click()
  expect(await lena.getByRole('status').innerText()).toContain('в назначенный час')

  const anna = await browser.newPage({ width: 360, javascript: false })
  expect((await anna.goto(`${origin}/pages/news/first-snow`))?.status()).toBe(404)
  stage.now = later(stage.now, minutes(10))
  await anna.goto(`${origin}/pages/news`)
  await anna.getByRole('link', { name: 'Первый снег' }).click()
  expect(await anna.getByRole('heading', { level: 2 }).first().innerText()).toBe('Порядок')

  await lena.getByLabel('Текст по-русски').fill('Убирают всё сразу.')
  await lena.getByLabel('Что изменили').fill('Проще')
  await lena.getByRole('button', { name: 'Сохранить черновик' }).click()
  await lena.getByText('Показать текст 2 или назначить час').click()
  await lena.getByRole('button', { name: 'Показать текст 2' }).click()
  await anna.reload()
  expect(await anna.locator('main').innerText()).toContain('Убирают всё сразу')
  await lena.getByRole('link', { name: 'История: 2 текста' }).click()
  await lena
    .getByRole('link', { name: /23 ноября 2026/ })
    .first()
    .click()
  expect(await lena.locator('del').first().innerText()).toContain('Порядок')
})

test('what editors and readers see has no error that a program finds, on a phone and in the dark', async () => {
  const page = await browser.newPage({ width: 360, scheme: 'dark' })
  await page.goto(`${origin}/demo`)
  await page.getByRole('button', { name: 'Стать Леной' }).click()
  const paths = [
    '/services',
    '/near',
    '/pages/legal/privacy',
    '/pages/situations/hole-in-the-yard',
    '/en/pages/news/first-snow',
  ]
  const desk = ['', '/new', '/news/first-snow', '/news/first-snow/versions/2', '/pictures', '/links']
  for (const path of [...paths, ...desk.map((each) => `/desk/pages${each}`)]) {
    await page.goto(origin + path)
    expect([path, await axe(page), await sideways(page)]).toEqual([path, [], 0])
  }
})
