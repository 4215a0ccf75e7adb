// The browser tests' own tools see what is wrong with a page: without these, every page would look right.
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { axe, complaints, openBrowser, sideways, type TestBrowser } from './browser.ts'

const policy = "default-src 'none'; style-src 'self'; script-src 'self'"
const pages: Record<string, string> = {
  '/good': '<main><h1>Двор</h1><p>Яма засыпана.</p></main>',
  '/nameless': '<main><h1>Двор</h1><input></main>',
  '/styled': '<main><h1 style="color:red">Двор</h1></main>',
  '/wide': '<main><h1>Двор</h1><svg width="2000" height="10" aria-hidden="true"></svg></main>',
  '/stranger': '<main><h1>Двор</h1></main><img src="http://example.invalid/a.png" alt="">',
}

let browser: TestBrowser
let server: Server
let origin: string

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', policy)
    const body = pages[request.url ?? ''] ?? ''
    response.end(`<!doctype html><html lang="ru"><head><title>Двор</title></head><body>${body}</body></html>`)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = z.object({ port: z.number() }).parse(server.address())
  origin = `http://127.0.0.1:${address.port}`
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  server.close()
})

async function open(path: string, wish?: Parameters<TestBrowser['newPage']>[0]) {
  const page = await browser.newPage(wish)
  await page.goto(`${origin}${path}`)
  return page
}

it('finds nothing wrong with a good page', async () => {
  expect(await axe(await open('/good'))).toEqual([])
})

it('finds a field without a name', async () => {
  expect(await axe(await open('/nameless'))).toEqual([expect.stringContaining('label')])
})

it('finds a style that the security policy drops', async () => {
  expect(await axe(await open('/styled'))).toEqual([expect.stringMatching(/Content.Security.Policy/i)])
})

it('finds a request to another host, with scripts off too', async () => {
  const page = await open('/stranger', { javascript: false })
  expect(complaints(page)).toContainEqual(expect.stringContaining('example.invalid'))
})

it('measures how far a page is too wide, at twice the size too', async () => {
  expect(await sideways(await open('/wide', { width: 360 }))).toBeGreaterThan(1000)
  expect(await sideways(await open('/good', { width: 640, zoom: 2 }))).toBe(0)
})
