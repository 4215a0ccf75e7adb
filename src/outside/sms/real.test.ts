// Text messages against a real SMPP server on this machine: what arrives, and what happens when it refuses, dawdles or hangs up.
import { once } from 'node:events'
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net'
import fc from 'fast-check'
import smpp from 'smpp'
import { afterEach, expect, test } from 'vitest'
import { type Receipt, type Sms, SmsRefused } from './index.ts'
import { partsOf, ucs2 } from './parts.ts'
import type { Pdu, Session } from './protocol.ts'
import { openSms, type SmsOptions } from './real.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Centre {
  url: string
  submitted: Pdu[]
  binds: Pdu[]
  sessions: Session[]
}

interface Manner {
  bindStatus?: number
  /** The status of each submit_sm, or null for silence, or «hang up». */
  submit?: (turn: number) => number | null | 'hang up'
}

/** A message centre that behaves as the test wants. */
async function openCentre({ bindStatus = 0, submit = () => 0 }: Manner = {}): Promise<Centre> {
  const centre: Centre = { url: '', submitted: [], binds: [], sessions: [] }
  const server = smpp.createServer((session) => {
    centre.sessions.push(session)
    session.on('error', () => {})
    session.on('bind_transceiver', (pdu: Pdu) => {
      centre.binds.push(pdu)
      session.send(pdu.response({ command_status: bindStatus }))
    })
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    session.on('unbind', (pdu: Pdu) => session.send(pdu.response()))
    session.on('submit_sm', (pdu: Pdu) => {
      centre.submitted.push(pdu)
      const status = submit(centre.submitted.length)
      if (status === 'hang up') session.destroy()
      else if (status !== null)
        session.send(pdu.response({ command_status: status, message_id: `m${centre.submitted.length}` }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    for (const session of centre.sessions) session.destroy()
    server.close()
    await once(server, 'close')
  })
  centre.url = `smpp://italmas@127.0.0.1:${portOf(server.address())}`
  return centre
}

function open(url: string, more: Partial<SmsOptions> = {}): Sms {
  const sms = openSms({ url, password: 'тайна', from: 'Italmas', waitMs: 400, ...more })
  closing.push(() => sms.close())
  return sms
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const code = { key: 'k1', to: '+79123456789', text: 'Код для входа: 123456. Никому его не говорите. Ӝӧӟӵ' }

/** What the phone shows of the parts that arrived. */
function shown(parts: Pdu[]): string {
  return parts.map(({ short_message }) => String(short_message?.message ?? '')).join('')
}

test('a Cyrillic message arrives whole, with who sent it and whom it is for, and the receipt names it', async () => {
  const centre = await openCentre()
  const receipts: Receipt[] = []
  const heard = new Promise<void>((done) => {
    const sms = open(centre.url, {
      receipt: (receipt) => {
        receipts.push(receipt)
        if (receipts.length === 2) done()
      },
    })
    void sms.send(code).then(async () => {
      await sms.send({ ...code, key: 'k2' })
      const [session] = centre.sessions
      session?.deliver_sm({ esm_class: 4, short_message: 'id:m1 sub:001 dlvrd:001 stat:DELIVRD err:000 text:' })
      session?.deliver_sm({ esm_class: 4, short_message: 'id:m2 sub:001 dlvrd:000 stat:UNDELIV err:001 text:' })
    })
  })
  await heard
  expect(centre.binds).toHaveLength(1)
  expect(centre.binds[0]).toMatchObject({ system_id: 'italmas' })
  const [pdu] = centre.submitted
  expect(pdu).toMatchObject({
    destination_addr: '79123456789',
    source_addr: 'Italmas',
    data_coding: 8,
    registered_delivery: 1,
  })
  expect(shown(centre.submitted.slice(0, 1))).toBe(code.text)
  expect(receipts).toEqual([
    { key: 'k1', delivered: true, state: 'DELIVRD' },
    { key: 'k2', delivered: false, state: 'UNDELIV' },
  ])
})

test('a long message goes in parts that the phone joins', async () => {
  const centre = await openCentre()
  const text = `${'Завтра с 9 до 17 часов не будет воды. '.repeat(5)}😀`
  await open(centre.url).send({ ...code, text })
  expect(centre.submitted.length).toBe(Math.ceil(text.length / 67))
  expect(centre.submitted.every(({ esm_class }) => ((esm_class ?? 0) & 0x40) !== 0)).toBe(true)
  expect(shown(centre.submitted)).toBe(text)
})

test('parts join to the text again, none too long, and no pair is cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.nat(255), (text, reference) => {
      const parts = partsOf(text, reference)
      expect(parts.map((part) => part.text).join('')).toBe(text)
      for (const part of parts) {
        expect((part.udh?.length ?? 0) + ucs2(part.text).length).toBeLessThanOrEqual(140)
        if (text.isWellFormed()) expect(part.text.isWellFormed()).toBe(true)
      }
    }),
  )
})

test('a centre that throttles is asked again, and refuses in the end if it goes on', async () => {
  const centre = await openCentre({ submit: (turn) => (turn < 3 ? 0x58 : 0) })
  await open(centre.url).send(code)
  expect(centre.submitted).toHaveLength(3)
  const stubborn = await openCentre({ submit: () => 0x58 })
  await expect(open(stubborn.url).send(code)).rejects.toThrow('status 88')
  expect(stubborn.submitted).toHaveLength(4)
})

test('a centre that refuses the bind, the number, or is not there is an error, and the next message tries anew', async () => {
  const closed = await openCentre({ bindStatus: 0x0e })
  const sms = open(closed.url)
  await expect(sms.send(code)).rejects.toThrow('bind_transceiver with status 14')
  await expect(sms.send(code)).rejects.toThrow('bind_transceiver')
  expect(closed.binds).toHaveLength(2)
  const picky = await openCentre({ submit: () => 0x0b })
  await expect(open(picky.url).send(code)).rejects.toThrow(SmsRefused)
  await expect(open('smpp://x@127.0.0.1:1').send(code)).rejects.toThrow()
})

test('a centre that hangs up amid a message is an error; the next message is bound again and arrives', async () => {
  const centre = await openCentre({ submit: (turn) => (turn === 1 ? 'hang up' : 0) })
  const sms = open(centre.url)
  await expect(sms.send(code)).rejects.toThrow()
  await sms.send(code)
  expect(centre.binds).toHaveLength(2)
  expect(centre.submitted).toHaveLength(2)
})

test('nobody waits for a centre that never answers: neither the greeting, nor the bind, nor the message', async () => {
  const silent = await openCentre({ submit: () => null })
  await expect(open(silent.url).send(code)).rejects.toThrow('did not answer in 400 ms')
  const sockets: Socket[] = []
  const mute = createNetServer((socket) => sockets.push(socket))
  mute.listen(0, '127.0.0.1')
  await once(mute, 'listening')
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    mute.close()
    await once(mute, 'close')
  })
  await expect(open(`smpp://x@127.0.0.1:${portOf(mute.address())}`).send(code)).rejects.toThrow('did not answer')
})

test('a centre that speaks nonsense is an error and not the end of the process', async () => {
  const sockets: Socket[] = []
  const rude = createNetServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.write(Buffer.alloc(64, 0xff))
  })
  rude.listen(0, '127.0.0.1')
  await once(rude, 'listening')
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    rude.close()
    await once(rude, 'close')
  })
  await expect(open(`smpp://x@127.0.0.1:${portOf(rude.address())}`).send(code)).rejects.toThrow()
})

test('an idle session is asked whether it lives, and a dead one is left', async () => {
  const centre = await openCentre()
  const sms = open(centre.url, { aliveMs: 20 })
  await sms.send(code)
  const [session] = centre.sessions
  if (!session) throw new Error('nobody bound')
  await once(session, 'enquire_link')
  await once(session, 'enquire_link')
  session.removeAllListeners('enquire_link')
  await once(session, 'close')
  await sms.send(code)
  expect(centre.binds).toHaveLength(2)
})

test('many messages at once share one session', async () => {
  const centre = await openCentre()
  const sms = open(centre.url)
  await Promise.all(Array.from({ length: 30 }, (_, at) => sms.send({ ...code, key: `k${at}` })))
  expect(centre.binds).toHaveLength(1)
  expect(centre.submitted).toHaveLength(30)
})
