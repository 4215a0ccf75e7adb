// A second system of the city signs the same person in through Italmas: a real browser on a small phone, scripts off, two sites.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import * as oidc from 'openid-client'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveSystem } from '#kernel/identity/index.ts'
import { machinery } from '#platform/policy.ts'
import { freePort, library } from '../../src/services/account/provider.testing.ts'
import { axe, complaints, openBrowser, screenshot, sideways, type TestBrowser } from '../browser.ts'
import { openStage, type Stage } from '../people.ts'

let stage: Stage
let browser: TestBrowser
let library2: Server
let city: string
let site: string
let config: oidc.Configuration
/** What the library keeps of whoever is signed in there. */
let kept: { refresh: string; sub: string } | null = null

beforeAll(async () => {
  const port = await freePort()
  city = `http://127.0.0.1:${port}`
  stage = await openStage({ pack: false, publicUrl: city })
  await stage.city.app.listen({ port, host: '127.0.0.1' })
  library2 = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1')
  await once(library2, 'listening')
  const address = library2.address()
  // Another name for this machine: for the browser it is another site.
  site = `http://localhost:${address !== null && typeof address === 'object' ? address.port : 0}`
  const operator = stage.city.cityFor(machinery('test'))
  const { id, secret } = await saveSystem(operator, {
    ...library,
    site,
    redirectUris: [`${site}/back`],
    signOutUris: [`${site}/`],
  })
  config = await oidc.discovery(new URL(city), id, undefined, oidc.ClientSecretBasic(secret ?? ''), {
    execute: [oidc.allowInsecureRequests],
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  library2.closeAllConnections()
  library2.close()
  await stage.close()
})

const going = new Map<string, { verifier: string; nonce: string }>()

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', site)
  const say = (text: string) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><title>Библиотека</title><h1>${text}</h1><a href="/sign-in">Войти через Италмас</a>`)
  if (url.pathname === '/sign-in') {
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
    going.set(state, { verifier, nonce })
    const to = oidc.buildAuthorizationUrl(config, {
      ...{
        redirect_uri: `${site}/back`,
        scope: 'openid profile email level offline_access',
        prompt: 'consent',
        state,
        nonce,
      },
      ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    })
    response.writeHead(302, { location: to.href }).end()
    return
  }
  if (url.pathname !== '/back') {
    say('Библиотека')
    return
  }
  const state = url.searchParams.get('state') ?? ''
  const mine = going.get(state)
  try {
    const tokens = await oidc.authorizationCodeGrant(config, url, {
      ...{
        expectedState: state,
        expectedNonce: mine?.nonce ?? '',
        pkceCodeVerifier: mine?.verifier ?? '',
        idTokenExpected: true,
      },
    })
    const sub = tokens.claims()?.sub ?? ''
    const her = await oidc.fetchUserInfo(config, tokens.access_token, sub)
    kept = { refresh: tokens.refresh_token ?? '', sub }
    say(`Здравствуйте, ${her.email}`)
  } catch {
    say('Вы не вошли')
  }
}

const heading = (page: Page) => page.locator('h1').innerText()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

test('she signs in to the library through Italmas, reads what it will learn, and later takes it back', async () => {
  const anna = await browser.newPage({ width: 360, javascript: false })
  await anna.goto(`${site}/`)
  await anna.getByRole('link', { name: 'Войти через Италмас' }).click()
  expect(await heading(anna)).toBe('Войти')
  await anna.getByLabel('Адрес почты').fill('anna@journey.example')
  await press(anna, 'Прислать ссылку')
  const letter = (await stage.letters()).find(({ to }) => to === 'anna@journey.example')
  await anna.goto(/https?:\/\/\S+/.exec(letter?.text ?? '')?.[0] ?? '')
  await press(anna, 'Войти')
  // From the button in the letter's page the browser is led on to the library's question.
  await anna.waitForURL(/\/account\/consent\/[\w-]+$/)
  expect(await heading(anna)).toBe('Войти в систему «Городская библиотека» через Италмас')
  const read = await anna.locator('main').innerText()
  for (const said of [
    'anna@journey.example',
    'ИНН 7707083893',
    'Чтобы продлевать книги',
    'вы этого не указали',
    'До 23 ноября 2027',
    'Больше ничего',
  ]) {
    expect(read).toContain(said)
  }
  expect(await sideways(anna)).toBe(0)
  await screenshot(anna, 'consent-360')
  const question = anna.url()

  // The answer leads to the other site by a redirect after a post, which only this page's policy lets it.
  await press(anna, 'Разрешить')
  await anna.waitForURL(`${site}/back**`)
  expect(await heading(anna)).toBe('Здравствуйте, anna@journey.example')
  expect(complaints(anna)).toEqual([])
  expect((await anna.goto(question))?.status()).toBe(404)

  // Signed in at the city, she enters again with one press.
  await anna.goto(`${site}/`)
  await anna.getByRole('link', { name: 'Войти через Италмас' }).click()
  await anna.waitForURL(/\/account\/consent\/[\w-]+$/)
  await press(anna, 'Отказаться')
  await anna.waitForURL(`${site}/back**`)
  expect(await heading(anna)).toBe('Вы не вошли')

  const first = kept
  if (first === null) throw new Error('the library keeps nothing')
  const renewed = await oidc.refreshTokenGrant(config, first.refresh)
  await anna.goto(`${city}/account`)
  await anna.getByRole('link', { name: 'Посмотреть и отозвать' }).click()
  expect(await heading(anna)).toBe('Подключённое')
  expect(await sideways(anna)).toBe(0)
  await screenshot(anna, 'connected-360')
  await press(anna, 'Отозвать разрешение: Городская библиотека')
  expect(await anna.locator('main').innerText()).toContain('Здесь будут системы')
  await expect(oidc.refreshTokenGrant(config, renewed.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  })
})

test('the pages of this journey are good to read on a desk, in English and by machines that help to read', async () => {
  const vera = await browser.newPage({ width: 1280 })
  await vera.goto(`${city}/demo`)
  await vera.getByRole('button', { name: /Вер/ }).click()
  await vera.goto(`${site}/sign-in`)
  await vera.waitForURL(/\/account\/consent\/[\w-]+$/)
  expect(await axe(vera)).toEqual([])
  await screenshot(vera, 'consent-1280')
  await vera.getByRole('link', { name: 'Eng' }).click()
  expect(await heading(vera)).toBe('Sign in to “Городская библиотека” with Italmas')
  await press(vera, 'Allow')
  await vera.waitForURL(`${site}/back**`)
  await vera.goto(`${city}/account/connected`)
  expect(await axe(vera)).toEqual([])
  await screenshot(vera, 'connected-1280')
  const nina = await browser.newPage({ width: 360 })
  await nina.goto(`${city}/demo`)
  await nina.getByRole('button', { name: /Нин/ }).click()
  for (const path of [
    '/desk/account/systems',
    '/desk/account/systems/new',
    `/desk/account/systems/${config.clientMetadata().client_id}`,
  ]) {
    await nina.goto(city + path)
    expect([path, await axe(nina), await sideways(nina)]).toEqual([path, [], 0])
    await screenshot(nina, `desk-${path}`)
  }
})
