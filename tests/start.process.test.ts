// The start: ready on a fresh folder, ready again after kill -9, alone on its folder, and nothing acknowledged is ever lost.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run, startCity } from './started.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-start-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const ready = async (url: string) => (await fetch(`${url}/readyz`)).json()

test('a fresh folder, kill -9, the same folder: ready both times; a second city on it is told why not', async () => {
  const first = await startCity(folder)
  expect(await ready(first.url)).toMatchObject({ ready: true, database: true, migrations: true, cityPack: true })
  const second = await run(folder, 'scripts/start.mjs')
  expect([second.code, second.err]).toEqual([1, expect.stringContaining('уже держит другой город')])
  expect(second.err).toContain(first.url)
  await first.end('SIGKILL')
  const again = await startCity(folder)
  expect(await ready(again.url)).toMatchObject({ ready: true })
  await again.end('SIGTERM')
  expect(again.process.exitCode).toBe(0)
})

test('kill -9 ten times while reports are filed: every acknowledged report is there', async () => {
  const filed: string[] = []
  for (let round = 0; round < 10; round += 1) {
    const city = await startCity(folder)
    let left = 8 + round * 3
    const filing = Array.from({ length: 3 }, async () => {
      for (;;) {
        const number = await file(city.url, filed.length).catch(unlessRefused)
        if (number === null) return
        filed.push(number)
        left -= 1
        if (left === 0) city.process.kill('SIGKILL')
      }
    })
    await Promise.all(filing)
    await city.end('SIGKILL')
  }
  expect(filed.length).toBeGreaterThan(200)
  expect(new Set(filed).size).toBe(filed.length)
  const city = await startCity(folder)
  const lost: string[] = []
  for (const number of filed) {
    const answer = await fetch(`${city.url}/open311/v2/requests/${number}.json`)
    if (answer.status !== 200) lost.push(number)
  }
  expect(lost).toEqual([])
  await city.end('SIGTERM')
})

/** Files a report as a program does; null when the city went away before it had answered. */
async function file(url: string, n: number): Promise<string | null> {
  const services: { service_code: string; metadata: boolean }[] = await (
    await fetch(`${url}/open311/v2/services.json`)
  ).json()
  const service = services.find((each) => !each.metadata)
  if (!service) throw new Error('no service without attributes')
  const answer = await fetch(`${url}/open311/v2/requests.json`, {
    method: 'POST',
    body: new URLSearchParams({
      service_code: service.service_code,
      lat: '56.8527',
      long: '53.2115',
      description: `Яма во дворе, ${n}`,
    }),
  })
  if (answer.status >= 400) throw new RefusedReport(`${answer.status}: ${await answer.text()}`)
  const [request]: { service_request_id: string }[] = await answer.json()
  return request?.service_request_id ?? null
}

class RefusedReport extends Error {}

// The city was killed in the middle of an answer; a refusal, though, would make this test prove nothing.
function unlessRefused(error: unknown): null {
  if (error instanceof RefusedReport) throw error
  return null
}
