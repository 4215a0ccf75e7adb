// A new resident's first day in one browser: a passkey, what reaches her, a promise, a service found by a slip, her data, and gone again.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { machinery } from '#platform/policy.ts'
import { fillIndex } from '../../src/services/portal/service.ts'
import { complaints, openBrowser, sideways, type TestBrowser } from '../browser.ts'
import { lastLink } from '../newcomers.ts'
import { openStage, type Stage } from '../people.ts'
import { withAuthenticator } from './authenticator.ts'

let stage: Stage
let browser: TestBrowser
let origin: string

beforeAll(async () => {
  stage = await openStage()
  await fillIndex(stage.city.cityFor(machinery('test')), stage.city.doors)
  await stage.city.app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://localhost:${z.object({ port: z.number() }).parse(stage.city.app.server.address()).port}`
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await stage.close()
})

test('she comes by a letter, stays by a passkey, chooses, follows, finds, takes her data along, and is forgotten', async () => {
  const page = await browser.newPage({ width: 360 })
  const keys = await withAuthenticator(page)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

  await page.goto(`${origin}/account/sign-in`)
  await page.getByLabel('Адрес почты').fill('vera@journey.example')
  await press('Прислать ссылку')
  await page.waitForURL('**/account/sign-in/sent')
  const link = await lastLink(stage, 'vera@journey.example')
  await page.goto(origin + link.pathname + link.search)
  await press('Войти')
  await page.waitForURL('**/account')
  await page.goto(`${origin}/account/passkeys/new`)
  await page.getByLabel('Как назвать ключ').fill('Мой телефон')
  await press('Сделать ключ входа')
  await page.waitForURL('**/account/security')
  expect(await keys()).toBe(1)
  await page.goto(`${origin}/account`)
  await press('Выйти')
  await page.waitForURL(`${origin}/`)
  await page.goto(`${origin}/account/sign-in?next=/notifications/preferences`)
  const there = page.waitForURL('**/notifications/preferences')
  // Where the browser offers passkeys by itself, it may have signed her in before the button is pressed.
  await Promise.race([there, press('Войти ключом входа').catch(() => there)])
  await there

  await page.getByLabel('Сколько писем в неделю, не больше').fill('2')
  await page.getByLabel('Раз в неделю, одним письмом').check()
  await press('Сохранить')
  await page.waitForURL('**/notifications/preferences?saved=yes')
  expect(await page.getByLabel('Сколько писем в неделю, не больше').inputValue()).toBe('2')

  await page.goto(`${origin}/strategy/projects/prj-001`)
  await press('Следить за обещанием')
  await page.goto(`${origin}/strategy/following`)
  expect(await page.locator('main a[href="/strategy/projects/prj-001"]').count()).toBe(1)

  // «сообщить о проблеме» on the wrong keyboard, with a slip.
  await page.goto(origin)
  await page.locator('#search').fill('cjj,obnm j ghj,ktvt')
  await page.locator('#search').press('Enter')
  await page.waitForURL('**/search?q=*')
  await page.locator('main a[href="/my-yard/report"]').first().click()
  await page.waitForURL('**/my-yard/report')
  expect(await sideways(page)).toBe(0)

  await page.goto(`${origin}/account/data`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Скачать файл JSON' }).click(),
  ])
  const file = await readFile(await download.path(), 'utf8')
  for (const said of ['vera@journey.example', 'Мой телефон', 'project:prj-001']) expect(file).toContain(said)
  const paper = await page.request.get(`${origin}/account/data/file.pdf`)
  expect([paper.status(), (await paper.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])

  await page.goto(`${origin}/account/forgetting`)
  expect(await page.locator('main').textContent()).toContain('Что удалим')
  await page.getByLabel('Да, удалить мои данные навсегда').check()
  await press('Удалить')
  await page.waitForURL('**/account/forgotten?receipt=*')
  expect(await page.locator('main').textContent()).toContain('Квитанция')
  // The key is still in her phone, and opens nothing.
  const answered = page.waitForResponse(
    (response) =>
      response.request().method() === 'POST' && new URL(response.url()).pathname === '/account/sign-in/passkey',
  )
  await page.goto(`${origin}/account`)
  await Promise.race([answered, press('Войти ключом входа').catch(() => answered)])
  expect((await answered).status()).toBe(422)
  expect(complaints(page)).toEqual([])
}, 90_000)
