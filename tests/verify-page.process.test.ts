// The page that checks a receipt, in a real browser: with a script nothing is sent, without one the server checks.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newSigner } from '#engines/transparency-log/index.ts'
import { axe, complaints, openBrowser, sideways, type TestBrowser } from './browser.ts'
import { entryFor, publishLog } from './published-log.ts'
import { type Started, startReadyCity } from './started.ts'

const signer = newSigner('other.example/chronicle')
const paper = newSigner('paper.example/witness', undefined, 'witness')
const entries = Array.from({ length: 20 }, (_, n) => entryFor(`indicator:${n % 2}`, { n }))
const log = publishLog(entries, signer, [paper])

let folder: string
let city: Started
let browser: TestBrowser
const files = { good: '', bad: '', own: '' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-verify-'))
  ;[city, browser] = await Promise.all([startReadyCity(join(folder, 'data')), openBrowser()])
  const good = Buffer.from(log.receiptOfPromise('indicator:1', [1, 7]))
  const bad = Buffer.from(
    good.toString().replace(`"entry":"${entries[7] && Buffer.from(entries[7]).toString('base64')}`, '"entry":"e30='),
  )
  const own = await fetch(`${city.url}/chronicle/receipts/0.json`)
  for (const [name, content] of Object.entries({ good, bad, own: Buffer.from(await own.arrayBuffer()) })) {
    const file = join(folder, `${name}.json`)
    await writeFile(file, content)
    Object.assign(files, { [name]: file })
  }
})

afterAll(async () => {
  await browser.close()
  await city.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

test('a receipt is checked in the browser without asking the server, and the answer is announced', async () => {
  const page = await browser.newPage({ width: 360 })
  await page.goto(`${city.url}/chronicle/verify`)
  await page.getByText('Файл проверит ваш браузер').waitFor()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const status = page.getByRole('status').and(page.locator('#verdict'))

  await page.getByLabel('Файл квитанции').setInputFiles(files.good)
  await status.getByRole('heading', { name: 'Что доказано' }).waitFor()
  const said = await status.innerText()
  for (const part of ['Квитанция верна', '№ 1. Город пообещал', '№ 7.', 'paper.example/witness', '20'])
    expect(said).toContain(part)
  expect(said).toContain('сравните его с тем, что вам известен')
  expect([await axe(page), await sideways(page)]).toEqual([[], 0])

  await page.getByLabel('Файл квитанции').setInputFiles(files.bad)
  await status.getByText('Квитанция неверна').waitFor()
  expect(await status.innerText()).toContain('Первая неверная запись: № 7.')

  await page.getByLabel('Файл квитанции').setInputFiles(files.own)
  await status.getByText('этот ключ опубликовал город').waitFor()
  expect([asked, complaints(page)]).toEqual([[], []])
})

test('without a script the server checks, and says that it has to be trusted', async () => {
  const page = await browser.newPage({ width: 360, javascript: false })
  await page.goto(`${city.url}/chronicle/verify`)
  const send = () => page.getByRole('button', { name: 'Проверить' }).click()
  await send()
  await page.getByText('Выберите файл квитанции.').waitFor()
  await page.getByLabel('Файл квитанции').setInputFiles(files.good)
  await send()
  const status = page.locator('#verdict')
  await status.getByText('Так сказал сервер города').waitFor()
  expect(await status.innerText()).toMatch(/Квитанция верна[\s\S]*№ 1[\s\S]*№ 7/)
  await page.getByLabel('Файл квитанции').setInputFiles(files.bad)
  await send()
  await status.getByText('Квитанция неверна').waitFor()
  expect(await status.innerText()).toContain('Первая неверная запись: № 7.')
})
