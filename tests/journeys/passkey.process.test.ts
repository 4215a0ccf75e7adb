// A new resident makes a passkey and signs in by it, and a member of staff is let in with a second factor only: a real browser, a key of its own.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { axe, complaints, openBrowser, screenshot, sideways, type TestBrowser } from '../browser.ts'
import { lastLink, setUpApp } from '../newcomers.ts'
import { openStage, type Stage } from '../people.ts'
import { withAuthenticator } from './authenticator.ts'

let stage: Stage
let browser: TestBrowser
let origin: string

beforeAll(async () => {
  stage = await openStage({ staffFactor: true })
  await stage.city.app.listen({ port: 0, host: '127.0.0.1' })
  // Browsers know no passkeys of an address in numbers.
  origin = `http://localhost:${z.object({ port: z.number() }).parse(stage.city.app.server.address()).port}`
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await stage.close()
})

/** Walks by keyboard until the named thing has the focus, and presses it. */
async function press(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(
      () => document.activeElement?.closest('main') && document.activeElement.textContent?.trim(),
    )
    if (focused === name) return page.keyboard.press('Enter')
  }
  throw new Error(`the keyboard does not reach «${name}» at ${page.url()}`)
}

async function well(page: Page, name: string): Promise<void> {
  expect(await axe(page)).toEqual([])
  expect(await sideways(page)).toBe(0)
  await screenshot(page, name)
}

async function openLink(page: Page, email: string): Promise<void> {
  const link = await lastLink(stage, email)
  await page.goto(origin + link.pathname + link.search)
  await press(page, 'Войти')
}

test('by keyboard, on a phone: a letter, a passkey, out, and in again by a touch', async () => {
  const page = await browser.newPage({ width: 360 })
  const keys = await withAuthenticator(page)
  await page.goto(`${origin}/account/sign-in`)
  await well(page, 'sign-in-360')
  await page.getByLabel('Адрес почты').focus()
  await page.keyboard.type('new@journey.example')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/account/sign-in/sent')
  await openLink(page, 'new@journey.example')
  await page.waitForURL('**/account')
  await page.goto(`${origin}/account/security`)
  await well(page, 'security-empty-360')
  await press(page, 'Сделать ключ входа')
  await page.waitForURL('**/passkeys/new')
  await well(page, 'passkey-360')
  await page.getByLabel('Как назвать ключ').focus()
  await page.keyboard.type('Мой телефон')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/account/security')
  expect(await keys()).toBe(1)
  expect(await page.getByText('Мой телефон', { exact: true }).isVisible()).toBe(true)
  await well(page, 'security-360')
  await page.goto(`${origin}/account/sessions`)
  await well(page, 'sessions-360')

  await page.goto(`${origin}/account`)
  await press(page, 'Выйти')
  await page.waitForURL(`${origin}/`)
  await page.goto(`${origin}/account/sign-in?next=/small-wins`)
  const there = page.waitForURL(({ pathname }) => pathname === '/small-wins')
  // Where the browser offers passkeys by itself, the touch may come before the button is reached.
  await Promise.race([there, press(page, 'Войти ключом входа').catch(() => there)])
  await there
  await page.goto(`${origin}/account`)
  expect(await page.getByText('new@journey.example').first().isVisible()).toBe(true)
  expect(complaints(page)).toEqual([])
}, 60_000)

test('an editor without a second factor is refused, sets one up, and gets in', async () => {
  const page = await browser.newPage({ width: 1280 })
  await withAuthenticator(page)
  await page.goto(`${origin}/demo`)
  expect(await page.getByText('нужно второе подтверждение').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Стать Леной' }).click()
  await page.waitForURL('**/account/second-factor?next=%2Fdesk')
  await well(page, 'second-factor-1280')
  await page.goto(`${origin}/desk/small-wins`)
  await page.waitForURL('**/account/second-factor?next=%2Fdesk%2Fsmall-wins')
  await page.getByRole('link', { name: 'Сделать ключ входа' }).click()
  await page.getByLabel('Как назвать ключ').fill('Рабочий компьютер')
  await page.getByRole('button', { name: 'Сделать ключ входа' }).click()
  await page.waitForURL('**/desk/small-wins')
  expect(await page.locator('h1').isVisible()).toBe(true)
  await page.goto(`${origin}/account/totp`)
  await well(page, 'totp-1280')
  await page.setViewportSize({ width: 320, height: 780 })
  await well(page, 'totp-320')
  expect(complaints(page)).toEqual([])
}, 60_000)

test('with an app for codes: the question for a code, and the operator’s page', async () => {
  const nina = await stage.as('nina')
  const app = await setUpApp(stage, nina)
  const page = await browser.newPage({ width: 360, javascript: false })
  await page.goto(`${origin}/demo`)
  await page.getByRole('button', { name: 'Стать Ниной' }).click()
  await page.waitForURL('**/account/second-factor?next=%2Fdesk')
  await page.getByRole('button', { name: 'Ввести код из приложения' }).click()
  await page.waitForURL('**/account/sign-in/second')
  await screenshot(page, 'second-code-360')
  await page.getByLabel('Код').fill(app.backup[0] ?? '')
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.waitForURL('**/desk')
  await page.goto(`${origin}/desk/account/staff`)
  await screenshot(page, 'staff-360')
  expect(await sideways(page)).toBe(0)
}, 60_000)
