// Scanning against a clamd that speaks its protocol word by word, and one that breaks it in every way it can.
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ScanFailed } from './index.ts'
import { openPretendScan } from './pretend.ts'
import { addressOf, openClamd } from './real.ts'

const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''))

let servers: Server[] = []
let sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
  servers = []
  sockets = []
})

/** A clamd: reads the command and the pieces to the empty one, then answers by what it got. */
async function clamd(answer: (bytes: Buffer, socket: Socket) => void, options: { path?: string; limit?: number } = {}) {
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    let waiting = Buffer.alloc(0)
    let begun = false
    const pieces: Buffer[] = []
    let size = 0
    socket.on('data', (data) => {
      waiting = Buffer.concat([waiting, data])
      if (!begun) {
        const zero = waiting.indexOf(0)
        if (zero < 0) return
        if (waiting.subarray(0, zero).toString() !== 'zINSTREAM') return void socket.end('UNKNOWN COMMAND\0')
        begun = true
        waiting = waiting.subarray(zero + 1)
      }
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE(0)
        if (length === 0) return answer(Buffer.concat(pieces), socket)
        if (waiting.length < 4 + length) return
        pieces.push(waiting.subarray(4, 4 + length))
        size += length
        waiting = waiting.subarray(4 + length)
        if (options.limit && size > options.limit) return void socket.end('INSTREAM size limit exceeded. ERROR\0')
      }
    })
  })
  servers.push(server)
  await new Promise<void>((listening) =>
    options.path ? server.listen(options.path, listening) : server.listen(0, '127.0.0.1', listening),
  )
  const at = server.address()
  return typeof at === 'string' ? at : `127.0.0.1:${at?.port}`
}

const honest = (bytes: Buffer, socket: Socket) =>
  socket.end(bytes.includes(eicar) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0')

test('every byte of a file reaches the scanner, over TCP and over a unix socket', async () => {
  const large = Buffer.alloc(3_000_000, 7)
  let got: Uint8Array = Buffer.alloc(0)
  const keep = (bytes: Buffer, socket: Socket) => {
    got = bytes
    honest(bytes, socket)
  }
  for (const path of [undefined, join(tmpdir(), `italmas-clamd-${process.pid}.sock`)]) {
    const address = await clamd(keep, path ? { path } : {})
    expect(await openClamd({ address }).scan(large)).toEqual({ kind: 'clean' })
    expect(Buffer.from(got).equals(large)).toBe(true)
  }
})

test('what it finds is called by its name', async () => {
  const scan = openClamd({ address: await clamd(honest) })
  expect(await scan.scan(Buffer.concat([Buffer.alloc(200_000), eicar]))).toEqual({
    kind: 'infected',
    found: 'Win.Test.EICAR_HDB-1',
  })
  expect(await scan.scan(new Uint8Array())).toEqual({ kind: 'clean' })
})

const troubleOf = (scanning: Promise<unknown>) =>
  scanning.then(
    () => 'none',
    (error: unknown) => (error instanceof ScanFailed ? error.trouble : String(error)),
  )

test.each([
  ['hangs', 'late', () => {}],
  ['hangs up without a word', 'broken', (_: Buffer, socket: Socket) => socket.destroy()],
  ['fails', 'refused', (_: Buffer, socket: Socket) => socket.end("stream: Can't allocate memory ERROR\0")],
  ['says something else', 'broken', (_: Buffer, socket: Socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')],
  ['says half a line and hangs up', 'broken', (_: Buffer, socket: Socket) => socket.end('stream: O')],
  ['never ends its line', 'broken', (_: Buffer, socket: Socket) => socket.write('A'.repeat(100_000))],
])('a scanner that %s has not called anything clean', async (_, trouble, answer) => {
  const scan = openClamd({ address: await clamd(answer), waitMs: 500 })
  expect(await troubleOf(scan.scan(Buffer.from('a paper')))).toBe(trouble)
})

test('a file over its limit is said to be too large: by us before it is sent, by clamd in the middle of it', async () => {
  const address = await clamd(honest, { limit: 100_000 })
  expect(await troubleOf(openClamd({ address }).scan(Buffer.alloc(131_072)))).toBe('large')
  expect(await troubleOf(openClamd({ address, mostBytes: 10 }).scan(Buffer.alloc(11)))).toBe('large')
})

test('where nobody listens it is away', async () => {
  const address = await clamd(honest)
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
  servers = []
  expect(await troubleOf(openClamd({ address }).scan(Buffer.from('a')))).toBe('away')
})

test.each([
  ['/run/clamd.sock', { path: '/run/clamd.sock' }],
  ['unix:/run/clamd.sock', { path: '/run/clamd.sock' }],
  ['127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
  ['tcp://clamd.local:3310', { host: 'clamd.local', port: 3310 }],
  ['clamd', null],
  ['clamd:99999', null],
  ['', null],
])('the address %s', (text, read) => {
  expect(addressOf(text)).toEqual(read)
})

test('the demo finds the test file and nothing else', async () => {
  const scan = openPretendScan()
  expect(await scan.scan(eicar)).toEqual({ kind: 'infected', found: 'Eicar-Test-Signature' })
  expect(await scan.scan(Buffer.from('a paper'))).toEqual({ kind: 'clean' })
})
