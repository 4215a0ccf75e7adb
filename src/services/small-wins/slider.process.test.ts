// Before and after in a real browser: the slider by keys and by finger, side by side without a script or without pictures.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { axe, openBrowser, screenshot, sideways, type TestBrowser } from '#tests/browser.ts'
import { liveIn } from '#tests/lived-in.ts'
import { openStage, type Stage } from '#tests/people.ts'

let stage: Stage
let browser: TestBrowser
let address: string
beforeAll(async () => {
  stage = await openStage()
  const { win } = await liveIn(stage)
  await stage.city.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = z.object({ port: z.number() }).parse(stage.city.app.server.address())
  address = `http://127.0.0.1:${port}/small-wins/${win}`
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await stage.close()
})

const boxes = (page: Page) =>
  page.locator('.compare figure').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x))
/** How much of the later picture is cut away, in per cent, as the browser draws it. */
const cut = (page: Page) =>
  page
    .locator('.compare figure')
    .nth(1)
    .evaluate((one) => Number(/([\d.]+)%\)?$/.exec(getComputedStyle(one).clipPath)?.[1]))

test.each([360, 1280])('the slider moves by keys and says where it is, at %i pixels', async (width) => {
  const page = await browser.newPage({ width })
  await page.goto(address)
  const slider = page.getByRole('slider', { name: 'Сравнить «было» и «стало»' })
  await slider.waitFor()
  const [left, right] = await boxes(page)
  expect(left).toBe(right)
  expect(await cut(page)).toBe(50)
  await slider.focus()
  for (let n = 0; n < 10; n += 1) await page.keyboard.press('ArrowRight')
  expect(await cut(page)).toBe(60)
  expect(await slider.getAttribute('aria-valuetext')).toBe('Снимок «стало» открыт на 40 %')
  await page.keyboard.press('Home')
  expect(await cut(page)).toBe(0)
  await page.keyboard.press('End')
  expect(await cut(page)).toBe(100)
  expect((await slider.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await page.keyboard.press('Home')
  for (let n = 0; n < 50; n += 1) await page.keyboard.press('ArrowRight')
  await screenshot(page, `compare-${width}`)
  expect(await axe(page)).toEqual([])
  expect(await sideways(page)).toBe(0)
})

test('the bar between the pictures can be dragged', async () => {
  const page = await browser.newPage({ width: 800 })
  await page.goto(address)
  const frame = await page.locator('.compare-frame').boundingBox()
  const bar = await page.locator('.compare-bar').boundingBox()
  if (!frame || !bar) throw new Error('nothing to drag')
  await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2)
  await page.mouse.down()
  await page.mouse.move(frame.x + frame.width * 0.25, bar.y + 30, { steps: 4 })
  await page.mouse.up()
  expect(await cut(page)).toBeCloseTo(25, 0)
})

test('without a script the pictures stand side by side, each with its caption', async () => {
  const page = await browser.newPage({ width: 1280, javascript: false })
  await page.goto(address)
  const [left = 0, right = 0] = await boxes(page)
  expect(right).toBeGreaterThan(left)
  expect(await page.locator('.compare figcaption').allInnerTexts()).toEqual(['Было', 'Стало'])
  expect(await page.getByRole('slider').count()).toBe(0)
  await screenshot(page, 'compare-without-script')
})

test('with pictures off their words stand side by side', async () => {
  const page = await browser.newPage({ width: 1280 })
  await page.context().addCookies([{ name: 'look', value: 'black-on-white.l.normal.off', url: address }])
  await page.goto(address)
  expect(await page.locator('.compare .instead').first().isVisible()).toBe(true)
  expect(await page.getByRole('slider').count()).toBe(0)
  expect(await axe(page)).toEqual([])
})

test('in the scheme for people with low vision the slider is there and nothing breaks a rule', async () => {
  const page = await browser.newPage({ width: 360 })
  await page.context().addCookies([{ name: 'look', value: 'white-on-black.xl.wide.on', url: address }])
  await page.goto(address)
  await page.getByRole('slider').waitFor()
  await screenshot(page, 'compare-low-vision')
  expect(await axe(page)).toEqual([])
})
