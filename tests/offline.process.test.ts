// The city on a phone that loses its network, in a real browser: what can be read, and what never may.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { axe, openBrowser, sideways, type TestBrowser } from './browser.ts'
import { offline, openPhone } from './phone.ts'
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

test('the browser finds nothing in the way of installing it', async () => {
  const page = await phone()
  const session = await page.context().newCDPSession(page)
  const { errors } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A window of the tests is a private one, which never installs; it is the only thing named.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  const manifest = manifestShape.parse(await (await fetch(`${line.url}/manifest.webmanifest`)).json())
  expect(manifest).toMatchObject({ id: '/', lang: 'ru', start_url: '/', scope: '/', short_name: 'Италмас' })
  const english = manifestShape.parse(await (await fetch(`${line.url}/en/manifest.webmanifest`)).json())
  expect(english).toMatchObject({ id: '/', lang: 'en', start_url: '/en', short_name: 'Italmas' })
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`).sort()).toEqual([
    '192x192 any',
    '192x192 maskable',
    '512x512 any',
    '512x512 maskable',
  ])
  for (const { src, sizes } of manifest.icons) {
    const side = await page.evaluate(async (at) => (await createImageBitmap(await (await fetch(at)).blob())).width, src)
    expect(`${side}x${side}`).toBe(sizes)
  }
  for (const { url } of manifest.shortcuts) expect((await fetch(line.url + url)).status).toBe(200)
})

const manifestShape = z.looseObject({
  icons: z.array(z.object({ src: z.string(), sizes: z.string(), purpose: z.string() })),
  shortcuts: z.array(z.object({ name: z.string(), url: z.string() })),
})

test('a page that was read is there without a network, and says of when it is', async () => {
  const page = await phone()
  await page.goto(`${line.url}/small-wins`)
  const title = await page.locator('h1').innerText()
  await offline(page, true)
  await page.goto(`${line.url}/small-wins`)
  expect(await page.locator('h1').innerText()).toBe(title)
  expect(await page.getByRole('status').first().innerText()).toMatch(/^Вы без сети, страница от \d/)
  expect(await axe(page)).toEqual([])
  // Its styles came too.
  expect(await page.evaluate(() => document.styleSheets[0]?.cssRules.length ?? 0)).toBeGreaterThan(50)

  const answer = await page.goto(`${line.url}/strategy`)
  expect(answer?.status()).toBe(503)
  expect(await page.locator('h1').innerText()).toBe('Вы без сети')
  await page.locator('[data-island=offline] a', { hasText: title }).waitFor()
  expect([await axe(page), await sideways(page)]).toEqual([[], 0])
  await page.goto(`${line.url}/en/strategy`)
  expect(await page.locator('h1').innerText()).toBe('You are offline')

  await offline(page, false)
  expect((await page.goto(`${line.url}/small-wins`))?.status()).toBe(200)
  expect(await page.getByText('Вы без сети').count()).toBe(0)
})

test('nothing of a session is kept, neither while it lasts nor after', async () => {
  const page = await phone('/demo')
  await page.request.post(`${line.url}/demo/be`, { form: { person: 'anna' }, headers: { origin: line.url } })
  for (const path of ['/account', '/notifications', '/', '/my-yard', '/my-yard/report']) {
    await page.goto(line.url + path)
    await page.waitForLoadState('networkidle')
  }
  const kept = await keptTexts(page)
  expect(kept.length).toBeGreaterThan(3)
  expect(kept.filter(({ text }) => /Моя страница|\/account\/sign-out/.test(text))).toEqual([])
  await page.context().clearCookies()
  await offline(page, true)
  for (const path of ['/account', '/notifications', '/my-yard/report']) {
    await page.goto(line.url + path)
    expect([path, await page.locator('h1').innerText()]).toEqual([path, 'Вы без сети'])
  }
  await page.goto(`${line.url}/`)
  expect(await page.getByText('Моя страница').count()).toBe(0)
})

function keptTexts(page: Page) {
  return page.evaluate(async () => {
    const found: { url: string; text: string }[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request, { ignoreVary: true })
        if (answer?.headers.get('content-type')?.includes('html'))
          found.push({ url: request.url, text: await answer.text() })
      }
    }
    return found
  })
}

test('another version takes over by itself, and leaves nothing of the one before', async () => {
  const page = await phone()
  const names = () => page.evaluate(() => caches.keys())
  const before = await names()
  line.version = 'another'
  await page.evaluate(async () => {
    const changed = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    )
    await (await navigator.serviceWorker.ready).update()
    await changed
  })
  await expect.poll(names).toContain('italmas-own-another')
  await expect
    .poll(async () => (await names()).filter((name) => before.includes(name)), { timeout: 20_000 })
    .toEqual([])
  await offline(page, true)
  await page.goto(`${line.url}/strategy`)
  expect(await page.locator('h1').innerText()).toBe('Вы без сети')
})

test('the operator takes it off every device', async () => {
  const other = await startReadyCity(join(folder, 'other'), { CITY_SERVICE_WORKER: 'no' })
  try {
    const script = await (await fetch(`${other.url}/service-worker.js`)).text()
    expect(script).toContain('unregister')
    const page = await browser.newPage()
    await page.goto(other.url)
    // As on a device that had it before the operator decided.
    await page.evaluate(async () => {
      await caches.open('italmas-own-before')
      await navigator.serviceWorker.register('/service-worker.js')
    })
    await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([])
    await page.goto(`${other.url}/small-wins`)
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length))
      .toBe(0)
  } finally {
    await other.end('SIGTERM')
  }
})
