// A phone in a test: a browser that has opened the city, the line between them, and what it keeps on the device.
import type { Page } from 'playwright-core'
import { yard } from '#kernel/media/yard.testing.ts'
import type { TestBrowser } from './browser.ts'

/** A phone that has opened a page of the city once, so that its service worker stands. */
export async function openPhone(browser: TestBrowser, url: string): Promise<Page> {
  const page = await browser.newPage({ width: 360 })
  await page.goto(url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    )
  })
  return page
}

export const offline = (page: Page, off: boolean): Promise<void> => page.context().setOffline(off)

/** Writes a report on the page of drafts, with a photo. */
export async function writeReport(
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

/** The reports on the device, as JSON. */
export function keptOnDevice(page: Page): Promise<string> {
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
