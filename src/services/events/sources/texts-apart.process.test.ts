// Large pages and feeds in a thread: the same answer as here, an end for those that want too much.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import type { Settings } from './settings.ts'
import { nextIn, readText, type SentText } from './texts.ts'
import { nextApart, readTextApart } from './texts-apart.ts'

const options = { base: 'https://a.example/', zone: 'Europe/Samara', now: new Date('2026-11-26T09:00:00Z') }
const within = { small: 1, mostMs: 60_000, mostMegabytes: 512 }
const sent = (kind: SentText['kind'], text: string, settings: Settings = {}): SentText => ({
  ...{ kind, settings, charset: null },
  body: new TextEncoder().encode(text),
})

const block = (at: number) =>
  `<script type="application/ld+json">{"@type":"Event","name":"Вечер ${at}","startDate":"2026-12-05T18:00:00+04:00"}</script>`
const page = sent('jsonld', Array.from({ length: 600 }, (_, at) => block(at)).join('\n'))
const feed = sent(
  'json',
  JSON.stringify({
    next: '/events?page=2',
    results: Array.from({ length: 1000 }, (_, id) => ({ id, title: `Вечер ${id}`, dates: [{ start: 1_796_500_000 }] })),
  }),
  { format: 'city-guide' },
)

test('a thread tells the same as reading here', async () => {
  for (const [text, many] of [
    [page, 600],
    [feed, 1000],
  ] as const) {
    expect(text.body.length).toBeGreaterThan(50_000)
    const [apart, again] = await Promise.all([readTextApart(text, options), readTextApart(text, options, within)])
    expect(apart.found).toHaveLength(many)
    expect(apart).toEqual(readText(text, options))
    expect(again).toEqual(apart)
  }
  expect(await nextApart(feed)).toBe('/events?page=2')
  expect(nextIn(feed)).toBe('/events?page=2')
})

test('a page nested on purpose ends as one row of what was set aside, and the next one is read', async () => {
  const nest =
    '<div itemscope itemtype="https://schema.org/Event"><span itemprop="name">а</span><div itemprop="superEvent">'
  const hostile = sent('jsonld', nest.repeat(8_000))
  const [late, heavy, fine] = await Promise.all([
    readTextApart(hostile, options, { ...within, mostMs: 300 }),
    readTextApart(page, options, { ...within, mostMegabytes: 6 }),
    readTextApart(page, options, within),
  ])
  for (const reading of [late, heavy])
    expect([reading.found, reading.setAside.map(({ reason }) => reason)]).toEqual([[], ['events.aside.tooHeavy']])
  expect(fine.found).toHaveLength(600)
})

test('tags and lists nested without end are read, and hold nothing', async () => {
  for (const text of [
    '<div>'.repeat(100_000),
    '['.repeat(500_000),
    `${'{"@graph":['.repeat(20_000)}${']}'.repeat(20_000)}`,
  ])
    expect((await readTextApart(sent('jsonld', text), options)).found).toEqual([])
})

test('the built city reads a feed in a thread of its own', async () => {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: projectRoot })
  const workerData = { ...feed, what: 'events', options }
  const worker = new Worker(join(projectRoot, 'build/texts-work.js'), { workerData })
  const [answer] = await once(worker, 'message')
  expect(answer).toEqual(readText(feed, options))
  await worker.terminate()
})
