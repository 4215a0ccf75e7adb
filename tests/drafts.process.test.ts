// Reports that wait on a phone without a network and send themselves, once, in a real browser.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { yard } from '#kernel/media/yard.testing.ts'
import { axe, openBrowser, sideways, type TestBrowser } from './browser.ts'
import { keptOnDevice, offline, openPhone, writeReport } from './phone.ts'
import { openShakyLine, type ShakyLine } from './shaky-line.ts'
import { type Started, startReadyCity } from './started.ts'

let folder: string
let city: Started
let browser: TestBrowser
let line: ShakyLine

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-offline-'))
  ;[city, browser] = await Promise.all([startReadyCity(join(folder, 'data')), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await city.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  line = await openShakyLine(city.url)
  return () => line.close()
})

const phone = (path = '/') => openPhone(browser, line.url + path)

test('a report written without a network goes by itself as exactly one case, with its photo', async () => {
  const page = await phone('/my-yard/drafts')
  const before = await numbers()
  await offline(page, true)
  await page.goto(`${line.url}/my-yard/drafts`)
  await writeReport(page, { text: 'Провал у колодца', where: 'Пушкинская, 100', topic: 'road.pothole' })
  await page.locator('.draft', { hasText: 'Ждёт сети' }).waitFor()
  expect(await page.locator('.draft').innerText()).toContain('с фото')
  expect([await axe(page), await sideways(page)]).toEqual([[], 0])
  const context = page.context()
  await page.close()
  expect(await numbers()).toEqual(before)

  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(`${line.url}/my-yard/drafts`)
  const sent = again.locator('.draft.sent')
  await sent.waitFor()
  const [, number = ''] = /№ (\d{4}-\d+)/.exec(await sent.innerText()) ?? []
  const after = await numbers()
  expect(after.filter((one) => !before.includes(one))).toEqual([number])
  expect(await deskPhotos(number)).toBe(1)
  // Nothing of it stays on the device but the number and the link.
  expect(await keptOnDevice(again)).not.toMatch(/Провал|Пушкинская|jpeg/)
  await again.getByRole('link', { name: 'Посмотреть, что с ним' }).click()
  expect(await again.locator('main').innerText()).toContain('Провал у колодца')

  await again.goto(`${line.url}/my-yard/drafts`)
  again.on('dialog', (dialog) => dialog.accept())
  await again.getByRole('button', { name: 'Удалить всё с этого устройства' }).click()
  await again.getByText('На этом устройстве ничего не осталось').waitFor()
  expect(await keptOnDevice(again)).toBe('[]')
})

test('an answer that is lost does not make a second case', async () => {
  const page = await phone('/my-yard/drafts')
  const before = await numbers()
  line.loseAnswerTo('/my-yard/drafts')
  await writeReport(page, { text: 'Разбита лестница', where: 'Карла Маркса, 200', topic: 'road.sidewalk' })
  await expect.poll(() => line.lost.length).toBe(1)
  const [first = ''] = (await numbers()).filter((one) => !before.includes(one))
  expect(line.lost[0]).toContain(first)
  // It tries again by itself: by Background Sync at once, or when the page is opened next.

  await page.reload()
  await page.locator('.draft.sent').waitFor()
  const said = await page.locator('.draft.sent').innerText()
  for (const part of [`№ ${first}`, 'ещё в прошлый раз']) expect(said).toContain(part)
  expect((await numbers()).filter((one) => !before.includes(one))).toEqual([first])
})

test('what the city asks waits for the person, and only her answer sends it', async () => {
  const page = await phone('/my-yard/drafts')
  const before = await numbers()
  await writeReport(page, { text: 'В подъезде пахнет газом', where: 'Ленина, 40', topic: 'other' })
  const draft = page.locator('.draft')
  await draft.getByText('Нужно ваше решение').waitFor()
  expect(await draft.getByRole('link', { name: /Позвонить/ }).count()).toBeGreaterThan(0)
  expect(await numbers()).toEqual(before)
  await draft.getByRole('button', { name: 'Изменить' }).click()
  await page.getByLabel('Что не так?').fill('Лужа не высыхает')
  await page.getByLabel('Адрес или место').fill('56.1, 30.2')
  await page.getByRole('button', { name: 'Сохранить и отправить' }).click()
  await draft.getByText('Город не всё понял').waitFor()
  expect(await numbers()).toEqual(before)
  await draft.getByRole('button', { name: 'Изменить' }).click()
  await page.getByLabel('Адрес или место').fill('Ленина, 40')
  await page.getByRole('button', { name: 'Сохранить и отправить' }).click()
  await page.locator('.draft.sent').waitFor()
  expect((await numbers()).length).toBe(before.length + 1)
})

test('the ordinary form keeps what was typed when the network has gone', async () => {
  const page = await phone('/my-yard')
  await page.goto(`${line.url}/my-yard/report`)
  await page.waitForLoadState('networkidle')
  await offline(page, true)
  await page.getByLabel('Что не так?').fill('Нет крышки люка')
  await page
    .locator('input[name=photo]')
    .setInputFiles({ name: 'люк.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await yard(7)) })
  await page.getByRole('button', { name: 'Дальше' }).click()
  await page.waitForURL(`${line.url}/my-yard/drafts`)
  const draft = page.locator('.draft')
  await draft.getByText('не на всё отвечено').waitFor()
  expect(await draft.innerText()).toContain('Нет крышки люка')
  expect(await draft.innerText()).toContain('с фото')
})

test('the ordinary form with a network goes its ordinary way and leaves nothing on the device', async () => {
  const page = await phone('/my-yard')
  await page.goto(`${line.url}/my-yard/report`)
  await page.waitForLoadState('networkidle')
  await page.getByLabel('Что не так?').fill('Нет скамейки')
  await page.getByRole('button', { name: 'Дальше' }).click()
  await page.waitForURL(`${line.url}/my-yard/report/where`)
  await expect.poll(() => keptOnDevice(page)).toBe('[]')
})

async function numbers(): Promise<string[]> {
  const answer = await fetch(`${city.url}/open311/v2/requests.json`)
  return z
    .array(z.object({ service_request_id: z.string() }))
    .parse(await answer.json())
    .map(({ service_request_id: number }) => number)
}

/** How many photos the dispatcher finds in a case that nobody has released. */
async function deskPhotos(number: string): Promise<number> {
  const page = await browser.newPage()
  await page.request.post(`${city.url}/demo/be`, { form: { person: 'boris' }, headers: { origin: city.url } })
  await page.goto(`${city.url}/desk/cases/${number}`)
  const photos = await page.locator('main img').count()
  await page.context().close()
  return Math.min(photos, 1)
}
