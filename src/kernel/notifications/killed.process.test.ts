// A city killed after the mail server took a letter and before it knew: the letter comes again under the same name, and no third time.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
let server: SMTPServer
let url: string
const arrived: string[] = []
let taken: (done: () => void) => void = (done) => done()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-killed-'))
  server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        arrived.push(/^Message-ID: (.+)$/im.exec(Buffer.concat(chunks).toString())?.[1]?.trim() ?? '')
        taken(() => done())
      })
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  url = `smtp://127.0.0.1:${address.port}`
})
afterAll(async () => {
  await new Promise<void>((done) => server.close(() => done()))
  await rm(folder, { recursive: true })
})

test('kill -9 between the server’s taking and the city’s noting', async () => {
  const first = city(0)
  // The server has all of the letter; the city never hears that it was taken.
  taken = (done) => {
    first.once('close', () => done())
    first.kill('SIGKILL')
  }
  await once(first, 'close')
  expect(first.signalCode).toBe('SIGKILL')
  expect(arrived).toHaveLength(1)
  taken = (done) => done()

  // While the first may still be sending, nobody sends beside it; when its time is over the letter goes again.
  expect(await ended(city(1))).toBe(0)
  expect(arrived).toHaveLength(1)
  expect(await ended(city(10))).toBe(0)
  expect(arrived).toHaveLength(2)
  expect(arrived[1]).toBe(arrived[0])
  expect(arrived[0]).toMatch(/^<letter\.[0-9a-f-]{36}@city\.example>$/)
  expect(await ended(city(60))).toBe(0)
  expect(arrived).toHaveLength(2)
})

function city(minutes: number) {
  const script = join(import.meta.dirname, 'killed.child.testing.ts')
  return spawn(process.execPath, [script, folder, url, String(minutes)], { stdio: ['ignore', 'inherit', 'inherit'] })
}

async function ended(child: ReturnType<typeof city>): Promise<number | null> {
  await once(child, 'close')
  return child.exitCode
}
