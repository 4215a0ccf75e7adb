// A programme from nothing in a real browser with scripts off: Dina makes it and opens a call, Timur applies over several pages with a
// document, Dina finds it incomplete, he mends it, and it is complete.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { smallPdf } from '#kernel/programmes/stage.testing.ts'
import { axe, openBrowser, sideways, type TestBrowser } from '../browser.ts'
import { openStage, type Stage } from '../people.ts'

type Page = Awaited<ReturnType<TestBrowser['newPage']>>

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

async function as(name: string, width: number, javascript = false): Promise<Page> {
  const page = await browser.newPage({ width, javascript })
  await page.goto(`${origin}/demo`)
  await page.getByRole('button', { name: `Стать ${name}` }).click()
  return page
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click()

test('a programme is made, a call opened, an application written, found incomplete, mended and complete', async () => {
  const dina = await as('Диной', 1280)
  await dina.goto(`${origin}/desk/programmes`)
  await follow(dina, 'Создать программу')
  await press(dina, 'Создать программу')
  expect(await dina.getByRole('alert').innerText()).toContain('Заполните это поле')
  await dina.getByLabel('Название', { exact: true }).fill('Лавка на площади')
  await dina.getByLabel('Адрес', { exact: true }).fill('market-stall')
  await press(dina, 'Создать программу')
  expect(await heading(dina)).toBe('Лавка на площади')
  expect(await dina.getByText('Пока нельзя опубликовать').isVisible()).toBe(true)

  await follow(dina, 'Тексты')
  await dina.getByLabel('Одной фразой: что получит заявитель').fill('Лавка на ярмарке на выходные')
  await dina.getByLabel('Кто решает', { exact: true }).fill('Комиссия ярмарки')
  await press(dina, 'Сохранить')

  await dina.getByLabel('Название новой страницы').fill('О лавке')
  await press(dina, 'Добавить страницу')
  await question(dina, 'Что будете продавать', 'длинный ответ')
  await press(dina, 'Сохранить')
  await question(dina, 'Есть ли разрешение', 'да или нет')
  await press(dina, 'Сохранить')
  await question(dina, 'Номер разрешения', 'короткий ответ')
  await dina.getByLabel('Когда спрашивать').selectOption({ label: 'Есть ли разрешение — да' })
  await press(dina, 'Сохранить')
  await dina.goto(`${origin}/desk/programmes/market-stall`)
  await dina.getByLabel('Название новой страницы').fill('Расходы')
  await press(dina, 'Добавить страницу')
  await question(dina, 'Смета', 'таблица строк с итогами')
  await dina.getByLabel('По-русски, строка 1').fill('На что')
  await dina.getByLabel('По-русски, строка 2').fill('Сколько')
  await dina.getByLabel('Вид ответа, строка 2').selectOption({ label: 'рубли' })
  await dina.getByLabel('Считать итог, строка 2').selectOption({ label: 'да' })
  await press(dina, 'Сохранить')
  await dina.goto(`${origin}/desk/programmes/market-stall`)
  await dina.getByLabel('Какой ещё документ нужен').fill('Фото товара')
  await press(dina, 'Добавить документ')
  await press(dina, 'Сохранить')

  await follow(dina, 'Как оценивают')
  await dina.getByLabel('По-русски, строка 1').fill('Польза')
  await dina.getByLabel('Вес, строка 1').fill('1')
  await press(dina, 'Сохранить')
  await follow(dina, 'После решения')
  await dina.getByLabel('Текст соглашения', { exact: true }).fill('Соглашение № {{number}} на {{day}}')
  await press(dina, 'Сохранить')
  expect(await dina.getByText('Пока нельзя опубликовать').isVisible()).toBe(false)
  await dina.getByLabel('Что и почему изменилось').fill('Первая версия')
  await press(dina, 'Опубликовать версию')

  await follow(dina, 'Открыть приём заявок')
  await dina.getByLabel('Название приёма').fill('Ярмарка под ёлкой')
  const days = dina.getByLabel('День', { exact: true })
  await days.nth(0).fill('2026-11-20')
  await days.nth(1).fill('2026-12-10')
  await dina.getByLabel('Время', { exact: true }).nth(1).fill('18:00')
  await dina.getByLabel('Кого спросить').fill('куратор программ')
  await press(dina, 'Опубликовать приём')
  expect(await heading(dina)).toBe('Ярмарка под ёлкой')
  expect(await sideways(dina)).toBe(0)

  const timur = await as('Тимуром', 360)
  await timur.goto(`${origin}/programmes`)
  await follow(timur, 'Лавка на площади')
  await follow(timur, 'Ярмарка под ёлкой')
  await follow(timur, 'Подать заявку')
  await timur.getByLabel('От себя').check()
  await press(timur, 'Начать заявку')
  await follow(timur, 'О лавке')
  await press(timur, 'Сохранить и дальше')
  expect(await timur.getByRole('alert').innerText()).toContain('Заполните это поле')
  await timur.getByLabel('Что будете продавать').fill('Кружки')
  await timur.getByLabel('да', { exact: true }).check()
  await press(timur, 'Сохранить и дальше')
  // His answer brings one more question.
  await timur.getByLabel('Номер разрешения').fill('18-26')
  await press(timur, 'Сохранить и дальше')
  expect(await heading(timur)).toBe('Расходы')
  expect(await sideways(timur)).toBe(0)

  // He comes back later, from another device.
  const later = await as('Тимуром', 1280)
  await later.goto(`${origin}/programmes/applications`)
  await later.getByRole('link', { name: /Черновик/ }).click()
  await follow(later, 'Расходы')
  await later.getByLabel('На что, строка 1').fill('Аренда')
  await later.getByLabel('Сколько, строка 1').fill('1 200,50')
  await later.getByLabel('На что, строка 2').fill('Свет')
  await later.getByLabel('Сколько, строка 2').fill('99,50')
  await press(later, 'Сохранить и дальше')
  await later
    .getByLabel('Выберите файл')
    .setInputFiles({ name: 'Кружки.pdf', mimeType: 'application/pdf', buffer: smallPdf })
  await press(later, 'Приложить')
  await follow(later, 'Дальше: проверить ответы')
  expect(await later.getByRole('table', { name: 'Смета' }).innerText()).toContain('1300\u00a0₽')
  await later.getByLabel(/Всё верно/).check()
  await press(later, 'Отправить заявку')
  expect(await heading(later)).toMatch(/^Расписка: заявка №\s2026-\d{6}$/)
  const number = /2026-\d{6}/.exec(await heading(later))?.[0] ?? ''
  await stage.settle()

  await dina.reload()
  await dina.getByRole('link', { name: new RegExp(number) }).click()
  await dina.getByLabel('Номер разрешения', { exact: true }).check()
  await dina.getByLabel('Что исправить: Номер разрешения').fill('Такого номера нет в списке')
  await press(dina, 'Вернуть на исправление')
  await stage.settle()

  await timur.goto(`${origin}/programmes/applications`)
  await timur.getByRole('link', { name: new RegExp(number) }).click()
  expect(await timur.getByText('Такого номера нет в списке').first().isVisible()).toBe(true)
  await follow(timur, 'О лавке')
  expect(await timur.getByLabel('Что будете продавать').count()).toBe(0)
  await timur.getByLabel('Номер разрешения').fill('18-27')
  await press(timur, 'Сохранить и дальше')
  await timur.goto(`${origin}/programmes/applications`)
  await timur.getByRole('link', { name: new RegExp(number) }).click()
  await follow(timur, 'Проверить и отправить')
  await timur.getByLabel(/Всё верно/).check()
  await press(timur, 'Отправить снова')
  expect(await sideways(timur)).toBe(0)

  await dina.getByRole('link', { name: new RegExp(number) }).click()
  expect(await dina.getByText('18-27').isVisible()).toBe(true)
  await press(dina, 'Передать экспертам')
  await dina.getByRole('link', { name: new RegExp(number) }).click()
  expect(await dina.getByText('полная').first().isVisible()).toBe(true)

  // The pages stand before the judge of accessibility, with scripts on.
  const judge = await as('Диной', 360, true)
  for (const path of [
    '/programmes',
    '/programmes/market-stall',
    '/desk/programmes/market-stall',
    '/desk/programmes/market-stall/pages/p1',
    '/desk/programmes/market-stall/rubric',
  ]) {
    await judge.goto(`${origin}${path}`)
    expect(await axe(judge)).toEqual([])
    expect([path, await sideways(judge)]).toEqual([path, 0])
  }
  const applicant = await as('Тимуром', 360, true)
  for (const path of [
    '/programmes/applications',
    `/programmes/applications/${timur.url().split('/')[5]}`,
    `/programmes/applications/${timur.url().split('/')[5]}/receipt`,
  ]) {
    await applicant.goto(`${origin}${path}`)
    expect(await axe(applicant)).toEqual([])
    expect([path, await sideways(applicant)]).toEqual([path, 0])
  }
}, 240_000)

/** Adds a question to the page that is open. */
async function question(page: Page, label: string, kind: string): Promise<void> {
  await page.getByLabel('Вопрос', { exact: true }).fill(label)
  await page.getByLabel('Вид ответа').selectOption({ label: kind })
  await press(page, 'Добавить вопрос')
}
