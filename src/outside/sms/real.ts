// Text messages by SMPP 3.4: one bound session that is opened when it is needed, kept alive, and opened again when it broke.
import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import smpp from 'smpp'
import type { Receipt, Sms, Text } from './index.ts'
import { partsOf, ucs2 } from './parts.ts'
import type { Pdu, Session } from './protocol.ts'

export interface SmsOptions {
  /** smpp://login@host:2775, or smpps:// for TLS. */
  url: string
  password: string
  /** The sender's name or number. */
  from: string
  /** How long to wait for a connection, and for each answer. */
  waitMs?: number
  /** How often an idle session is asked whether it lives. */
  aliveMs?: number
  /** Hears what became of messages. */
  receipt?: (receipt: Receipt) => void
  /** A certificate to trust beside the usual ones. */
  ca?: string
}

/** What the centre answered other than «taken»: its number stands in SMPP 3.4, section 5.1.3. */
export class SmsRefused extends Error {
  readonly status: number
  constructor(command: string, status: number) {
    super(`the message centre answered ${command} with status ${status}`)
    this.name = 'SmsRefused'
    this.status = status
  }
}

const throttled = new Set([0x58, 0x14])
const most = 4
const ucs2Coding = 8
const withHeader = 0x40

/** Opens text messages through a centre. Nothing is connected before the first message. */
export function openSms(options: SmsOptions): Sms {
  const { from, receipt = () => {}, waitMs = 10_000, aliveMs = 30_000 } = options
  const under = new Map<string, string>()
  let bound: Promise<Session> | null = null

  const drop = (session: Session) => {
    bound = null
    session.destroy()
  }

  const session = (): Promise<Session> => {
    bound ??= bind(options, waitMs).then(
      (open) => {
        const alive = setInterval(() => {
          asked(open, waitMs, (answered) => open.enquire_link({}, answered)).catch(() => drop(open))
        }, aliveMs)
        alive.unref()
        open.once('close', () => {
          clearInterval(alive)
          bound = null
        })
        open.on('deliver_sm', (pdu: Pdu) => {
          open.send(pdu.response())
          const said = receiptIn(pdu)
          const key = said ? under.get(said.id) : undefined
          if (!said || key === undefined) return
          under.delete(said.id)
          receipt({ key, delivered: said.state === 'DELIVRD', state: said.state })
        })
        open.on('enquire_link', (pdu: Pdu) => open.send(pdu.response()))
        open.on('unbind', (pdu: Pdu) => {
          open.send(pdu.response())
          drop(open)
        })
        return open
      },
      (error: unknown) => {
        bound = null
        throw error
      },
    )
    return bound
  }

  // Who is throttled waits a little longer each time; whoever asked for the message waits with her page.
  const submit = async (fields: Record<string, unknown>): Promise<string> => {
    for (let turn = 1; ; turn += 1) {
      const open = await session()
      const answer = await asked(open, waitMs, (answered) => open.submit_sm(fields, answered)).catch((error) => {
        drop(open)
        throw error
      })
      if (answer.command_status === 0) return answer.message_id ?? ''
      if (!throttled.has(answer.command_status) || turn === most)
        throw new SmsRefused('submit_sm', answer.command_status)
      await wait((waitMs / 100) * 2 ** turn)
    }
  }

  return {
    send: async ({ key, to, text }: Text) => {
      for (const part of partsOf(text, randomInt(256))) {
        const id = await submit({
          ...{
            source_addr_ton: /^\d+$/.test(from) ? 1 : 5,
            source_addr_npi: /^\d+$/.test(from) ? 1 : 0,
            source_addr: from,
          },
          ...{ dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: to.replace('+', '') },
          ...{ data_coding: ucs2Coding, registered_delivery: 1, esm_class: part.udh ? withHeader : 0 },
          short_message: part.udh ? Buffer.concat([part.udh, ucs2(part.text)]) : ucs2(part.text),
        })
        if (id === '') continue
        under.set(id, key)
        // A centre that never tells leaves nothing behind for ever.
        if (under.size > 10_000) under.delete(under.keys().next().value ?? '')
      }
    },
    close: async () => {
      const open = await bound?.catch(() => null)
      bound = null
      if (!open) return
      await asked(open, Math.min(waitMs, 1000), (answered) => open.unbind(answered)).catch(() => {})
      open.destroy()
    },
  }
}

async function bind({ url, password, ca }: SmsOptions, waitMs: number): Promise<Session> {
  const { protocol, hostname, port, username } = new URL(url)
  const tls = protocol === 'smpps:'
  const open = smpp.connect({
    ...{ host: hostname, port: Number(port) || (tls ? 3550 : 2775), tls },
    ...(ca === undefined ? {} : { ca }),
  })
  // Every later error of the line is heard where something waits for an answer; unheard it would end the process.
  open.on('error', () => open.destroy())
  // Each message that waits listens for the line's end.
  open.setMaxListeners(0)
  try {
    await ready(open, tls ? 'secureConnect' : 'connect', waitMs)
    const fields = { system_id: decodeURIComponent(username), password, system_type: '', interface_version: 0x34 }
    const answer = await asked(open, waitMs, (answered) => open.bind_transceiver(fields, answered))
    if (answer.command_status !== 0) throw new SmsRefused('bind_transceiver', answer.command_status)
    return open
  } catch (error) {
    open.destroy()
    throw error
  }
}

function ready(open: Session, event: string, waitMs: number): Promise<void> {
  return within(open, waitMs, (done) => open.once(event, () => done()))
}

function asked(open: Session, waitMs: number, ask: (answered: (pdu: Pdu) => void) => boolean): Promise<Pdu> {
  return within(open, waitMs, (done, failed) => {
    if (!ask(done)) failed(new Error('the line to the message centre is closed'))
  })
}

/** Waits for an answer, but not longer than the line lives nor than `waitMs`. */
function within<Answer>(
  open: Session,
  waitMs: number,
  begin: (done: (answer: Answer) => void, failed: (error: Error) => void) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer)
      open.off('close', closed)
      open.off('error', failed)
      settle()
    }
    const failed = (error: Error) => end(() => reject(error))
    const closed = () => failed(new Error('the message centre hung up'))
    const timer = setTimeout(() => failed(new Error(`the message centre did not answer in ${waitMs} ms`)), waitMs)
    open.on('close', closed)
    open.on('error', failed)
    begin((answer) => end(() => resolve(answer)), failed)
  })
}

// SMPP 3.4, appendix B: the id and the state stand in fields of their own or in the text.
function receiptIn(pdu: Pdu): { id: string; state: string } | null {
  const said = pdu.short_message?.message
  const text = Buffer.isBuffer(said) ? said.toString('latin1') : (said ?? '')
  const id = pdu.receipted_message_id ?? /\bid:(\S+)/.exec(text)?.[1]
  const state = /\bstat:(\w+)/.exec(text)?.[1] ?? (pdu.message_state === 2 ? 'DELIVRD' : undefined)
  return id === undefined ? null : { id, state: state ?? `STATE ${pdu.message_state ?? 0}` }
}
