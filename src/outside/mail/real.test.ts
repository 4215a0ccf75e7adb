// Mail against a real SMTP server on this machine: what arrives, and what happens when it refuses, dawdles or hangs up.
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { type Letter, LetterRefused } from './index.ts'
import { openMail } from './real.ts'

interface Arrived {
  from: string
  to: string[]
  raw: string
}

const letter: Letter = {
  key: 'fact.handle',
  to: 'anna@example.ru',
  subject: 'Италмас: есть новости для вас — №2026-000123',
  text: 'Здравствуйте.\n\nЯму у подъезда закрыли. Ӝӧӟӵ.\n.\nhttps://city.example/cases/2026-000123?token=a=b\n',
}
const from = 'Италмас <city@city.example>'
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

async function openServer(options: SMTPServerOptions = {}): Promise<{ url: string; arrived: Arrived[] }> {
  const arrived: Arrived[] = []
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        arrived.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
    ...options,
  })
  // A client that goes away in the middle is an error of its own here, and no reason to end the test.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  closing.push(() => new Promise<void>((done) => server.close(() => done())))
  return { url: `smtp://127.0.0.1:${portOf(server.server.address())}`, arrived }
}

/** A server that speaks as the test wants. */
async function openRude(talk: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    talk(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((done) => server.close(() => done()))
  })
  return `smtp://127.0.0.1:${portOf(server.address())}`
}

test('a letter arrives as it was written, with a name of its own and a button that stops letters', async () => {
  const { url, arrived } = await openServer()
  const stop = 'https://city.example/notifications/stop?token=abc'
  await openMail(url, from).send({ ...letter, stop })
  expect(arrived).toHaveLength(1)
  const { head, body } = partsOf(arrived[0]?.raw ?? '')
  expect(arrived[0]).toMatchObject({ from: 'city@city.example', to: ['anna@example.ru'] })
  expect(head['message-id']).toBe('<fact.handle@city.example>')
  expect(head['auto-submitted']).toBe('auto-generated')
  expect(head['list-unsubscribe']).toBe(`<${stop}>`)
  expect(head['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
  expect(wordsIn(head.subject ?? '')).toBe(letter.subject)
  expect(head['content-type']).toContain('text/plain')
  expect(body.replaceAll('\r\n', '\n').trimEnd()).toBe(letter.text.trimEnd())
})

test('the same letter sent twice has the same name, and one without a way to stop says nothing of it', async () => {
  const { url, arrived } = await openServer()
  const mail = openMail(url, from)
  await mail.send(letter)
  await mail.send(letter)
  const heads = arrived.map(({ raw }) => partsOf(raw).head)
  expect(heads[0]?.['message-id']).toBe(heads[1]?.['message-id'])
  expect(heads[0]).not.toHaveProperty('list-unsubscribe')
})

test('line breaks in a subject or an address make no new head lines and no new readers', async () => {
  const { url, arrived } = await openServer()
  await openMail(url, from).send({ ...letter, subject: 'Новости\r\nBcc: evil@evil.example\r\n\r\nтекст' })
  expect(partsOf(arrived[0]?.raw ?? '').head).not.toHaveProperty('bcc')
  expect(arrived[0]?.to).toEqual(['anna@example.ru'])
  for (const to of [
    'anna@example.ru\r\nRCPT TO:<evil@evil.example>',
    'anna@example.ru, evil@evil.example',
    'anna',
    '',
  ]) {
    await expect(openMail(url, from).send({ ...letter, to })).rejects.toThrow('one plain address')
  }
  expect(arrived).toHaveLength(1)
})

const refusing = (at: 'onRcptTo' | 'onMailFrom', code: number, said: string): SMTPServerOptions => ({
  [at]: (_address: unknown, _session: unknown, done: (error: Error) => void) =>
    done(Object.assign(new Error(said), { responseCode: code })),
})
const refusingData = (code: number, said: string): SMTPServerOptions => ({
  onData: (stream, _session, done) => {
    stream.resume()
    stream.on('end', () => done(Object.assign(new Error(said), { responseCode: code })))
  },
})

test.each([
  ['no such reader', refusing('onRcptTo', 550, '5.1.1 no such user'), '5.1.1'],
  ['no such reader, without a status', refusing('onRcptTo', 550, 'no such user'), '5.0.0'],
  ['a mailbox that was closed, said after the letter', refusingData(550, '5.2.1 mailbox disabled'), '5.2.1'],
])('%s: nobody is there, and trying again is no use', async (_, options, status) => {
  const { url, arrived } = await openServer(options)
  const failure = await openMail(url, from)
    .send(letter)
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(LetterRefused)
  expect(failure).toMatchObject({ status })
  expect(String(failure)).not.toContain('anna')
  expect(arrived).toEqual([])
})

test.each([
  ['a grey list', refusing('onRcptTo', 451, '4.7.1 greylisted, try again later')],
  ['a full mailbox for now', refusing('onRcptTo', 452, '4.2.2 mailbox full')],
  ['our address is not liked', refusing('onMailFrom', 550, '5.1.8 bad sender')],
  ['a policy, said to the reader’s name', refusing('onRcptTo', 550, '5.7.1 not from there')],
  ['later', refusingData(451, 'try later')],
  ['the letter is not liked', refusingData(554, '5.7.1 looks like spam')],
])('%s: the letter waits and is tried again', async (_, options) => {
  const { url, arrived } = await openServer(options)
  const failure = await openMail(url, from)
    .send(letter)
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Error)
  expect(failure).not.toBeInstanceOf(LetterRefused)
  expect(arrived).toEqual([])
})

test('a grey list lets the second try in, under the same name', async () => {
  let tries = 0
  const { url, arrived } = await openServer({
    onRcptTo: (_address, _session, done) => {
      tries += 1
      done(tries === 1 ? Object.assign(new Error('4.7.1 greylisted'), { responseCode: 451 }) : null)
    },
  })
  const mail = openMail(url, from)
  await expect(mail.send(letter)).rejects.toThrow('451')
  await mail.send(letter)
  expect(arrived).toHaveLength(1)
})

test('a letter returns to an address of its own, and still comes from the city', async () => {
  const { url, arrived } = await openServer()
  await openMail(url, from).send({ ...letter, returnTo: 'returned+0a1b@city.example' })
  expect(arrived[0]?.from).toBe('returned+0a1b@city.example')
  const { head } = partsOf(arrived[0]?.raw ?? '')
  expect(head.from).toContain('city@city.example')
  expect(head['x-italmas-key']).toBe('fact.handle')
  const bad = openMail(url, from).send({ ...letter, returnTo: 'a@b.example, c@d.example' })
  await expect(bad).rejects.toThrow('one plain address')
})

test('a server that took the letter and hung up before it said so: heard as a failure, the second has the same name', async () => {
  const names: string[] = []
  let hangsUp = true
  const url = await openRude((socket) => {
    let reading = false
    socket.write('220 here\r\n')
    socket.on('data', (data: Buffer) => {
      const said = data.toString()
      if (reading || said.includes('Message-ID')) {
        const name = /Message-ID: (\S+)/i.exec(said)?.[1]
        if (name) names.push(name)
        if (!said.endsWith('\r\n.\r\n')) return
        reading = false
        if (hangsUp) socket.destroy()
        else socket.write('250 taken\r\n')
      } else if (said.startsWith('DATA')) {
        reading = true
        socket.write('354 go on\r\n')
      } else socket.write('250 go on\r\n')
    })
  })
  const mail = openMail(url, from)
  await expect(mail.send(letter)).rejects.toThrow()
  hangsUp = false
  await mail.send(letter)
  expect(names).toEqual(['<fact.handle@city.example>', '<fact.handle@city.example>'])
})

test('a wrong password is heard', async () => {
  const { url } = await openServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(new Error('wrong')),
  })
  await expect(openMail(url.replace('//', '//city:wrong@'), from).send(letter)).rejects.toThrow(/535|Invalid login/)
})

test('nobody at the address is heard', async () => {
  const url = await openRude(() => {})
  await closing.pop()?.()
  await expect(openMail(url, from).send(letter)).rejects.toThrow('ECONNREFUSED')
})

test('a server that says nothing, or nothing more, is not waited for', async () => {
  const silent = await openRude(() => {})
  await expect(openMail(silent, from, 50).send(letter)).rejects.toThrow(/[Gg]reeting|[Tt]imeout/)
  const dawdling = await openRude((socket) => socket.write('220 wait\r\n'))
  await expect(openMail(dawdling, from, 50).send(letter)).rejects.toThrow(/[Tt]imeout/)
})

test('a server that hangs up before it took the letter is heard', async () => {
  const atOnce = await openRude((socket) => socket.destroy())
  await expect(openMail(atOnce, from).send(letter)).rejects.toThrow()
  const inTheMiddle = await openRude((socket) => {
    socket.write('220 here\r\n')
    socket.on('data', (data: Buffer) => {
      if (data.toString().startsWith('DATA')) socket.destroy()
      else socket.write('250 go on\r\n')
    })
  })
  await expect(openMail(inTheMiddle, from).send(letter)).rejects.toThrow()
})

test('a certificate that nobody vouches for is not trusted', async () => {
  const { url, arrived } = await openServer({ hideSTARTTLS: false })
  await expect(openMail(url, from).send(letter)).rejects.toThrow(/certificate/i)
  expect(arrived).toEqual([])
})

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

/** The head's fields, unfolded, and the body, decoded. */
function partsOf(raw: string): { head: Record<string, string>; body: string } {
  const at = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, at)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const head = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const coded = raw.slice(at + 4)
  const coding = head['content-transfer-encoding']
  if (coding === 'base64') return { head, body: Buffer.from(coded, 'base64').toString('utf8') }
  return { head, body: coding === 'quoted-printable' ? unquoted(coded.replaceAll('=\r\n', '')) : coded }
}

/** A head's words by RFC 2047. */
function wordsIn(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, coding: string, coded: string) =>
      coding.toUpperCase() === 'B'
        ? Buffer.from(coded, 'base64').toString('utf8')
        : unquoted(coded.replaceAll('_', ' ')),
    )
}

function unquoted(text: string): string {
  return decodeURIComponent(text.replaceAll('%', '%25').replaceAll(/=([0-9A-F]{2})/gi, '%$1'))
}
