// The city on a phone that loses its network, in a real browser: what can be read, what never may, and what sends itself later.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { yard } from '#kernel/media/yard.testing.ts'
import { axe, openBrowser, sideways, type TestBrowser } from './browser.ts'
import { openShakyLine, type ShakyLine } from './shaky-line.ts'
import { type Started, startCity } from './started.ts'

let folder: string
let city: Started
let browser: TestBrowser
let line: ShakyLine

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-offline-'))
  ;[city, browser] = await Promise.all([startCity(join(folder, 'data')), openBrowser()])
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

/** A phone that has opened a page of the city once, so that its service worker stands. */
async function phone(path = '/', width = 360): Promise<Page> {
  const page = await browser.newPage({ width })
  await page.goto(line.url + path)
  await controlled(page)
  return page
}

async function controlled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    )
  })
}

const offline = (page: Page, off: boolean) => page.context().setOffline(off)

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
  await expect.poll(async () => (await names()).filter((name) => before.includes(name))).toEqual([])
  await offline(page, true)
  await page.goto(`${line.url}/strategy`)
  expect(await page.locator('h1').innerText()).toBe('Вы без сети')
})

test('a report written without a network goes by itself as exactly one case, with its photo', async () => {
  const page = await phone('/my-yard/drafts')
  const before = await numbers()
  await offline(page, true)
  await page.goto(`${line.url}/my-yard/drafts`)
  await write(page, { text: 'Провал у колодца', where: 'Пушкинская, 100', topic: 'road.pothole' })
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
  await write(page, { text: 'Разбита лестница', where: 'Карла Маркса, 200', topic: 'road.sidewalk' })
  await expect.poll(() => line.lost.length).toBe(1)
  await page.locator('.draft', { hasText: 'ответа не было' }).waitFor()
  const [first = ''] = (await numbers()).filter((one) => !before.includes(one))
  expect(line.lost[0]).toContain(first)

  await page.reload()
  await page.locator('.draft.sent').waitFor()
  expect(await page.locator('.draft.sent').innerText()).toContain(`№ ${first}`)
  expect((await numbers()).filter((one) => !before.includes(one))).toEqual([first])
})

test('what the city asks waits for the person, and only her answer sends it', async () => {
  const page = await phone('/my-yard/drafts')
  const before = await numbers()
  await write(page, { text: 'В подъезде пахнет газом', where: 'Ленина, 40', topic: 'other' })
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

test('the operator takes it off every device', async () => {
  const other = await startCity(join(folder, 'other'), { CITY_SERVICE_WORKER: 'no' })
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

async function write(
  page: Page,
  { text, where, topic }: { text: string; where: string; topic: string },
): Promise<void> {
  await page.locator('[data-island=drafts] form').waitFor()
  await page
    .locator('input[name=photo]')
    .setInputFiles({ name: 'двор.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await yard(text.length)) })
  await page.getByLabel('Что не так?').fill(text)
  await page.getByLabel('Адрес или место').fill(where)
  await page.getByLabel('О чём сообщение').selectOption(topic)
  await page.getByLabel('Улица, парк, городская земля').check()
  await page.getByRole('button', { name: 'Сохранить и отправить' }).click()
}

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

function keptOnDevice(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const request = indexedDB.open('my-yard', 1)
        request.onupgradeneeded = () => request.result.createObjectStore('reports', { keyPath: 'key' })
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          const all = request.result.transaction('reports').objectStore('reports').getAll()
          all.onsuccess = () => {
            request.result.close()
            resolve(JSON.stringify(all.result))
          }
        }
      }),
  )
}
