// The walk of a report in a real browser with scripts off and no mouse: everything is reached by Tab, typed, and sent by Enter.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { yard } from '#kernel/media/yard.testing.ts'
import { openBrowser, screenshot, type TestBrowser } from '../browser.ts'
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

test('a report is filed, released, repaired and confirmed by keyboard alone', async () => {
  const anna = await browser.newPage({ width: 360, javascript: false })
  await anna.goto(`${origin}/`)

  // The first Tab of every page offers to skip the menu.
  await anna.keyboard.press('Tab')
  expect(await focused(anna)).toContain('К содержанию')
  await press(anna, 'Сообщить о проблеме')
  expect(await heading(anna)).toBe('Что случилось?')

  // Sent empty, it says what is missing and takes the person there.
  await press(anna, 'Дальше')
  expect(await anna.getByRole('alert').isVisible()).toBe(true)

  await attach(anna, 'Фото', 1)
  await type(anna, 'Что не так?', 'Глубокая яма на дороге, не объехать')
  await press(anna, 'Дальше')
  expect(await heading(anna)).toBe('Где это?')
  await type(anna, 'Адрес или место', 'Пушкинская, 270')
  // The topic is guessed from the words. Of radios only one is a stop of Tab; arrows choose among them.
  await walkTo(anna, (one) => fits(one.label, /Двор|Улица/))
  await anna.keyboard.press('ArrowDown')
  if (!(await anna.getByLabel('Улица, парк').isChecked())) await anna.keyboard.press('ArrowUp')
  expect(await anna.getByLabel('Улица, парк').isChecked()).toBe(true)
  await press(anna, 'Дальше')
  expect(await heading(anna)).toMatch(/Проверьте/)
  expect(await anna.locator('main').innerText()).toMatch(/декабря 2026/)
  await press(anna, 'Отправить')
  expect(await heading(anna)).toBe('Сообщение отправлено')
  await screenshot(anna, 'without-script-sent')
  const number = /\d{4}-\d{6}/.exec(await anna.locator('main').innerText())?.[0] ?? ''
  expect(number).not.toBe('')
  const link = await anna.getByLabel('Ссылка').inputValue()
  expect(new URL(link).origin).toBe(origin)

  const boris = await browser.newPage({ width: 1280, javascript: false })
  await boris.goto(`${origin}/demo`)
  await press(boris, 'Стать Борисом')
  await boris.goto(`${origin}/desk`)
  await press(boris, 'Очередь сообщений')
  await press(boris, new RegExp(number))
  await press(boris, 'Показать всем')
  await press(boris, 'Показать', 'button')
  expect((await stage.guest().get(`/cases/${number}`)).body).toContain('Глубокая яма')

  await press(boris, 'Закрыть как сделанное')
  await type(boris, 'Что сделано', 'Яму засыпали и закатали')
  await attach(boris, 'Новый снимок', 2)
  await press(boris, 'Закрыть', 'button')
  expect(await stage.guest().json(`/cases/${number}`)).toMatchObject({ number, status: 'resolved' })
  await screenshot(boris, 'without-script-resolved')

  await anna.goto(link)
  await press(anna, 'Да, починили')
  expect(await stage.guest().json(`/cases/${number}`)).toMatchObject({ number, status: 'confirmed' })
  await screenshot(anna, 'without-script-confirmed')
})

/** Walks by Tab to a link, button or summary of this name and presses Enter. */
async function press(page: Page, name: string | RegExp, role?: 'button'): Promise<void> {
  const { tag } = await walkTo(page, (one) => fits(one.name, name) && (role === undefined || one.tag === role))
  const loaded = tag === 'summary' ? null : page.waitForEvent('load')
  await page.keyboard.press('Enter')
  await loaded
}

/** Walks by Tab to a field with this label and types. */
async function type(page: Page, label: string | RegExp, text: string): Promise<void> {
  await walkTo(page, (one) => fits(one.label, label))
  await page.keyboard.type(text)
}

/** Walks by Tab to a file field; the choosing itself happens in the system's own window. */
async function attach(page: Page, label: string | RegExp, seed: number): Promise<void> {
  await walkTo(page, (one) => fits(one.label, label) && one.tag === 'input')
  const photo = { name: 'yard.jpg', mimeType: 'image/jpeg', buffer: await yard(seed * 31) }
  await page.locator('input[type=file]:focus').setInputFiles(photo)
}

interface Focused {
  tag: string
  name: string
  label: string
}

async function walkTo(page: Page, wanted: (one: Focused) => boolean): Promise<Focused> {
  const passed: string[] = []
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press('Tab')
    const one = await inFocus(page)
    if (wanted(one)) return one
    passed.push(`${one.tag} ${one.label || one.name}`)
  }
  throw new Error(`Tab does not lead there on ${page.url()}; it passed ${passed.join(' | ')}`)
}

async function focused(page: Page): Promise<string> {
  return (await inFocus(page)).name
}

// With scripts off nothing of ours may run in the page, but the debugger still reads it.
async function inFocus(page: Page): Promise<Focused> {
  const one = page.locator(':focus')
  if ((await one.count()) === 0) return { tag: '', name: '', label: '' }
  return one.first().evaluate((element) => {
    const labels = 'labels' in element && element.labels instanceof NodeList ? [...element.labels] : []
    return {
      tag: element.tagName.toLowerCase(),
      name: (element.textContent ?? '').trim(),
      label: labels.map((label) => label.textContent ?? '').join(' '),
    }
  })
}

async function heading(page: Page): Promise<string> {
  return (await page.locator('h1').innerText()).replaceAll(/\s+/g, ' ')
}

function fits(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.trim().startsWith(wanted) : wanted.test(text)
}
