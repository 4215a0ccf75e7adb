// A real browser for the tests: pages as wide as asked, with or without scripts, and axe over each of them.
import { mkdtemp, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { z } from 'zod'
import { findChromium } from '../scripts/chromium.mjs'

export interface PageWish {
  /** CSS pixels; the height follows a phone or a desk. */
  width?: number
  /** False shows the city as it is with scripts off. */
  javascript?: boolean
  scheme?: 'light' | 'dark'
  /** 2 is the 200 % zoom of WCAG 1.4.4: half the width, twice the dots. */
  zoom?: number
  reducedMotion?: boolean
}

export interface TestBrowser {
  /** A page with cookies of its own. What the browser complains about is in `complaints(page)`. */
  newPage(wish?: PageWish): Promise<Page>
  close(): Promise<void>
}

/** Starts the browser; one start serves a whole test file. */
export async function openBrowser(): Promise<TestBrowser> {
  const found = await findChromium()
  const browser = await chromium.launch({
    executablePath: found.path,
    env: { ...environment(), ...found.env },
    // Without --no-sandbox it refuses to run as root; pages here are our own.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  })
  return {
    newPage: async (wish = {}) => {
      const context = await browser.newContext(contextFor(wish))
      const page = await context.newPage()
      listen(page)
      return page
    },
    close: () => browser.close(),
  }
}

/** What the browser refused or could not run on this page: broken security policy, script errors, requests to other hosts. */
export function complaints(page: Page): readonly string[] {
  return heard.get(page) ?? []
}

/**
 * What axe is asked of a page: everything; only what width and colours decide, where its words and shape have been looked at; or all but
 * that, where width and colours have been.
 */
export type Asked = 'all' | 'look' | 'words'

const ofTheLook = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
  'meta-viewport',
]

/** Sentences for everything axe (WCAG 2.2 A and AA) and the browser itself find wrong with the open page; empty is good. */
export async function axe(page: Page, asked: Asked = 'all'): Promise<string[]> {
  const { violations } = await runAxe(page, asked)
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${page.url()} ${id}: ${help} at ${target.join(' ')}\n${failureSummary ?? ''}`,
    ),
  )
  return [...found, ...complaints(page)]
}

/** Answers how many CSS pixels the page is wider than its window; 0 means no scrolling to the side. */
export async function sideways(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))
}

/** Saves the whole page as a picture, for a person to look at; answers where. */
export async function screenshot(page: Page, name: string): Promise<string> {
  folder ??= mkdtemp(join(tmpdir(), 'italmas-pictures-'))
  const path = join(await folder, `${name.replaceAll(/[^\w-]+/g, '-')}.png`)
  await page.screenshot({ path, fullPage: true })
  return path
}

let folder: Promise<string> | undefined
const heard = new WeakMap<Page, string[]>()

function contextFor(wish: PageWish): BrowserContextOptions {
  const { width = 1280, javascript = true, scheme = 'light', zoom = 1, reducedMotion = true } = wish
  return {
    viewport: { width: Math.round(width / zoom), height: Math.round((width < 700 ? 780 : 900) / zoom) },
    deviceScaleFactor: zoom,
    javaScriptEnabled: javascript,
    colorScheme: scheme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    locale: 'ru-RU',
    timezoneId: 'Europe/Samara',
  }
}

function listen(page: Page): void {
  const said: string[] = []
  heard.set(page, said)
  page.on('console', (message) => {
    if (/Content.Security.Policy|violates the following/i.test(message.text()))
      said.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => said.push(`${page.url()}: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, host, hostname } = new URL(request.url())
    if (!/^https?:$/.test(protocol) || hostname === 'localhost' || hostname.startsWith('127.')) return
    said.push(`${page.url()} asks another host: ${host}`)
  })
}

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

function wishFor(asked: Asked): object {
  if (asked === 'look') return { runOnly: { type: 'rule', values: ofTheLook } }
  const rules = Object.fromEntries(ofTheLook.map((rule) => [rule, { enabled: asked === 'all' }]))
  return { runOnly: { type: 'tag', values: levels }, ...(asked === 'words' ? { rules } : {}) }
}

async function runAxe(page: Page, asked: Asked): Promise<Checked> {
  // The page's security policy would refuse a script tag; evaluating reaches past it.
  await page.evaluate(await source())
  const wish = JSON.stringify({ ...wishFor(asked), resultTypes: ['violations'] })
  const answer: unknown = await page.evaluate(`axe.run(document, ${wish})`)
  return checked.parse(answer)
}

const checked = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      help: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() })),
    }),
  ),
})
type Checked = z.infer<typeof checked>

let axeSource: Promise<string> | undefined

function source(): Promise<string> {
  axeSource ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  return axeSource
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
